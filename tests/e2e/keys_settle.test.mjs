// A mint whose outcome is unknown is looked into: the key it made is recognised, and kept or deleted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorld } from './support.mjs';

const world = await openWorld();
const { network } = world;
const home = await world.funded({ staked: '10' });
const admin = await home.mint(['--type', 'ADMIN']);

const alive = async () => (await network.keys()).filter((key) => !key.deletedAt).map(({ id }) => id);
const settle = (...args) => home.data(['key', 'settle', ...args]);

async function lose(mode, args = ['--description', 'lost agent']) {
	await network.fail('mint', mode);
	const error = await home.mintError(args);
	assert.equal(error.code, 'mint_unknown');
	assert.match(error.do, /key settle/);
	assert.match((await home.mintError()).message, /key settle/);
	return (await network.keys()).at(-1);
}

test('nothing is unknown', async () => {
	assert.deepEqual(await settle(), { settled: [] });
});

test('no key was made: it is closed', async () => {
	await lose('cut');
	assert.equal((await settle()).settled[0].outcome, 'none');
	assert.ok((await home.mint()).apiKey);
});

test('a key was made: key list shows it, and one must decide', async () => {
	const orphan = await lose('cut_after');
	const { unknown } = await home.data(['key', 'list']);
	assert.deepEqual(unknown.map(({ mayBe, description }) => [mayBe, description]), [[[orphan.id], 'lost agent']]);
	const error = await home.error(['key', 'settle']);
	assert.deepEqual([error.code, error.exit], ['needs_answer', 2]);
	assert.ok(error.message.includes(orphan.id));
	assert.equal((await home.mintError()).code, 'mint_unknown');
	const unasked = await home.error(['key', 'settle', '--delete']);
	assert.deepEqual([unasked.code, unasked.exit], ['needs_answer', 2]);
	assert.match(unasked.message, /--yes/);
	assert.ok((await alive()).includes(orphan.id), 'nobody has said yes');
	assert.deepEqual(
		(await settle('--delete', '--yes')).settled.map(({ id, outcome }) => [id, outcome]),
		[[orphan.id, 'deleted']],
	);
	assert.ok(!(await alive()).includes(orphan.id));
	assert.ok((await home.mint()).apiKey);
});

test('kept: it stays alive, and the mint is closed', async () => {
	const orphan = await lose('cut_after');
	assert.equal((await settle('--keep')).settled[0].outcome, 'kept');
	assert.ok((await alive()).includes(orphan.id));
	assert.deepEqual((await home.inFlight()), []);
	const row = (await home.data(['key', 'list'])).keys.find(({ id }) => id === orphan.id);
	assert.deepEqual([row.stored, row.remote], [false, true]);
});

test('two that it may be: none is deleted unasked', async () => {
	await network.api('POST', '/api_keys', {
		key: admin.apiKey,
		body: { apiKeyType: 'INFERENCE', description: 'twins' },
	});
	const orphan = await lose('cut_after', ['--description', 'twins']);
	assert.equal((await home.error(['key', 'settle', '--delete', '--yes'])).code, 'needs_answer');
	assert.ok((await alive()).includes(orphan.id));
	await settle('--keep');
});

test('Venice cannot be asked: nothing is closed', async () => {
	await lose('cut_after', ['--description', 'unreachable']);
	await network.fail('keys', 'status', { status: 503 });
	assert.equal((await home.error(['key', 'settle', '--keep'])).code, 'unavailable');
	assert.equal((await home.mintError()).code, 'mint_unknown');
	await settle('--delete', '--yes');
});

test('without an ADMIN key it says where to look', async () => {
	const bare = await world.funded({ staked: '1' });
	await network.fail('mint', 'cut_after');
	await bare.mintError();
	const error = await bare.error(['key', 'settle']);
	assert.equal(error.code, 'no_admin_key');
	assert.match(error.message, /venice\.ai/);
	const { stdout } = await bare.run(['key', 'settle', '--keep'], { json: false });
	assert.match(stdout, /is closed.*may have made a key/, 'nobody looked, so nobody says that there is none');
	await network.fail('mint', 'cut_after');
	await bare.mintError();
	assert.equal((await bare.data(['key', 'settle', '--keep'])).settled[0].outcome, 'closed');
	assert.ok((await bare.mint()).apiKey);
});
