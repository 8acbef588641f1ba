// Several nodes for one network: a node that fails is left for the next one, and rialto says so.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import { onChain, transactionsOf } from './chain.mjs';
import { INSTEAD, openDoors } from './doors.mjs';
import { startWorld } from './support.mjs';

let world, network, first, second;
before(async () => {
	world = await startWorld();
	network = world.network;
	[first, second] = await openDoors(network, 2);
});
beforeEach(() => {
	first.well();
	second.well();
});
after(async () => {
	first.close();
	second.close();
	await world.stop();
});

const both = () => ['--rpc-url', `${first.url},${second.url}`];
const hex = (number) => `0x${number.toString(16)}`;
const asksChain = ({ asked }) => asked.some((method) => !['eth_chainId', 'eth_blockNumber'].includes(method));

/** Checks that a balance is read, and that the first node was left for the second, for a reason like `why`. */
async function readsAnyway(home, why) {
	const { status, stdout } = await home.run(['balance', ...both()]);
	const { ok, data, error, warnings } = JSON.parse(stdout);
	assert.ok(ok, JSON.stringify(error));
	assert.equal(status, 0);
	assert.equal(data.balances[0].eth, '1');
	assert.equal(warnings?.length, 1, JSON.stringify(warnings));
	assert.match(warnings[0], why);
	assert.ok(warnings[0].includes(first.host), warnings[0]);
	assert.ok(warnings[0].includes(`${second.host} is asked instead`), warnings[0]);
}

test('the first is asked as long as it answers', async () => {
	const home = await world.funded();
	const { stdout } = await home.run(['balance', ...both()]);
	assert.equal(JSON.parse(stdout).warnings, undefined);
	assert.ok(asksChain(first));
	assert.ok(!asksChain(second), 'the second was only looked at');
});

for (const [what, instead] of Object.entries(INSTEAD)) {
	test(`a node that ${what} is left for the next`, async () => {
		const home = await world.funded();
		first.instead = instead;
		await readsAnyway(home, /./);
	});
}

test('a node of another chain, and one that is far behind, are left for the next', async () => {
	const home = await world.funded();
	first.answers = { eth_chainId: () => ({ result: '0x1' }) };
	await readsAnyway(home, /chain 1, not 8453/);
	await network.control('chain', { mine: 50 });
	first.answers = { eth_blockNumber: ({ result }) => ({ result: hex(Number(result) - 40) }) };
	await readsAnyway(home, /40 blocks behind/);
});

test('several are named by the option, the environment or the configuration', async () => {
	const home = await world.funded();
	const list = `http://127.0.0.1:9/, ${second.url}`;
	const { apiUrl } = network;
	const plain = ['balance', '--json', '--home', home.dir, '--network', 'practice', '--api-url', apiUrl];
	const check = async (args, env) => {
		const { json } = await home.run(args, { bare: true, env });
		assert.match(json.warnings[0], /^127\.0\.0\.1:9: .*is asked instead\.$/);
		assert.equal(json.data.balances[0].eth, '1');
	};
	await check([...plain, '--rpc-url', list]);
	await check(plain, { RIALTO_RPC_URL: list });
	writeFileSync(`${home.dir}/config`, `[network practice]\nrpc-url = ${list}\n`, { mode: 0o600 });
	await check(plain);
});

test('all that is sent, is sent once and mined, although the first closes on every transaction', async () => {
	const home = await world.funded();
	first.instead = INSTEAD.closes;
	first.only = ['eth_sendRawTransaction'];
	const data = await home.data(['stake', '10', '--yes', ...both()]);
	first.only = undefined;
	assert.equal(data.svvv, '10');
	assert.equal(await onChain(network, home), '10');
	const sent = await transactionsOf(network, home.wallet.address);
	assert.deepEqual(sent.map(({ nonce }) => nonce), [0, 1]);
});

test('doctor has a row for each node', async () => {
	const home = await world.funded();
	const { checks } = await home.data(['doctor', ...both()]);
	const nodes = checks.filter(({ name }) => name.startsWith('node'));
	assert.deepEqual(nodes.map(({ name, ok }) => [name, ok]), [['node', true], ['node 2', true]]);
	assert.match(nodes[0].detail, new RegExp(`^${first.host}, \\d+ ms, block \\d+$`));
	assert.match(nodes[1].detail, new RegExp(`^${second.host}, `));
	first.answers = { eth_chainId: () => ({ result: '0x1' }) };
	second.instead = INSTEAD['forbids it'];
	const { status, stdout } = await home.run(['doctor', ...both()], { json: false });
	assert.notEqual(status, 0);
	assert.match(stdout, new RegExp(`NOT OK +node +${first.host}: its chain is not 8453`));
	assert.match(stdout, new RegExp(`NOT OK +node 2 +${second.host} refuses \\(HTTP 403\\)`));
	second.well();
	second.answers = { eth_blockNumber: ({ result }) => ({ result: hex(Number(result) + 1000) }) };
	first.well();
	assert.match(
		(await home.run(['doctor', ...both()], { json: false })).stdout,
		/NOT OK +node +[^\n]*: 1000 blocks behind another/,
	);
});

/** Counts the transactions of the home's wallet that a node was given. */
const sent = (door) => door.count('eth_sendRawTransaction');
/** Runs it, and returns the row of the review about the second node. */
async function secondInReview(home, args) {
	await home.data([...args, '--yes', ...both()]);
	const reports = (await home.data(['log'])).records.flatMap(({ report }) => report ?? []);
	return reports.join('\n').match(/Second node.*/)?.[0] ?? 'no such row';
}

