// ETH and tokens are sent to somebody.  The review says who that is, and a recipient who would lose it is
// refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onChain, sentBy } from './chain.mjs';
import { forEveryWrite, killedAt } from './crash.mjs';
import { assertFields } from './output.mjs';
import { agreedIn } from './signed.mjs';
import {
	AERODROME_FACTORY, AERODROME_ROUTER, DIEM, STAKING, USDC, VVV, VVV_WETH_POOL, WETH, Wallet, arrived,
	formatEther, formatUnits, openWorld, view,
} from './support.mjs';

const BALANCE = 'balanceOf(address) view returns (uint256)';
const CONTRACTS = [VVV, DIEM, USDC, STAKING, WETH, AERODROME_ROUTER, AERODROME_FACTORY, VVV_WETH_POOL];
const world = await openWorld();
const { network } = world;

const somebody = () => Wallet.createRandom().address;
const balanceOf = async (token, address) => (await view(network.provider, token, BALANCE, address))[0];
const lastReview = (home) => agreedIn(home.dir).at(-1).rows;

/** Returns another address with the same five digits at both ends. */
const lookAlike = (address) => `${address.slice(0, 7)}${'5'.repeat(30)}${address.slice(-5)}`.toLowerCase();

async function rich() {
	const home = await world.funded();
	await network.control('faucet', { address: home.wallet.address, usdc: '20', diem: '3' });
	return home;
}

const send = (home, ...args) => home.run(['send', ...args, '--yes']);

async function refused(home, args, code, words) {
	const nonce = await sentBy(network, home);
	const error = await home.error(['send', ...args, '--yes']);
	assert.equal(error.code, code, error.message);
	assert.match(error.message, words);
	assert.equal(await sentBy(network, home), nonce);
}

test('each token arrives, and the recipient is known the second time', async () => {
	const home = await rich(), to = somebody();
	const first = await send(home, 'vvv', '1.5', to);
	assertFields(first.json.data, 'tx block token amount to');
	assert.deepEqual([first.json.data.token, first.json.data.amount, first.json.data.to], ['VVV', '1.5', to]);
	assert.deepEqual(first.json.warnings, [`Nothing was sent to ${to} from here so far.`]);
	assert.match(lastReview(home).Recipient[1], /nothing was sent to it from here so far/);
	const second = await send(home, 'USDC', '1.25', to.toLowerCase());
	assert.equal(second.json.warnings, undefined);
	assert.match(lastReview(home).Recipient[1], /sent to it once, on \d{4}-/);
	assert.equal((await send(home, 'DIEM', 'all', to)).json.data.amount, '3');
	assert.match(lastReview(home).Recipient[1], /sent to it 2 times, last on \d{4}-/);
	assert.match(lastReview(home).Simulation.join('\n'), /DIEM: 3, then 0/);
	assert.equal(formatEther(await balanceOf(VVV, to)), '1.5');
	assert.equal(formatUnits(await balanceOf(USDC, to), 6), '1.25');
	assert.equal(formatEther(await balanceOf(DIEM, to)), '3.0');
});

test('ETH, and then all of it but what the fee may need', async () => {
	const home = await rich(), to = somebody(), { provider } = network;
	await send(home, 'ETH', '0.25', to);
	assert.equal(formatEther(await provider.getBalance(to)), '0.25');
	assert.match(lastReview(home).Simulation.join('\n'), /ETH without the fee: 1, then 0.75/);
	assert.equal(lastReview(home).Call[0], 'none: it only carries the ETH');
	const { amount } = (await send(home, 'ETH', 'all', to)).json.data;
	assert.equal(formatEther(await provider.getBalance(to)), String(Number((0.25 + Number(amount)).toFixed(18))));
	const left = await provider.getBalance(home.wallet.address);
	assert.ok(left >= 0n && left < 10n ** 14n, `${left} wei are left`);
	await refused(home, ['ETH', 'all', to], 'needs_eth', /The fee can be up to/);
});

test('a wallet here is named, and its look-alike is told apart', async () => {
	const home = await rich(), to = somebody();
	await home.data(['wallet', 'watch', 'cold', to]);
	const named = await send(home, 'VVV', '1', 'cold', '--wallet', 'main');
	assert.equal(named.json.data.to, to);
	assert.equal(lastReview(home).Recipient[0], `cold ${to}`);
	const fake = await send(home, 'VVV', '1', lookAlike(to), '--wallet', 'main');
	assert.match(fake.json.warnings[1], new RegExp(`only looks like cold ${to}, and is another address`));
	assert.match(lastReview(home).Recipient[2], new RegExp(`it only looks like cold ${to}`));
	const other = somebody();
	await send(home, 'VVV', '1', other, '--wallet', 'main');
	assert.match((await send(home, 'VVV', '1', lookAlike(other), '--wallet', 'main')).json.warnings[1], new RegExp(`only looks like ${other}`));
});

