// One node's silence, error or lie about a transaction: it stays open until a block shows what became of it, and is
// never sent a second time by another name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onChain, sentBy } from './chain.mjs';
import { STAKING, VVV, arrived, openWorld, parseEther, send } from './support.mjs';

const SEND = 'eth_sendRawTransaction', RECEIPT = 'eth_getTransactionReceipt';

const world = await openWorld('--block-time', '0.2');
const { network } = world;

/** Makes a home whose stake needs no approval, so that a stake is one transaction. */
async function approved() {
	const home = await world.funded();
	await send(home.wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('1000'));
	return home;
}

const args = (amount = '10') => ['stake', amount, '--yes'];

/**
 * Runs until it is done, as a person would who is told that it is unknown.  No run may say that it can be done
 * again.
 */
async function stakeThrough(home, amount = '10', most = 5) {
	for (let runs = 1; runs <= most; runs++) {
		const { status, json } = await home.run(args(amount));
		if (status === 0) return json.data;
		assert.deepEqual([status, json.error.code], [6, 'tx_unknown'], json.error.message);
		await network.control('reset');
	}
	throw new Error('it never gets through');
}

/** Checks that there is one transaction beside the approval. */
async function stakedOnce(home) {
	assert.equal(await onChain(network, home), '10');
	assert.equal(await sentBy(network, home), 2);
}

for (const seconds of [2, 10]) {
	test(`a node that is ${seconds} s behind`, async () => {
		const home = await world.funded();
		await network.fail('rpc', 'lag', { seconds });
		assert.ok((await stakeThrough(home)).stake_tx);
		await network.control('reset');
		await stakedOnce(home);
	});
}

test('a node that is behind, and is asked again at once: twice is twice, and no more', async () => {
	const home = await approved();
	await network.fail('rpc', 'lag', { seconds: 2 });
	const first = await home.data(args()), second = await home.data(args());
	assert.notEqual(first.stake_tx, second.stake_tx);
	await network.control('reset');
	assert.equal(await onChain(network, home), '20');
	assert.equal(await sentBy(network, home), 3);
});

for (const message of [
	'request timed out',
	'nonce too low',
	'insufficient funds for gas * price + value',
	'execution reverted',
	'',
]) {
	test(`taken, and answered by '${message}'`, async () => {
		const home = await approved();
		await network.fail('rpc', 'taken_then_error', { message, code: -32000 });
		assert.ok((await home.data(args())).stake_tx);
		await stakedOnce(home);
	});
}

for (const [times, message] of [[2, 'internal error'], [1, 'nonce too low'], [1, 'transaction underpriced']]) {
	test(`not taken ${times} times, and answered by '${message}': the same bytes are sent again`, async () => {
		const home = await approved();
		await network.fail('rpc', 'error', { method: SEND, message, times });
		const { rpc } = await network.log();
		const before_ = rpc.filter(({ method }) => method === SEND).length;
		assert.ok((await home.data(args())).stake_tx);
		const sent = (await network.log()).rpc.filter(({ method }) => method === SEND).slice(before_);
		assert.ok(sent.length > times);
		assert.equal(new Set(sent.map(({ params }) => params[0])).size, 1);
		await stakedOnce(home);
	});
}

test('refused for good: said with the reason, kept, and offered again by the next run', async () => {
	const home = await approved();
	await network.fail('rpc', 'error', {
		method: SEND,
		message: 'insufficient funds for gas * price + value',
		times: 0,
	});
	const error = await home.error(args());
	assert.deepEqual([error.code, error.exit], ['needs_eth', 5]);
	assert.match(error.message, /insufficient funds.*It stays in the journal/);
	const [entry] = (await home.inFlight());
	assert.equal(entry.purpose, 'stake');
	await network.control('reset');
	assert.equal((await home.data(args())).stake_tx, entry.hash);
	await stakedOnce(home);
});

