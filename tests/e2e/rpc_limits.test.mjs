// Nodes that can be asked only so much, or not in every way: what they take is found out, and a limit is waited out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onChain, transactionsOf } from './chain.mjs';
import { AT_ONCE_MS, openWorld, startWorld } from './support.mjs';

const world = await openWorld();
const { network } = world;

const rpc = async () => (await network.log()).rpc;

/** Stakes 10 although the node behaves like that; returns what it was asked. */
async function stakesAnyway(mode, more = {}) {
	const home = await world.funded();
	await network.fail('rpc', mode, { times: 0, ...more });
	const before_ = (await rpc()).length;
	assert.equal((await home.data(['stake', '10', '--yes'])).svvv, '10');
	const asked = (await rpc()).slice(before_);
	await network.control('reset');
	assert.equal(await onChain(network, home), '10');
	return { home, asked, sent: await transactionsOf(network, home.wallet.address) };
}

const HOWS = [
	'error', 'empty', 'http400', 'http403', 'http413', 'http429', 'limit', 'items', 'http500', 'cut', 'others',
];
for (const how of HOWS) {
	test(`batches refused by ${how}: one is tried, then single calls`, async () => {
		const { asked } = await stakesAnyway('refuse_batches', { how });
		const batched = asked.filter(({ batch }) => batch);
		assert.ok(batched.length > 1, 'a batch was tried');
		assert.equal(batched.length, batched[0].batch, 'and only one');
	});
}

test('a batch refused for a time: single calls, but not before that', async () => {
	const start = Date.now();
	await stakesAnyway('refuse_batches', { how: 'http429', resetIn: 2 });
	assert.ok(Date.now() - start >= 2000);
});

test('no fee history: the gas price and the latest block say the fees', async () => {
	const { asked, sent } = await stakesAnyway('no_fee_history');
	const methods = asked.map(({ method }) => method);
	assert.equal(methods.filter((name) => name === 'eth_feeHistory').length, 1, 'asked once, and remembered');
	assert.ok(methods.includes('eth_gasPrice') && methods.includes('eth_getBlockByNumber'));
	for (const { maxPriorityFeePerGas } of sent) assert.ok(maxPriorityFeePerGas > 0n);
});

test('fees of zero are not believed: there is a tip, and a base fee as on Base', async () => {
	const floors = async () => {
		const { sent } = await stakesAnyway('fee_zero');
		assert.equal(sent.length, 2);
		for (const { maxFeePerGas, maxPriorityFeePerGas } of sent) {
			assert.ok(maxPriorityFeePerGas >= 1000000n);
			assert.ok(maxFeePerGas >= 2n * 5000000n);
		}
	};
	await floors();
	await network.fail('rpc', 'no_fee_history', { times: 0 });
	await floors();
});

test('no pending tag: the latest is asked for', async () => {
	const { asked, sent } = await stakesAnyway('pending_unsupported');
	assert.deepEqual(sent.map(({ nonce }) => nonce), [0, 1]);
	assert.ok(asked.filter(({ params }) => params?.includes('pending')).length <= 1);
});

test('so many calls a second, each of a batch counting, as on Base\'s public node', async () => {
	await stakesAnyway('per_second', { most: 6 });
});

test('429 and -32016 are waited out, as long as the node says, also when sending', async () => {
	for (const method of ['eth_chainId', 'eth_getTransactionReceipt', 'eth_sendRawTransaction']) {
		const home = await world.funded();
		await network.fail('rpc', 'refuse_batches');
		await network.fail('rpc', 'rate_limit', { method, resetIn: 2, times: 1 });
		await network.fail('rpc', 'error', { method, code: -32016, message: 'over rate limit', times: 1 });
		const start = Date.now();
		assert.equal((await home.data(['stake', '1', '--yes'])).svvv, '1');
		assert.ok(Date.now() - start >= 2000, method);
		assert.equal((await transactionsOf(network, home.wallet.address)).length, 2);
		await network.control('reset');
	}
});

test('a day is refused, not obeyed', async () => {
	const home = await world.funded();
	await network.fail('rpc', 'rate_limit', { resetIn: 86400, times: 0 });
	for (const command of [['balance'], ['stake', '1', '--yes']]) {
		const start = Date.now();
		const error = await home.error(command);
		assert.deepEqual(
			[error.code, error.exit, error.status, error.retryAfter],
			['rpc_limited', 3, 429, 86400],
		);
		assert.match(error.message, /24 h; rialto waits for 2 min at most/);
		assert.ok(Date.now() - start < AT_ONCE_MS);
	}
});

test('blocks of 200 ms that share their timestamps', async () => {
	const quick = await startWorld('--block-time', '0.2');
	try {
		const home = await quick.funded();
		assert.equal((await home.data(['stake', '10', '--yes'])).svvv, '10');
		assert.equal((await home.data(['diem', 'mint', '1', '--yes'])).svvv_locked, '1');
		assert.match((await home.mint()).apiKey, /^VENICE_/);
		await quick.network.control('faucet', { address: home.wallet.address, usdc: '10' });
		assert.equal((await home.data(['x402', 'top-up', '5', '--yes'])).amount, '5');
		assert.equal((await home.data(['balance'])).balances[0].usdc, '5');
	} finally {
		await quick.stop();
	}
});
