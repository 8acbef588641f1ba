// Each kind of transaction: ethers finds in what was signed exactly what its review said, and no other review
// fits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inPool } from './chain.mjs';
import { agreedIn, assertReviewed, sentByRialto } from './signed.mjs';
import { DIEM, STAKING, Transaction, VVV, Wallet, arrived, openMiningWorld, parseEther, send } from './support.mjs';

const world = await openMiningWorld();
const { network } = world;

/** Returns the transactions that the run sends, with the reviews that it leaves. */
async function signedBy(home, run) {
	const before = (await sentByRialto(network)).length, agreed = agreedIn(home.dir).length;
	await run();
	return { raws: (await sentByRialto(network)).slice(before), reviews: agreedIn(home.dir).slice(agreed) };
}

/** Checks that there is one transaction and one review for each of these calls. */
async function each(home, args, calls) {
	const { raws, reviews } = await signedBy(home, () => home.data([...args, '--yes']));
	assert.deepEqual(reviews.map(({ rows }) => [rows.Call[0], rows.Contract[0].split(' ').at(-1)]), calls);
	assert.equal(raws.length, calls.length);
	raws.forEach((raw, i) => assertReviewed(raw, [reviews[i]]));
}

test('an approval and a stake', async () => {
	await each(
		await world.funded(),
		['stake', '10'],
		[
			['approve(address,uint256)', VVV],
			['stake(address,uint256)', STAKING],
		],
	);
});

test('DIEM minted and staked', async () => {
	const home = await world.funded({ staked: '50' });
	await each(home, ['diem', 'mint', '40'], [['mintDiem(uint256,uint256)', STAKING]]);
	const { diem } = (await home.data(['balance'])).balances[0];
	await each(home, ['diem', 'stake', diem], [['stake(uint256)', DIEM]]);
});

/** Returns two transactions of one number: the one that waits, and the one that takes its place. */
async function replaced(how) {
	const home = await world.funded();
	await send(home.wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('1000'));
	await network.control('chain', { automine: false });
	const sends = async () =>
		(await network.log()).rpc.filter(({ method }) => method === 'eth_sendRawTransaction').length;
	const { raws, reviews } = await signedBy(home, async () => {
		const sent = arrived(network, 'eth_sendRawTransaction', (await sends()) + 1, 'rpc');
		const run = home.start(['stake', '10', '--yes']);
		await sent;
		run.child.kill('SIGKILL');
		await run.ended;
		await inPool(network, home);
		const [{ hash }] = await home.inFlight();
		const again = arrived(network, 'eth_sendRawTransaction', (await sends()) + 1, 'rpc');
		const change = home.data(['tx', how, hash, '--yes', '--max-tip', '0.001']);
		await again;
		await network.control('chain', { automine: true });
		for (let i = 0; i < 6; i++) await network.control('chain', { mine: 1 });
		await change;
	});
	assert.deepEqual([raws.length, reviews.length], [2, 2]);
	raws.forEach((raw, i) => assertReviewed(raw, [reviews[i]]));
	assert.throws(() => assertReviewed(raws[1], [reviews[0]]), /signed without a review/);
	return raws.map((raw) => Transaction.from(raw));
}

test('sped up', async () => {
	const [first, second] = await replaced('speed-up');
	assert.deepEqual([second.nonce, second.to, second.data], [first.nonce, first.to, first.data]);
});

test('cancelled', async () => {
	const [first, second] = await replaced('cancel');
	assert.deepEqual([second.nonce, second.to, second.data, second.value], [first.nonce, first.from, '0x', 0n]);
});

test('what differs from its review in anything is found', async () => {
	const home = await world.funded();
	const { raws, reviews } = await signedBy(home, () => home.data(['stake', '10', '--yes']));
	const stake = Transaction.from(raws[1]);
	const other = (word, by) =>
		stake.data.slice(0, 10 + 64 * word) + by.padStart(64, '0') + stake.data.slice(10 + 64 * (word + 1));
	const changes = [
		{ to: DIEM },
		{ value: 1n },
		{ chainId: 1n },
		{ nonce: stake.nonce + 1 },
		{ gasLimit: stake.gasLimit + 1n },
		{ maxFeePerGas: stake.maxFeePerGas + 1n },
		{ maxPriorityFeePerGas: stake.maxPriorityFeePerGas - 1n },
		{ data: other(0, VVV.slice(2)) },
		{ data: other(1, '1') },
		{ data: '0x' },
		{ data: `0x00000000${stake.data.slice(10)}` },
	];
	const signedAgain = (change, wallet = home.wallet) => {
		const copy = stake.clone();
		Object.assign(copy, { signature: null }, change);
		copy.signature = wallet.signingKey.sign(copy.unsignedHash);
		return copy.serialized;
	};
	assertReviewed(signedAgain({}), reviews);
	for (const change of changes)
		assert.throws(() => assertReviewed(signedAgain(change), reviews), undefined, Object.keys(change)[0]);
	assert.throws(() => assertReviewed(signedAgain({}, Wallet.createRandom()), reviews), /none was agreed to/);
	assert.throws(() => assertReviewed(raws[1], reviews.slice(0, 1)), /none was agreed to/);
});
