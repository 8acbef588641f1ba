// Minting when nobody can know whether there is a key: rialto says so, and never sends it again unasked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrived, openWorld, posts, requests } from './support.mjs';

const world = await openWorld();
const { network } = world;
const home = await world.funded({ staked: '10' });

/** After an unknown outcome, a second run refuses without a request, and --after-unknown goes on. */
async function assertHeld() {
	await network.control('reset');
	const { length } = (await network.log()).requests;
	for (const args of [[], ['--type', 'ADMIN']]) {
		const again = await home.mintError(args);
		assert.deepEqual([again.code, again.exit, again.remedy], ['mint_unknown', 6, 'check_keys']);
		assert.match(again.message, /--after-unknown/);
	}
	assert.equal((await network.log()).requests.length, length, 'nothing was sent');
	assert.equal((await home.inFlight())[0].purpose, 'mint');
	assert.match((await home.mint(['--after-unknown'])).apiKey, /^VENICE_/);
	assert.deepEqual((await home.inFlight()), []);
}

const UNKNOWN = [
	...[408, 500, 502, 503, 504].map((status) => ['status', { status }]),
	...['cut', 'cut_after', 'garbage', 'wrong_shape', 'html', 'huge'].map((mode) => [mode, {}]),
];
for (const [mode, more] of UNKNOWN) {
	test(`the key: ${mode} ${more.status ?? ''}`, async () => {
		const sent = await posts(network);
		await network.fail('mint', mode, more);
		const error = await home.mintError();
		assert.deepEqual(
			[error.code, error.exit, error.remedy],
			['mint_unknown', 6, 'check_keys'],
			error.message,
		);
		if (more.status) assert.equal(error.status, more.status);
		assert.equal(await posts(network), sent + 1, 'sent once');
		await assertHeld();
	});
}

for (const mode of ['cut_mid', 'bad_json']) {
	test(`half an answer that holds the key, ${mode}: it is kept`, async () => {
		const keys = (await home.data(['key', 'list'])).keys.length;
		const sent = await posts(network);
		await network.fail('mint', mode);
		const error = await home.mintError();
		assert.deepEqual(
			[error.code, error.exit, error.remedy],
			['mint_differs', 6, 'check_keys'],
			error.message,
		);
		assert.equal(await posts(network), sent + 1, 'sent once');
		const list = (await home.data(['key', 'list'])).keys;
		assert.equal(list.length, keys + 1);
		const last6 = (await network.keys()).at(-1).last6Chars;
		const saved = list.find((key) => key.last6 === last6);
		assert.equal(saved.address, home.wallet.address);
		const { apiKey } = await home.data(['key', 'show', saved.id, '--reveal'], { reveals: true });
		assert.equal(apiKey.slice(-6), last6);
		assert.equal((await home.data(['key', 'check', saved.id])).canConsume, false);
	});
}

for (const signals of [['SIGINT', 'SIGTERM'], ['SIGKILL']]) {
	test(`no answer, and ${signals.join(' and ')} while it waits`, async () => {
		await network.fail('mint', 'hang');
		const sent = await posts(network);
		const { child, ended } = home.start(['mint']);
		await arrived(network, 'mint', sent + 1);
		for (const signal of signals) child.kill(signal);
		const { status, signal: by, stdout } = await ended;
		if (signals[0] === 'SIGKILL') assert.equal(by, 'SIGKILL');
		else assert.deepEqual([status, JSON.parse(stdout).error.code], [130, 'interrupted']);
		await assertHeld();
	});
}

test('interrupted while the key is made: the answer is waited for, and the key is stored and given', async () => {
	await network.fail('mint', 'held');
	const sent = await posts(network);
	const { child, ended } = home.start(['mint']);
	await arrived(network, 'mint', sent + 1);
	child.kill('SIGTERM');
	await network.control('release');
	const { status, stdout } = await ended;
	const { error } = JSON.parse(stdout);
	assert.deepEqual([status, error.code], [130, 'interrupted']);
	assert.match(error.apiKey, /^VENICE_/);
	assert.equal((await home.mint()).apiKey, error.apiKey);
	assert.equal(await posts(network), sent + 1);
});

test('interrupted before the key was asked for: nothing is held', async () => {
	await network.fail('token', 'hang');
	const asked = (await requests(network, 'token')).length;
	const { child, ended } = home.start(['mint']);
	await arrived(network, 'token', asked + 1);
	child.kill('SIGINT');
	assert.equal((await ended).status, 130);
	await network.control('reset');
	assert.match((await home.mint()).apiKey, /^VENICE_/);
});

test('another wallet, and another network, are not held back', async () => {
	await network.fail('mint', 'cut_after');
	assert.equal((await home.mintError()).code, 'mint_unknown');
	const other = await network.staker();
	await home.importKey(other.privateKey, 'other');
	assert.equal((await home.mint(['--wallet', 'other'])).address, other.address);
	assert.equal((await home.mintError(['--wallet', 'main'])).code, 'mint_unknown');
	await home.mint(['--wallet', 'main', '--after-unknown']);
});

test('two runs at once: one mints, the other says that it is busy', async () => {
	await network.fail('mint', 'held');
	const sent = await posts(network);
	const first = home.mint(['--wallet', 'main']);
	await arrived(network, 'mint', sent + 1);
	const second = await home.mintError(['--wallet', 'main']);
	assert.deepEqual([second.code, second.exit], ['busy', 3]);
	await network.control('release');
	assert.match((await first).apiKey, /^VENICE_/);
	assert.equal(await posts(network), sent + 1);
});
