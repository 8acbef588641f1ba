// All keys of an account through its stored ADMIN key: listed, made, changed, deleted, rotated.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { AT_ONCE_MS, arrived, openWorld, requests } from './support.mjs';

const world = await openWorld();
const { network } = world;
const home = await world.funded({ staked: '10' });
let admin = await home.mint(['--type', 'ADMIN', '--description', 'the admin']);

const list = async (args = []) => (await home.data(['key', 'list', ...args])).keys;
const find = async (id) => (await list()).find((key) => key.id === id);
const stored = (id) => existsSync(path.join(home.dir, 'vault', `${id}.json`));
const create = (args = []) => home.data(['key', 'create', ...args], { reveals: true });
const sent = async (method) => (await requests(network, 'keys')).filter((request) => request.method === method).length;

/** Makes a key that rialto does not have. */
async function elsewhere(more = {}) {
	const answer = await network.api('POST', '/api_keys', {
		key: admin.apiKey, body: { apiKeyType: 'INFERENCE', description: 'from elsewhere', ...more },
	});
	return answer.body.data;
}

test('the list: one row for each key, marked where it lives', async () => {
	const other = await elsewhere({ consumptionLimit: { usd: 5 }, limitPeriod: 'MONTH' });
	const rows = await list();
	assert.deepEqual(rows.map(({ id }) => id).sort(), [admin.id, other.id].sort());
	const mine = rows.find(({ id }) => id === admin.id), theirs = rows.find(({ id }) => id === other.id);
	assert.deepEqual([mine.stored, mine.remote, theirs.stored, theirs.remote], [true, true, false, true]);
	assert.equal(theirs.consumptionLimit.usd, '5');
	assert.equal(theirs.limitPeriod, 'MONTH');
	assert.equal(theirs.last6, other.apiKey.slice(-6));
	assert.equal(theirs.address, home.wallet.address);
	assert.deepEqual(theirs.usage, { usd: '0.0000', diem: '0.0000' });
	const bare = (await home.data(['key', 'list'], { password: false })).keys;
	assert.deepEqual(bare.map(({ id, remote }) => [id, remote]), [[admin.id, false]]);
	const { stdout } = await home.run(['key', 'list'], { json: false });
	assert.match(stdout, /here and at Venice/);
	assert.match(stdout, /at Venice only/);
});

test('Venice is out of reach: the stored keys are listed all the same, or not with --remote', async () => {
	await network.fail('keys', 'status', { status: 503, times: 0 });
	const data = await home.data(['key', 'list']);
	assert.deepEqual(
		data.keys.map(({ id, stored: here, remote }) => [id, here, remote]),
		[[admin.id, true, false]],
	);
	assert.match(data.remoteError, /./);
	assert.equal((await home.error(['key', 'list', '--remote'])).code, 'unavailable');
});

test('create: with all options, stored, and it works', async () => {
	const made = await create(['--description', 'agent 7', '--limit-diem', '2.5', '--period', 'MONTH', '--privacy',
		'PRIVATE_ONLY', '--expires', '2099-01-31']);
	assert.match(made.apiKey, /^VENICE_INFERENCE_KEY_/);
	assert.deepEqual([made.description, made.consumptionLimit.diem, made.limitPeriod, made.modelPrivacy],
		['agent 7', '2.5', 'MONTH', 'PRIVATE_ONLY']);
	assert.ok(stored(made.id));
	assert.equal((await find(made.id)).expiresAt, '2099-01-31T00:00:00Z');
	assert.equal((await home.data(['key', 'check', made.id])).canConsume, false);
	assert.deepEqual((await home.inFlight()), []);
});

test('create: nothing is sent twice when the outcome is unknown', async () => {
	for (const [mode, more] of [['cut_after', {}], ['status', { status: 502 }], ['garbage', {}]]) {
		const before = await sent('POST');
		await network.fail('keys', mode, more);
		const error = await home.error(['key', 'create', '--description', 'lost']);
		assert.deepEqual([error.code, error.exit, error.remedy], ['mint_unknown', 6, 'check_keys'], mode);
		assert.equal((await home.error(['key', 'create'])).code, 'mint_unknown');
		assert.equal((await home.mintError()).code, 'mint_unknown');
		assert.equal(await sent('POST'), before + 1, 'sent once');
		await create(['--description', 'anew', '--after-unknown']);
	}
});

test('create: killed while it waits, the next run says so', async () => {
	const before = (await requests(network, 'keys')).length;
	await network.fail('keys', 'hang');
	const { child, ended } = home.start(['key', 'create']);
	await arrived(network, 'keys', before + 1);
	child.kill('SIGKILL');
	await ended;
	assert.equal((await home.error(['key', 'create'])).code, 'mint_unknown');
	assert.match((await create(['--after-unknown'])).apiKey, /^VENICE_/);
});

test('a refusal makes no key and leaves nothing open', async () => {
	await network.fail('keys', 'status', { status: 401, message: 'Authentication failed' });
	assert.equal((await home.error(['key', 'create'])).code, 'authentication_failed');
	assert.deepEqual((await home.inFlight()), []);
});

