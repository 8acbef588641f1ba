// Minting when something fails for a moment: it goes on by itself, and mints one key.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrived, openWorld, posts, requests } from './support.mjs';

const world = await openWorld();
const { network } = world;
const home = await world.funded({ staked: '10' });

/** Mints although `route` fails `times`, and returns how often it was asked. */
async function mintsAnyway(route, mode, more = {}) {
	await network.fail(route, mode, more);
	const asked = (await requests(network, route)).length;
	const keys = (await network.keys()).length;
	await home.mint();
	assert.equal((await network.keys()).length, keys + 1);
	return (await requests(network, route)).length - asked;
}

const TOKEN_FAILURES = [
	...[408, 429, 500, 502, 503, 504].map((status) => ['status', { status, resetIn: 1 }]),
	...['cut', 'cut_after', 'cut_mid', 'bad_json', 'garbage', 'wrong_shape', 'html', 'huge'].map((mode) => [
		mode,
		{},
	]),
];
for (const [mode, more] of TOKEN_FAILURES) {
	test(`the token: ${mode} ${more.status ?? ''}`, async () => {
		assert.equal(await mintsAnyway('token', mode, more), 2);
	});
}

test('slow answers are waited for', async () => {
	await network.fail('token', 'slow', { delayMs: 300 });
	assert.equal(await mintsAnyway('mint', 'slow', { delayMs: 300 }), 1);
});

test('Venice cannot read the chain for a moment', async () => {
	assert.equal(await mintsAnyway('mint', 'verify_failed', { times: 2 }), 3);
	await network.control('chain', { reachable: false });
	const sent = await posts(network);
	const running = home.mint();
	await arrived(network, 'mint', sent + 1);
	await network.control('chain', { reachable: true });
	assert.match((await running).apiKey, /^VENICE_/);
});

test('429 on the key: it was not taken, so it is sent again, not before the time told', async () => {
	const start = Date.now();
	assert.equal(await mintsAnyway('mint', 'status', { status: 429, resetIn: 2 }), 2);
	assert.ok(Date.now() - start >= 1000);
});

test('the key was minted although its check fails', async () => {
	for (const mode of ['cut', 'html', 'garbage']) {
		await network.fail('balance', mode);
		await network.fail('rate_limits', mode);
		assert.match((await home.mint()).apiKey, /^VENICE_/);
		await network.control('reset');
	}
});

test('a server that nobody reaches is tried three times more, and each wait is told', async () => {
	const { status, json } = await home.run(['mint', '--api-url', 'http://127.0.0.1:9/api/v1']);
	assert.deepEqual([status, json.error.code], [3, 'unreachable']);
	const waited = (json.waited ?? []).reduce((sum, { seconds }) => sum + seconds, 0);
	assert.ok(waited > 2 && waited < 40, JSON.stringify(json.waited));
	for (const { for: what } of json.waited) assert.match(what, /^the next try of the mint: /);
});

test('a server that goes on failing is tried again, until Ctrl-C; nothing is in flight then', async () => {
	await network.fail('token', 'status', { status: 503, times: 0 });
	const asked = (await requests(network, 'token')).length;
	const running = home.start(['mint']);
	await arrived(network, 'token', asked + 3);
	running.child.kill('SIGINT');
	const { status, stdout } = await running.ended;
	assert.equal(status, 130);
	assert.equal(JSON.parse(stdout).error.code, 'interrupted');
	assert.deepEqual((await home.inFlight()), []);
});
