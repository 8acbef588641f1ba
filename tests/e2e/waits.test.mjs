// Waits: each of more than two seconds is in the JSON, with what for and until when; none is longer than it may
// be; and a signal ends it at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AT_ONCE_MS, arrived, openMiningWorld, posts, requests } from './support.mjs';

const world = await openMiningWorld();
const { network } = world;
const home = await world.funded({ staked: '10' });

/** After so long a wait is shown, with room for what comes before it on a machine that is slow. */
const shown = () => new Promise((resolve) => { setTimeout(resolve, 3000); });

/** Runs a command and returns its only wait, which must be for `words` and last at least so many seconds. */
async function theWait(args, words, least, how) {
	const started = Date.now();
	const { json } = await home.run(args, how);
	const took = (Date.now() - started) / 1000;
	assert.equal(json.waited?.length, 1, JSON.stringify(json));
	const [wait] = json.waited;
	assert.match(wait.for, words);
	assert.ok(wait.seconds >= least && wait.seconds <= took + 0.1, `${wait.seconds} of ${took} s`);
	assert.ok(took < least + AT_ONCE_MS / 1000, `${took} s`);
	return wait;
}

const rpcCalls = async (method) => (await network.log()).rpc.filter((entry) => entry.method === method).length;

test('what is quick has waited for nothing', async () => {
	for (const args of [['balance'], ['key', 'list'], ['stake', '1', '--yes']])
		assert.equal((await home.run(args)).json.waited, undefined, args.join(' '));
});

test('a node that has had too many requests', async () => {
	await network.fail('rpc', 'rate_limit', { resetIn: 3 });
	const started = Date.now();
	const wait = await theWait(['balance'], /^the Base node: 127\.0\.0\.1:\d+ refuses .*429/, 2.9);
	const until = Date.parse(wait.until);
	assert.ok(until > started + 2000 && until <= Date.now(), wait.until);
});

