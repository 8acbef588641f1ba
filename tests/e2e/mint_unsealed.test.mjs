// Venice made a key and the disk refuses it.  With nobody to ask, the key is printed with the failure.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failing } from './failing.mjs';
import { openWorld } from './support.mjs';

const world = await openWorld();
const { network } = world;
const home = await world.funded({ staked: '10' });

/** Runs `mint` so that nothing can be written once the key is asked for. */
const mintOnBrokenDisk = (how = {}) => home.run(['mint', '--yes', '--after-unknown'],
	{ reveals: true, env: failing('keep', 'EIO', { from: 'POST /api/v1/api_keys/generate_web3_key' }), ...how });

const last6 = async () => (await network.keys()).at(-1).last6Chars;

test('--json: the key is a member of the error', async () => {
	const { json } = await mintOnBrokenDisk();
	assert.equal(json.ok, false);
	assert.match(json.error.apiKey, /^VENICE_/);
	assert.equal(json.error.apiKey.slice(-6), await last6());
});

test('for people: the key is standard output, the warning standard error', async () => {
	const { status, stdout, stderr } = await mintOnBrokenDisk({ json: false });
	assert.notEqual(status, 0);
	assert.match(stdout, /^VENICE_\S+\n$/);
	assert.equal(stdout.trim().slice(-6), await last6());
	assert.match(stderr, /could not be stored/);
});

test('the intent stays in the journal: nothing is minted again unasked', async () => {
	const error = await home.mintError();
	assert.deepEqual([error.code, error.exit], ['mint_unknown', 6]);
	assert.match((await home.mint(['--after-unknown'])).apiKey, /^VENICE_/);
});
