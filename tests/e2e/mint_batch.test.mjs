// mint --wallets, mint --all: a key for each wallet, each stored as it comes, and none twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrived, openWorld, posts, requests } from './support.mjs';

const world = await openWorld();
const { network } = world;

async function homeOfThree() {
	const home = world.home();
	for (const name of ['a', 'b', 'c']) await home.importKey((await network.staker('1')).privateKey, name);
	return home;
}
const entries = async (home, word) => (await home.data(['log', word], { password: false })).records;
const all = (home, args = ['--all'], how = {}) => home.run(['mint', '--yes', ...args], { reveals: true, ...how });
const allKeys = async (home, args) => {
	const { status, stdout, json } = await all(home, args);
	assert.equal(status, 0, stdout);
	return json.data.keys;
};
/** Checks that each is the whole key, and is stored. */
async function assertWhole(home, keys) {
	for (const { apiKey, id } of keys) {
		assert.match(apiKey, /^VENICE_INFERENCE_KEY_/);
		assert.equal((await home.data(['key', 'show', id, '--reveal'], { reveals: true })).apiKey, apiKey);
	}
}
const minted = async () => (await network.keys()).length;

test('each wallet gets one key, with a token of its own', async () => {
	const home = await homeOfThree();
	const keys = await minted(), sent = await posts(network);
	const made = await allKeys(home, ['--wallets', 'a,c,b']);
	assert.deepEqual(made.map(({ wallet }) => wallet), ['a', 'c', 'b']);
	await assertWhole(home, made);
	assert.equal(await minted(), keys + 3);
	const bodies = (await requests(network, 'mint')).slice(sent).map(({ body }) => body);
	assert.equal(new Set(bodies.map(({ token }) => token)).size, 3);
	assert.equal(new Set(bodies.map(({ address }) => address)).size, 3);
	assert.equal((await home.data(['key', 'list'])).keys.length, 3);
	assert.deepEqual((await home.inFlight()), []);
});

test('--all leaves watched addresses out', async () => {
	const home = await homeOfThree();
	await home.data(['wallet', 'watch', 'far', '0x000000000000000000000000000000000000dEaD']);
	assert.equal((await allKeys(home)).length, 3);
});

test('one that fails does not keep the others from theirs; again, only it is minted', async () => {
	const home = await homeOfThree();
	const keys = await minted();
	await network.fail('mint', 'no_stake');
	const { status, json: { error } } = await all(home);
	assert.deepEqual([error.code, status], ['no_stake', 5]);
	assert.match(error.message, /2 of 3 wallets/);
	assert.equal(await minted(), keys + 2);
	assert.deepEqual(error.keys.map(({ wallet }) => wallet), ['b', 'c']);
	await assertWhole(home, error.keys);
	const again = await allKeys(home);
	assert.deepEqual(again.slice(1), error.keys, 'the same keys are given again');
	assert.equal(await minted(), keys + 3);
});

test('where several fail, it is said how many', async () => {
	const home = await homeOfThree();
	await network.fail('mint', 'no_stake', { times: 2 });
	assert.match((await all(home)).json.error.message, /1 of 3 wallets .*; a \(and 1 more\): /);
	assert.equal((await allKeys(home)).length, 3);
});

test('for people: a line for each key, and of a failure, too', async () => {
	const home = await homeOfThree();
	await network.fail('mint', 'no_stake');
	const line = (wallet) => `${wallet} +INFERENCE \\S+ VENICE_INFERENCE_KEY_\\S+\\n`;
	const { status, stdout, stderr } = await all(home, ['--all'], { json: false });
	assert.equal(status, 5);
	assert.match(stdout, new RegExp(`^${line('b')}${line('c')}$`));
	assert.match(stderr, /2 API keys were made and stored all the same\. They are on standard output/);
	assert.match(
		(await all(home, ['--all'], { json: false })).stdout,
		new RegExp(`^${line('a')}${line('b')}${line('c')}$`),
	);
});

test('a key that is not what was asked for is given, too', async () => {
	const home = await homeOfThree();
	await network.fail('mint', 'other_limits');
	const { status, json: { error } } = await all(home, ['--all', '--limit-usd', '5']);
	assert.deepEqual([error.code, status], ['mint_differs', 6]);
	assert.deepEqual(error.keys.map(({ wallet }) => wallet), ['a', 'b', 'c']);
	for (const { apiKey } of error.keys) assert.match(apiKey, /^VENICE_/);
});

test('interrupted in the middle: what was made by then is given', async () => {
	const home = await homeOfThree();
	await network.fail('token', 'hang', { times: 0, after: 1 });
	const sent = (await requests(network, 'token')).length;
	const running = home.run(['mint', '--yes', '--all'], { reveals: true, started: (child) => {
		arrived(network, 'token', sent + 2).then(() => child.kill('SIGINT'));
	} });
	const { status, json: { error } } = await running;
	assert.deepEqual([error.code, status], ['interrupted', 130]);
	assert.deepEqual(error.keys.map(({ wallet }) => wallet), ['a']);
	await assertWhole(home, error.keys);
});

test('killed in the middle: the same command goes on where it was', async () => {
	const home = await homeOfThree();
	const keys = await minted(), asked = (await requests(network, 'token')).length;
	await network.fail('token', 'hang', { times: 0, after: 1 });
	const running = home.start(['mint', '--yes', '--all']);
	await arrived(network, 'token', asked + 2);
	assert.equal((await entries(home, 'key_stored')).length, 1);
	running.child.kill('SIGKILL');
	await running.ended;
	await network.control('reset');
	assert.equal(await minted(), keys + 1, 'one was minted before');
	assert.equal((await allKeys(home)).length, 3);
	assert.equal(await minted(), keys + 3);
});

test('429 is waited out', async () => {
	const home = await homeOfThree();
	await network.fail('token', 'status', { status: 429, resetIn: 1, times: 2 });
	assert.equal((await allKeys(home)).length, 3);
});

test('names that are none are refused before anything is minted', async () => {
	const home = await homeOfThree();
	const keys = await minted();
	for (const names of ['a,x', 'a,,b', '', 'a,a', '"a'])
		assert.equal((await home.error(['mint', '--yes', '--wallets', names])).exit, 2);
	assert.equal((await home.error(['mint', '--yes', '--all', '--wallets', 'a'])).code, 'usage');
	assert.equal(await minted(), keys);
});
