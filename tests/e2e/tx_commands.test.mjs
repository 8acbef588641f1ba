// A transaction that waits is listed, sped up, cancelled or given up, and past ones stay on the list.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { inPool, onChain, sentBy } from './chain.mjs';
import { filesBelow } from './files.mjs';
import { STAKING, VVV, arrived, keccak256, openMiningWorld, parseEther, send } from './support.mjs';

const world = await openMiningWorld();
const { network } = world;

/** Resolves once one more transaction was sent than at the time of the call. */
async function oneMoreSent() {
	const sends = (await network.log()).rpc.filter((call) => call.method === 'eth_sendRawTransaction').length;
	return { sent: arrived(network, 'eth_sendRawTransaction', sends + 1, 'rpc') };
}

/** Returns the bytes of a transaction, as they were sent. */
async function rawOf(hash) {
	const sends = (await network.log()).rpc.filter(({ method }) => method === 'eth_sendRawTransaction');
	return sends.map(({ params }) => params[0]).find((raw) => keccak256(raw) === hash);
}

const STAKE = ['stake', '10', '--yes'];
const GENEROUS = ['--yes', '--max-tip', '0.001'];

/** Makes a home whose stake needs no approval. */
async function approved() {
	const home = await world.funded();
	await send(home.wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('1000'));
	return home;
}

/** Sends a stake while nothing is mined, kills the run, and returns the stake's row of 'tx list'. */
async function stuckRow(home) {
	await network.control('chain', { automine: false });
	const { sent } = await oneMoreSent();
	const run = home.start(STAKE);
	await sent;
	run.child.kill('SIGKILL');
	await run.ended;
	await inPool(network, home);
	const [row] = await home.inFlight();
	assert.deepEqual([row.purpose, row.status], ['stake', 'pending']);
	return row;
}

async function stuck(home) {
	const { hash, nonce } = await stuckRow(home);
	assert.equal(nonce, 1);
	return hash;
}

async function mine(blocks = 6) {
	await network.control('chain', { automine: true });
	for (let i = 0; i < blocks; i++) await network.control('chain', { mine: 1 });
}

/** Runs a change that waits for a block, and makes that block once it is sent. */
async function changed(home, ...args) {
	const { sent } = await oneMoreSent();
	const run = home.run(args);
	await sent;
	await mine();
	return run;
}

test('sped up: the same number, a tenth more, and one of them is mined', async () => {
	const home = await approved(), hash = await stuck(home);
	const { status, json } = await changed(home, 'tx', 'speed-up', hash, ...GENEROUS);
	assert.equal(status, 0, JSON.stringify(json));
	assert.deepEqual([json.data.replaces, json.data.outcome], [hash, 'replacement']);
	assert.equal(await onChain(network, home), '10');
	assert.equal(await sentBy(network, home), 2);
	const { transactions } = await home.data(['tx', 'list']);
	assert.deepEqual(
		transactions.map((row) => [row.hash, row.status]).sort(),
		[
			[json.data.tx, 'mined'],
			[hash, 'replaced'],
		].sort(),
	);
	assert.ok(Number(transactions.find((row) => row.status === 'mined').fee) > 0);
	assert.equal((await home.data(['tx', 'show', hash])).status, 'replaced');
	assert.equal((await home.data(STAKE)).stake_tx, json.data.tx, 'the command that sent it gives its result');
	assert.deepEqual([await onChain(network, home), await sentBy(network, home)], ['10', 2]);
	assert.ok((await home.data(STAKE)).stake_tx !== json.data.tx, 'and the next one is another');
	assert.deepEqual([await onChain(network, home), await sentBy(network, home)], ['20', 3]);
});

test('cancelled: nothing is staked, and its number is used', async () => {
	const home = await approved(), hash = await stuck(home);
	const { status, json } = await changed(home, 'tx', 'cancel', hash, ...GENEROUS);
	assert.equal(status, 0, JSON.stringify(json));
	assert.equal(json.data.outcome, 'replacement');
	assert.equal(await onChain(network, home), '0');
	assert.equal(await sentBy(network, home), 2);
	assert.deepEqual(await home.inFlight(), []);
	const rows = (await home.data(['tx', 'list'])).transactions.map((row) => [row.hash, row.purpose, row.status]);
	assert.deepEqual(rows.sort(), [[json.data.tx, 'cancel', 'mined'], [hash, 'stake', 'replaced']].sort());
	await home.data(STAKE);
	assert.deepEqual([await onChain(network, home), await sentBy(network, home)], ['10', 3]);
});