test('a node that is slow, and Venice', async () => {
	await network.fail('rpc', 'slow', { delayMs: 2500 });
	await theWait(['balance'], /^the Base node's answer$/, 2.4);
	await network.fail('mint', 'slow', { delayMs: 2500 });
	await theWait(['mint', '--yes'], /^Venice's answer to the mint$/, 2.4, { reveals: true });
});

test('Venice, which takes no more requests for the moment', async () => {
	await network.fail('mint', 'status', { status: 429, message: 'Too many requests', resetIn: 4 });
	await theWait(['mint', '--yes'], /^the next try of the mint: Too many requests/, 2.5, { reveals: true });
});

test('a transaction to be mined', async () => {
	await network.control('chain', { automine: false });
	const sent = await rpcCalls('eth_sendRawTransaction'), looks = await rpcCalls('eth_getTransactionReceipt');
	const running = home.run(['stake', '1', '--yes']);
	await arrived(network, 'eth_sendRawTransaction', sent + 1, 'rpc');
	await arrived(network, 'eth_getTransactionReceipt', looks + 1, 'rpc');
	await shown();
	await network.control('chain', { automine: true });
	const { json } = await running;
	assert.ok(json.ok, JSON.stringify(json));
	assert.match(json.waited[0].for, /^the approve transaction to be mined$/);
	assert.ok(json.waited[0].seconds >= 2, JSON.stringify(json.waited));
});

test('a day is refused, not obeyed: nothing is sent again, and no key is made', async () => {
	const keys = (await network.keys()).length;
	for (const route of ['token', 'mint']) {
		await network.fail(route, 'status', {
			status: 429,
			message: 'Too many requests',
			resetIn: 86400,
			times: 0,
		});
		const asked = (await requests(network, route)).length;
		const started = Date.now();
		const error = await home.mintError();
		assert.deepEqual([error.code, error.exit, error.status], ['rate_limited', 3, 429]);
		assert.match(error.message, /wants to be asked again in 24 h; rialto waits for 15 min at most/);
		assert.ok(error.retryAfter > 86000);
		assert.ok(Date.now() - started < AT_ONCE_MS);
		assert.equal((await requests(network, route)).length, asked + 1);
		await network.control('reset');
	}
	assert.equal((await network.keys()).length, keys);
	assert.match((await home.mint()).apiKey, /^VENICE_/);
});

test('no wait is longer than the token lives', async () => {
	await network.control('token-life', { seconds: 40 });
	await network.fail('mint', 'status', { status: 429, resetIn: 90, times: 0 });
	const error = await home.mintError();
	assert.deepEqual([error.code, error.exit], ['rate_limited', 3]);
	assert.match(error.message, /as long as the token lives/);
});

/** Starts a command, lets it come to its wait, and ends it there by the signal. */
async function interrupted(args, reached, signal) {
	const running = home.start(args);
	await reached();
	await shown();
	const sent = Date.now();
	running.child.kill(signal);
	const { status, signal: by, stdout } = await running.ended;
	assert.ok(Date.now() - sent < AT_ONCE_MS, `${args.join(' ')}: ${Date.now() - sent} ms after the signal`);
	assert.deepEqual([status, by], [130, null]);
	const json = JSON.parse(stdout);
	assert.equal(json.error.code, 'interrupted');
	assert.ok(json.waited.length >= 1);
	return json.waited.at(-1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	test(`${signal} ends every wait at once, with what it was for`, async () => {
		const calls = await rpcCalls('eth_chainId');
		await network.fail('rpc', 'rate_limit', { resetIn: 100, times: 0 });
		assert.match(
			(
				await interrupted(
					['balance'],
					() => arrived(network, 'eth_chainId', calls + 1, 'rpc'),
					signal,
				)
			).for,
			/^the Base node: /,
		);
		await network.control('reset');
		await network.fail('rpc', 'hang', { times: 0 });
		assert.match(
			(
				await interrupted(
					['balance'],
					() => arrived(network, 'eth_chainId', calls + 2, 'rpc'),
					signal,
				)
			).for,
			/^the Base node's answer$/,
		);
		await network.control('reset');
		const sent = await posts(network);
		await network.fail('mint', 'status', { status: 429, resetIn: 300, times: 0 });
		const wait = await interrupted(['mint', '--yes'], () => arrived(network, 'mint', sent + 1), signal);
		assert.match(wait.for, /^the next try of the mint/);
		assert.ok(Date.parse(wait.until) > Date.now() + 200000);
		await network.control('reset');
		const tokens = (await requests(network, 'token')).length;
		await network.fail('token', 'hang', { times: 0 });
		assert.match(
			(await interrupted(['mint', '--yes'], () => arrived(network, 'token', tokens + 1), signal)).for,
			/^Venice's token$/,
		);
	});
}

test('a signal while a transaction is waited for: the next run follows it', async () => {
	const own = await world.funded();
	await network.control('chain', { automine: false });
	const sent = await rpcCalls('eth_sendRawTransaction'), looks = await rpcCalls('eth_getTransactionReceipt');
	const running = own.start(['stake', '10', '--yes']);
	await arrived(network, 'eth_sendRawTransaction', sent + 1, 'rpc');
	await arrived(network, 'eth_getTransactionReceipt', looks + 1, 'rpc');
	await shown();
	running.child.kill('SIGINT');
	const { status, stdout } = await running.ended;
	assert.equal(status, 130);
	assert.match(JSON.parse(stdout).waited.at(-1).for, /^the approve transaction to be mined$/);
	await network.control('chain', { automine: true });
	assert.equal((await own.data(['stake', '10', '--yes'])).svvv, '10');
	assert.equal(await network.provider.getTransactionCount(own.wallet.address), 2);
});

test('the doctor ends by a signal, too, and says what it waited for', async () => {
	const calls = await rpcCalls('eth_chainId');
	await network.fail('rpc', 'hang', { times: 0 });
	const running = home.start(['doctor']);
	await arrived(network, 'eth_chainId', calls + 1, 'rpc');
	await shown();
	running.child.kill('SIGINT');
	const { status, stdout } = await running.ended;
	assert.equal(status, 130);
	assert.match(JSON.parse(stdout).waited[0].for, /^the answers of the Base node/);
});
