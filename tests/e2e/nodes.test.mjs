// Several nodes for one network: who fails is left for the next, and that is said.
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

/** A balance is read, and the first was left for the second, for a reason like `why`. */
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
	assert.match(stdout, new RegExp(`NOT OK +node 2 +${second.host}: .*403`));
	second.well();
	second.answers = { eth_blockNumber: ({ result }) => ({ result: hex(Number(result) + 1000) }) };
	first.well();
	assert.match((await home.run(['doctor', ...both()], { json: false })).stdout, /NOT OK +node +[^\n]*: 1000 blocks behind another/);
});