test('cancelled too late: it is done, and its command says so', async () => {
	const home = await approved(), hash = await stuck(home);
	await mine();
	const { status, json } = await home.run(['tx', 'cancel', hash, ...GENEROUS]);
	assert.equal(status, 0, JSON.stringify(json));
	assert.deepEqual(json.data, { tx: null, replaces: hash, block: json.data.block, outcome: 'original' });
	assert.equal((await home.data(STAKE)).stake_tx, hash);
	assert.deepEqual([await onChain(network, home), await sentBy(network, home)], ['10', 2]);
	assert.deepEqual((await home.data(['tx', 'speed-up', hash, '--yes'])).outcome, 'original');
});

test('cancelled, and the first one is mined all the same', async () => {
	const home = await approved(), hash = await stuck(home);
	const raw = await rawOf(hash);
	const { sent } = await oneMoreSent();
	const run = home.run(['tx', 'cancel', hash, ...GENEROUS]);
	await sent;
	const cancelling = (await home.inFlight()).find((row) => row.purpose === 'cancel');
	await network.provider.send('anvil_dropTransaction', [cancelling.hash]);
	await network.provider.send('eth_sendRawTransaction', [raw]);
	await mine();
	const { status, json } = await run;
	assert.equal(status, 0, JSON.stringify(json));
	assert.deepEqual([json.data.tx, json.data.replaces, json.data.outcome], [cancelling.hash, hash, 'original']);
	assert.equal((await home.data(STAKE)).stake_tx, hash);
	assert.deepEqual([await onChain(network, home), await sentBy(network, home)], ['10', 2]);
});

test('a fee above what the person allows, a command that may not send, and a question that nobody answers', async () => {
	const home = await approved();
	await network.fail('rpc', 'high_tip', { times: 0 }); // with high tips it offers all that is allowed
	const hash = await stuck(home);
	for (const command of ['speed-up', 'cancel']) {
		const { error } = (await home.run(['tx', command, hash, '--yes', '--max-tip', '0.000001'])).json;
		assert.equal(error.code, 'invalid_input');
		assert.match(error.message, /max-tip allows/);
		assert.equal((await home.run(['tx', command, hash, '--yes', '--readonly'])).status, 8);
		assert.equal(
			(await home.run(['tx', command, hash, '--max-tip', '0.001'])).json.error.code,
			'needs_answer',
		);
	}
	const [row, ...more] = await home.inFlight();
	assert.deepEqual([row.hash, row.status, more], [hash, 'pending', []], 'it waits as before');
	await mine();
	assert.equal((await home.data(STAKE)).stake_tx, hash);
});

test('a number before its own is missing: what helps is named, and not what does not', async () => {
	const home = await approved();
	await network.control('chain', { automine: false });
	const other = home.wallet.connect(network.provider);
	const earlier = await other.sendTransaction({ to: VVV, gasLimit: 100000n, nonce: 1 });
	await inPool(network, home);
	const { hash, nonce } = await stuckRow(home);
	assert.equal(nonce, 2);
	await network.provider.send('anvil_dropTransaction', [earlier.hash]);
	const [row] = await home.inFlight();
	assert.match(row.reason, /number is 2, and number 1, which comes before it, was not sent/);
	const { stdout } = await home.run(['tx', 'list'], { json: false });
	assert.match(stdout, /The earlier number must be used first: a higher fee or a cancellation does not help/);
	assert.ok(stdout.includes(`rialto tx forget ${hash}`), stdout);
	assert.doesNotMatch(stdout, /tx (speed-up|cancel)/);
	await home.data(['tx', 'forget', hash, '--yes']);
	assert.deepEqual(await home.inFlight(), []);
	await mine();
});