test('before anything is signed the second is asked too, and the review says so', async () => {
	const home = await world.funded();
	assert.match(await secondInReview(home, ['stake', '10']), new RegExp(`${second.host} says the same`));
	for (const method of ['eth_chainId', 'eth_getTransactionCount', 'eth_call', 'eth_getCode'])
		assert.ok(second.asked.includes(method), method);
	assert.equal(sent(second), 0);
	assert.equal(await onChain(network, home), '10');
});

/** Contradictions: what the second node says instead, and how each of the two values is shown. */
const LIES = {
	'chain id': [{ eth_chainId: () => ({ result: '0x1' }) }, /chain 8453/, /says 1\b/],
	nonce: [
		{ eth_getTransactionCount: ({ result }) => ({ result: hex(Number(result) + 3) }) },
		/has sent 0/,
		/says 3/,
	],
	'contract\'s code': [{ eth_getCode: () => ({ result: '0x' }) }, /has code/, /has no code/],
	'other code': [{ eth_getCode: () => ({ result: '0x60016001' }) }, /has code 0x/, /it has code 0x/],
	outcome: [
		{ eth_call: () => ({ result: undefined, error: { code: 3, message: 'execution reverted: paused' } }) },
		/the call (gives|succeeds)/, /the call fails \(paused\)/,
	],
};

for (const [of, [answers, ours, theirs]] of Object.entries(LIES)) {
	test(`a contradiction about the ${of} is shown, and nothing is signed`, async () => {
		const home = await world.funded();
		second.answers = answers;
		const error = await home.error(['stake', '10', '--yes', ...both()]);
		assert.equal(error.code, 'nodes_disagree', error.message);
		for (const part of [first.host, second.host]) assert.ok(error.message.includes(part), error.message);
		assert.match(error.message, ours);
		assert.match(error.message, theirs);
		assert.equal(sent(first) + sent(second), 0);
		assert.deepEqual(await home.inFlight(), []);
		assert.deepEqual(await transactionsOf(network, home.wallet.address), []);
	});
}

test('the one that lies may be the first as well', async () => {
	const home = await world.funded();
	first.answers = { eth_getCode: () => ({ result: '0x60016001' }) };
	const { code, message } = await home.error(['stake', '10', '--yes', ...both()]);
	assert.equal(code, 'nodes_disagree', message);
	assert.equal(sent(first) + sent(second), 0);
});

test('a node on its own that names a base fee of 5,000 gwei is not believed', async () => {
	const home = await world.funded();
	const dear = (fees) => fees.map(() => hex(5000n * 10n ** 9n));
	first.answers = {
		eth_feeHistory: ({ result }) => ({ result: { ...result, baseFeePerGas: dear(result.baseFeePerGas) } }),
	};
	const { code, message } = await home.error(['stake', '10', '--yes', '--rpc-url', first.url]);
	assert.equal(code, 'fee_not_believed', message);
	assert.match(message, /a base fee of 5000 gwei, and no more than 50 is believed/);
	assert.equal(sent(first), 0);
	assert.deepEqual(await home.inFlight(), []);
});

test('a second that lags for a moment is waited for', async () => {
	const home = await world.funded();
	let behind = 4;
	second.answers = {
		eth_getTransactionCount: ({ result }) => ({
			result: hex(Math.max(0, Number(result) - (behind-- > 0 ? 1 : 0))),
		}),
	};
	await home.data(['stake', '1', '--yes', ...both()]);
	behind = 4;
	assert.equal((await home.data(['stake', '10', '--yes', ...both()])).svvv, '11');
	assert.ok(behind <= 0);
});

for (const what of ['closes', 'closes in the middle', 'sends 50 MB', 'hangs']) {
	test(`a second that ${what} is said in the review, and stops nothing`, async () => {
		const home = await world.funded();
		second.instead = INSTEAD[what];
		assert.match(await secondInReview(home, ['stake', '10']), new RegExp(`${second.host} was not heard`));
		assert.equal(await onChain(network, home), '10');
	});
}

test('what the first says became of a transaction is asked of the second', async () => {
	const home = await world.funded();
	second.answers = {
		eth_getBlockByNumber: ({ result }, { params }) => (params[0].startsWith('0x') && result
			? { result: { ...result, hash: `0x${'ee'.repeat(32)}`, transactions: [] } } : {}),
	};
	const { ended } = home.start(['stake', '10', '--yes', ...both()]);
	let isOver = false;
	ended.then(() => { isOver = true; });
	await second.until('eth_getBlockByNumber', 6);
	assert.ok(!isOver, 'it is not over while the second contradicts it');
	second.answers = {};
	const { status, stdout } = await ended;
	assert.equal(status, 0, stdout);
	assert.equal(await onChain(network, home), '10');
});

test('the first says that it was undone, in a block that both have: the second is believed no less', async () => {
	const home = await world.funded();
	const undone = ({ result }) => (result ? { result: { ...result, status: '0x0', logs: [] } } : {});
	second.answers = { eth_getTransactionReceipt: undone };
	const { ended } = home.start(['stake', '10', '--yes', '--rpc-url', `${second.url},${network.rpcUrl}`]);
	await second.until('eth_getTransactionReceipt', 8);
	second.answers = {};
	const { status, stdout } = await ended;
	assert.equal(status, 0, stdout);
	assert.equal(await onChain(network, home), '10');
});