test('limited for a day on sending: the node and the reason are named, and the next run sends it', async () => {
	const home = await approved();
	await network.fail('rpc', 'rate_limit', { method: SEND, resetIn: 86400, times: 0 });
	const error = await home.error(args());
	assert.deepEqual([error.code, error.exit], ['tx_unknown', 6]);
	assert.match(error.message, /it could not be sent: 127\.0\.0\.1:\d+ wants to be asked again in 24 h/);
	const [entry] = (await home.inFlight());
	await network.control('reset');
	assert.equal((await home.data(args())).stake_tx, entry.hash);
	await stakedOnce(home);
});

test('a receipt that is late', async () => {
	const home = await approved();
	await network.fail('rpc', 'late_receipt', { times: 12 });
	assert.ok((await home.data(args())).stake_tx);
	await stakedOnce(home);
});

test('a receipt that does not come while anybody waits: unknown, and found by the next run', async () => {
	const home = await approved();
	await network.fail('rpc', 'late_receipt', { times: 0 });
	const error = await home.error(args());
	assert.deepEqual([error.code, error.exit], ['tx_unknown', 6]);
	const [entry] = (await home.inFlight());
	await network.control('reset');
	assert.equal((await home.data(args())).stake_tx, entry.hash);
	await stakedOnce(home);
});

for (const logs of [false, true]) {
	test(`a receipt that says it failed, ${logs ? 'with' : 'without'} logs, and is not so`, async () => {
		const home = await approved();
		await network.fail('rpc', 'false_reverted', { times: 3, logs });
		assert.ok((await home.data(args())).stake_tx);
		await stakedOnce(home);
	});
}

/** Starts a stake while nothing is mined, and waits until it looks for a receipt; there had been `looks` before. */
async function startUnmined(home) {
	await network.control('chain', { automine: false });
	const { rpc } = await network.log();
	const looks = rpc.filter(({ method }) => method === RECEIPT).length;
	const run = home.start(args());
	await arrived(network, RECEIPT, looks + 1, 'rpc');
	return { run, looks };
}

for (const mode of ['nonce_ahead', 'nonce_behind']) {
	test(`a count of transactions that is wrong while it is followed: ${mode}`, async () => {
		const home = await approved();
		const { run, looks } = await startUnmined(home);
		await network.fail('rpc', mode, { times: 6 });
		await arrived(network, RECEIPT, looks + 8, 'rpc');
		await network.control('chain', { automine: true });
		assert.equal((await run.ended).status, 0);
		await stakedOnce(home);
	});
}

test('another transaction of the same number is named, and only then may it be done again', async () => {
	const home = await approved();
	const { run } = await startUnmined(home);
	const fee = 20n * 10n ** 9n;
	const nonce = await sentBy(network, home);
	const other = await home.wallet.sendTransaction({
		to: home.wallet.address,
		nonce,
		maxFeePerGas: fee,
		maxPriorityFeePerGas: fee,
	});
	await network.control('chain', { automine: true });
	const { status, stdout } = await run.ended;
	const { error } = JSON.parse(stdout);
	assert.deepEqual([status, error.code], [1, 'tx_replaced']);
	assert.ok(error.message.includes(other.hash), error.message);
	assert.equal(await onChain(network, home), '0');
	assert.ok((await home.data(args())).stake_tx);
	assert.equal(await onChain(network, home), '10');
	assert.equal(await sentBy(network, home), 3);
});

test('what was mined and then undone by the chain is sent again by the next run', async () => {
	const home = await approved();
	const snapshot = await network.provider.send('evm_snapshot', []);
	const first = await home.data(args());
	await network.provider.send('evm_revert', [snapshot]);
	assert.equal(await onChain(network, home), '0');
	await network.provider.send('anvil_mine', ['0x40']);
	const second = await home.data(['stake', '5', '--yes']);
	assert.notEqual(second.stake_tx, first.stake_tx);
	assert.deepEqual(second.followed.map(({ hash, status }) => [hash, status]), [[first.stake_tx, 'mined']]);
	assert.equal(await onChain(network, home), '15');
});