test('why one waits is named, with the ways out', async () => {
	const home = await approved(), hash = await stuck(home);
	await network.provider.send('anvil_setNextBlockBaseFeePerGas', ['0x2540be400']);	// 10 gwei
	await network.control('chain', { mine: 1 });
	const [row] = await home.inFlight();
	assert.match(row.reason, /^priced too low: it offers at most [\d.]+ gwei a gas, and a block asks [\d.]+$/);
	const { stdout } = await home.run(['tx', 'list'], { json: false });
	assert.ok(stdout.includes(`rialto tx speed-up ${hash}`) && stdout.includes(`rialto tx cancel ${hash}`), stdout);
	const shown = await home.data(['tx', 'show', hash]);
	assert.deepEqual([shown.nonce, shown.to, shown.value, shown.reason], [1, STAKING, '0', row.reason]);
	assert.ok(shown.data.startsWith('0xadc9772e') && shown.gas_limit > 21000 && shown.max_fee_per_gas > 0n);
	const { status, json } = await changed(home, 'tx', 'speed-up', hash, ...GENEROUS);
	assert.equal(status, 0, JSON.stringify(json));
	assert.equal(await onChain(network, home), '10');
});

test('one that comes after another wallet program\'s', async () => {
	const home = await approved();
	await network.control('chain', { automine: false });
	await home.wallet.sendTransaction({ to: home.wallet.address, nonce: 1 });
	const { hash, nonce, reason } = await stuckRow(home);
	assert.equal(nonce, 2);
	assert.equal(reason, '1 earlier of this wallet come first, and wait, too');
	await mine();
	assert.equal((await home.data(STAKE)).stake_tx, hash);
});

test('given up by the person alone: it is off the list, and may still be mined', async () => {
	const home = await approved(), hash = await stuck(home);
	assert.equal((await home.run(['tx', 'forget', hash])).json.error.code, 'needs_answer');
	assert.deepEqual(await home.data(['tx', 'forget', hash, '--yes']), { hash, forgotten: true });
	assert.equal(
		(await home.data(['tx', 'list'])).transactions.filter((row) => row.status === 'pending').length,
		0,
	);
	await network.control('chain', { automine: true });
	await network.control('chain', { mine: 1 });
});

test('given up after a block took it: it is not, and stays what it is', async () => {
	const home = await approved(), hash = await stuck(home);
	await mine();
	const { block, ...rest } = await home.data(['tx', 'forget', hash, '--yes']);
	assert.deepEqual(rest, { hash, forgotten: false });
	assert.equal(block, (await network.provider.getTransactionReceipt(hash)).blockNumber);
	const [row] = (await home.data(['tx', 'list'])).transactions;
	assert.deepEqual([row.hash, row.status, row.block, row.nonce], [hash, 'mined', block, 1]);
	assert.equal((await home.data(STAKE)).stake_tx, hash);
	assert.equal(await onChain(network, home), '10');
});

/** Turns the one journal entry into one of a later version, with a purpose that this version does not know. */
function fromLaterVersion(home) {
	const [{ file, content }] = filesBelow(`${home.dir}/journal`);
	const entry = JSON.parse(content);
	Object.assign(entry.tx, { purpose: 'teleport', route: ['here', 'there'] });
	writeFileSync(file, JSON.stringify(entry, null, 3));
	const written = readFileSync(file, 'utf8');
	return { assertLeftAlone: () => assert.equal(readFileSync(file, 'utf8'), written), file };
}

test('for a purpose of a later version: shown, and left alone', async () => {
	const home = await approved(), hash = await stuck(home);
	const { assertLeftAlone, file } = fromLaterVersion(home);
	const [row] = (await home.data(['tx', 'list'])).transactions;
	assert.deepEqual([row.hash, row.purpose, row.status], [hash, 'teleport', 'pending']);
	assert.equal((await home.data(['tx', 'show', hash])).purpose, 'teleport');
	for (const command of ['speed-up', 'cancel']) {
		const error = await home.error(['tx', command, hash, '--yes']);
		assert.deepEqual([error.code, error.exit], ['invalid_input', 2]);
		assert.match(error.message, /'teleport' .* does not know/);
	}
	assertLeftAlone();
	await mine();
	assert.equal(await onChain(network, home), '10');
	const { stake_tx } = await home.data(['stake', '10', '--yes']);
	assert.notEqual(stake_tx, hash);
	assert.equal(await onChain(network, home), '20');
	assertLeftAlone();
	await home.data(['tx', 'forget', hash, '--yes']);
	assert.ok(!existsSync(file));
});

test('a hash that is none, or of nothing that waits', async () => {
	const home = await world.funded();
	for (const hash of ['0x12', 'abc', '0x' + '00'.repeat(32)])
		for (const command of ['show', 'speed-up', 'cancel', 'forget'])
			assert.deepEqual(
				[(await home.run(['tx', command, hash, '--yes'])).json.error.code, command],
				['invalid_input', command],
			);
});