test('code at the recipient is said', async () => {
	const home = await rich(), to = somebody();
	await network.provider.send('anvil_setCode', [to, '0x00']);
	await send(home, 'VVV', '1', to);
	assert.match(lastReview(home).Besides[0], /there is code at the recipient's address/);
});

test('where it would be lost it is refused, and nothing is signed', async () => {
	const home = await rich(), to = somebody(), own = home.wallet.address;
	for (const token of ['ETH', 'VVV', 'DIEM', 'USDC']) {
		for (const contract of CONTRACTS)
			await refused(home, [token, '0.1', contract], 'bad_recipient', /address of a contract/);
		await refused(home, [token, '0.1', own], 'bad_recipient', /own address/);
		await refused(home, [token, '0.1', 'main'], 'bad_recipient', /own address/);
		await refused(home, [token, '0.1', `0x${'0'.repeat(40)}`], 'bad_recipient', /zero address/);
	}
	const digit = [...to].findIndex((c, i) => i > 1 && /[a-f]/.test(c));
	const wrong = to.slice(0, digit) + to[digit].toUpperCase() + to.slice(digit + 1);
	await refused(home, ['VVV', '1', wrong], 'invalid_input', /checksum/);
	await refused(home, ['VVV', '1', 'nobody'], 'invalid_input', /./);
	await refused(home, ['sVVV', '1', to], 'invalid_input', /nothing that can be sent/);
	await refused(home, ['BTC', '1', to], 'invalid_input', /nothing that can be sent/);
	await refused(home, ['VVV', '0', to], 'invalid_input', /0 does nothing/);
	await refused(home, ['VVV', '-1', to], 'usage', /./);
	await refused(home, ['USDC', '1.0000001', to], 'invalid_input', /decimals/);
	await refused(home, ['VVV', '1000000', to], 'needs_vvv', /less than 1000000/);
	await refused(home, ['USDC', '21', to], 'needs_usdc', /less than 21/);
	await refused(home, ['ETH', '2', to], 'needs_eth', /less than 2/);
	await refused(home, ['ETH', '1', to], 'needs_eth', /It sends 1 ETH/);
});

test('not with --readonly, nor from a watch-only wallet, nor without a yes', async () => {
	const home = await rich(), to = somebody();
	assert.equal((await home.error(['send', 'VVV', '1', to, '--yes', '--readonly'])).code, 'readonly');
	assert.equal((await home.error(['send', 'VVV', '1', to])).code, 'needs_answer');
	await home.data(['wallet', 'watch', 'cold', somebody()]);
	assert.equal((await home.error(['send', 'VVV', '1', to, '--yes', '--wallet', 'cold'])).code, 'watch_only');
	assert.equal(await sentBy(network, home), 0);
	assert.equal(await onChain(network, home, VVV), '100');
});

/** Kills a run as soon as its transaction is in the pool, and then lets a block have it. */
async function killedInFlight(home, args) {
	const sends = (await network.log()).rpc.filter(({ method }) => method === 'eth_sendRawTransaction').length;
	await network.control('chain', { automine: false });
	const sent = arrived(network, 'eth_sendRawTransaction', sends + 1, 'rpc');
	const run = home.start([...args, '--yes']);
	await sent;
	run.child.kill('SIGKILL');
	await run.ended;
	await network.control('chain', { automine: true });
	await network.control('chain', { mine: 1 });
}

test('what is in flight is the result of the same wish only: not of another token, nor of another recipient', async () => {
	const home = await rich(), to = somebody(), other = somebody();
	await killedInFlight(home, ['send', 'USDC', '2', to]);
	for (const [token, whom, amount] of [['USDC', other, '2'], ['VVV', to, 'all']]) {
		const { data } = (await send(home, token, amount, whom)).json;
		assert.deepEqual([data.token, data.amount, data.to], [token, amount === 'all' ? '100' : amount, whom]);
		assert.deepEqual(data.followed.map((row) => [row.token, row.amount]), [['USDC', '2']]);
	}
	assert.equal((await send(home, 'USDC', '2', to)).json.data.amount, '2');
	assert.equal(formatUnits(await balanceOf(USDC, to), 6), '2.0');
	assert.equal(formatUnits(await balanceOf(USDC, other), 6), '2.0');
	assert.equal(formatEther(await balanceOf(VVV, to)), '100.0');
});

test('all of it is another wish than a part of it, and is sent once', async () => {
	const home = await rich(), to = somebody();
	await killedInFlight(home, ['send', 'VVV', '5', to]);
	await killedInFlight(home, ['send', 'DIEM', 'all', to]);
	assert.equal((await send(home, 'VVV', 'all', to)).json.data.amount, '95');
	assert.equal((await send(home, 'DIEM', 'all', to)).json.data.amount, '3');
	assert.equal((await send(home, 'VVV', '5', to)).json.data.amount, '5');
	assert.equal(await sentBy(network, home), 3);
	assert.deepEqual(await home.inFlight(), []);
});

test('killed at every write: it is sent once', async () => {
	await forEveryWrite(async (n) => {
		const home = await world.funded(), to = somebody(), args = ['send', 'ETH', '0.1', to, '--yes'];
		const first = await killedAt(home, n, args);
		if (!first.finished) {
			const again = await home.data(args);
			assert.deepEqual([again.amount, again.token, again.to], ['0.1', 'ETH', to]);
		}
		assert.equal(await sentBy(network, home), 1);
		assert.equal(formatEther(await network.provider.getBalance(to)), '0.1');
		if (!first.killed) assert.deepEqual(await home.inFlight(), []);
		return first.killed;
	});
});