test('update: what is named changes, here too; an empty value takes away', async () => {
	const { id } = await create(['--description', 'before', '--limit-usd', '5', '--expires', '2099-01-31']);
	const changed = await home.data(['key', 'update', id, '--description', 'after', '--limit-diem', '3']);
	assert.deepEqual([changed.description, changed.consumptionLimit, changed.expiresAt],
		['after', { usd: '5', diem: '3', vcu: null }, '2099-01-31T00:00:00Z']);
	assert.equal((await home.data(['key', 'show', id], { password: false })).description, 'after');
	const cleared = await home.data([
		'key',
		'update',
		id,
		'--limit-usd',
		'none',
		'--expires',
		'none',
		'--period',
		'LIFETIME',
	]);
	assert.deepEqual(
		[cleared.consumptionLimit.usd, cleared.consumptionLimit.diem, cleared.expiresAt, cleared.limitPeriod],
		[null, '3', null, 'LIFETIME'],
	);
	assert.equal((await home.data(['key', 'show', id, '--reveal'], { reveals: true })).description, 'after');
	assert.equal((await home.error(['key', 'update', id])).code, 'usage');
	const remote = await elsewhere();
	assert.equal(
		(await home.data(['key', 'update', remote.id, '--description', 'renamed'])).description,
		'renamed',
	);
});

test('delete: there and here, by a typed word or --yes', async () => {
	const { id } = await create();
	assert.equal((await home.error(['key', 'delete', id])).code, 'needs_answer');
	assert.ok(stored(id));
	assert.deepEqual(await home.data(['key', 'delete', id, '--yes']), { id, stored: false, remote: false });
	assert.ok(!stored(id));
	assert.equal(await find(id), undefined);
	const remote = await elsewhere();
	await home.data(['key', 'delete', remote.id, '--yes']);
	assert.equal(await find(remote.id), undefined);
	assert.equal((await home.error(['key', 'delete', remote.id, '--yes'])).code, 'key_not_found');
});

test('delete: what is gone at Venice already goes here; --here leaves it alive there', async () => {
	const gone = await create(), kept = await create();
	await network.api('DELETE', `/api_keys?id=${gone.id}`, { key: admin.apiKey });
	const row = await find(gone.id);
	assert.deepEqual([row.stored, row.remote], [true, false]);
	await home.data(['key', 'delete', gone.id, '--yes']);
	assert.ok(!stored(gone.id));
	await home.data(['key', 'delete', kept.id, '--here', '--yes']);
	assert.ok(!stored(kept.id));
	assert.equal((await find(kept.id)).remote, true);
});

test('rotate: a key with the same options, stored, and the old one gone', async () => {
	const old = await create([
		'--description',
		'spinner',
		'--limit-diem',
		'2',
		'--period',
		'MONTH',
		'--expires',
		'2099-01-31',
	]);
	const made = await home.data(['key', 'rotate', old.id, '--yes'], { reveals: true });
	assert.equal(made.replaced, old.id);
	assert.notEqual(made.apiKey, old.apiKey);
	for (const name of ['description', 'apiKeyType', 'limitPeriod', 'modelPrivacy', 'expiresAt'])
		assert.equal(made[name], old[name], name);
	assert.deepEqual(made.consumptionLimit, old.consumptionLimit);
	assert.ok(stored(made.id) && !stored(old.id));
	assert.equal(await find(old.id), undefined);
	assert.equal((await network.api('GET', '/billing/balance', { key: old.apiKey })).status, 401);
});

test('rotate: where deleting fails, the same command goes on from there', async () => {
	const old = await create(['--description', 'half way']);
	const created = await sent('POST');
	await network.fail('keys', 'slow', { times: 2 });	// the list and the creation
	await network.fail('keys', 'status', { status: 500 });
	const error = await home.error(['key', 'rotate', old.id, '--yes']);
	assert.equal(error.code, 'server_error');
	assert.match(error.message, /is made and stored/);
	assert.ok((await find(old.id)).remote);
	const made = await home.data(['key', 'rotate', old.id, '--yes'], { reveals: true });
	assert.equal(await sent('POST'), created + 1, 'one new key');
	assert.ok(stored(made.id));
	assert.equal(await find(old.id), undefined);
});

test('the ADMIN key rotates itself', async () => {
	const made = await home.data(['key', 'rotate', admin.id, '--yes'], { reveals: true });
	assert.equal(made.apiKeyType, 'ADMIN');
	assert.deepEqual((await list()).filter((key) => key.apiKeyType === 'ADMIN').map(({ id }) => id), [made.id]);
	admin = made;
	assert.ok((await create()).apiKey);
});

test('without an ADMIN key each says so, and --readonly refuses', async () => {
	const bare = await world.funded({ staked: '1' });
	const { id } = await bare.mint();
	for (const args of [
		['list', '--remote'],
		['create'],
		['delete', id, '--yes'],
		['update', id, '--description', 'x'],
		['rotate', id, '--yes'],
	]) {
		const error = await bare.error(['key', ...args]);
		assert.deepEqual([error.code, error.exit], ['no_admin_key', 2], args.join(' '));
	}
	assert.equal((await home.error(['--readonly', 'key', 'delete', admin.id, '--yes'])).code, 'readonly');
	assert.equal(readdirSync(path.join(bare.dir, 'vault')).length, 1);
});

test('500 keys are listed in one request', async () => {
	const rich = await world.funded({ staked: '1' });
	const own = await rich.mint(['--type', 'ADMIN']);
	for (let i = 0; i < 499; i++)
		await network.api('POST', '/api_keys', {
			key: own.apiKey,
			body: { apiKeyType: 'INFERENCE', description: `key ${i}` },
		});
	const before = await sent('GET');
	const started = Date.now();
	assert.equal((await rich.data(['key', 'list'])).keys.length, 500);
	assert.ok(Date.now() - started < AT_ONCE_MS);
	assert.equal(await sent('GET'), before + 1);
});
