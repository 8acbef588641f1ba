// The result is out, and the journal cannot be written any more: that is said, because the next run of the same
// command then reports this one again.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { inPool, sentBy } from './chain.mjs';
import { countCalls, failing } from './failing.mjs';
import { UNCLOSED } from './output.mjs';
import { openWorld } from './support.mjs';
import { payments } from './x402.mjs';

const world = await openWorld();
const { network } = world;

/** The beginning of the result, from which on the journal cannot be written. */
const from = '{"ok":true';
const said = (home) => `the journal in ${path.join(home.dir, 'journal')} could not be closed`;

async function assertWarned(home, args, env) {
	const { status, json, stderr } = await home.run(args, { reveals: true, env, afterwards: UNCLOSED });
	assert.equal(status, 0);
	assert.ok(stderr.includes(said(home)), stderr);
	return json.data;
}

/** Counts the transactions, keys and payments. */
const doings = async (home) =>
	[await sentBy(network, home), (await network.keys()).length, (await payments(network)).length];

async function withUsdc() {
	const home = await world.funded();
	await network.control('faucet', { address: home.wallet.address, usdc: '100' });
	return home;
}

/** Makes a home with an ADMIN key, which can make other keys. */
async function withAdmin() {
	const home = await world.funded({ staked: '10' });
	await home.mint(['--type', 'admin']);
	return home;
}

const COMMANDS = {
	stake: { args: ['stake', '10', '--yes'], same: 'stake_tx', start: () => world.funded() },
	send: { args: ['send', 'VVV', '1', `0x${'11'.repeat(20)}`, '--yes'], same: 'tx', start: () => world.funded() },
	mint: { args: ['mint', '--yes'], same: 'apiKey', start: () => world.funded({ staked: '10' }) },
	'key create': { args: ['key', 'create', '--description', 'unclosed'], same: 'apiKey', start: withAdmin },
	'x402 top-up': { args: ['x402', 'top-up', '5', '--yes'], same: 'transaction', start: withUsdc },
};

for (const [name, { args, same, start }] of Object.entries(COMMANDS))
	test(`${name}: the disk fails for good after the result`, async () => {
		const home = await start();
		const first = await assertWarned(home, args, failing('keep', 'EIO', { from }));
		const done = await doings(home);
		const { status, json, stderr } = await home.run(args, { reveals: true });
		assert.equal(status, 0, stderr);
		assert.equal(json.data[same], first[same], 'the same is reported again');
		assert.deepEqual(await doings(home), done, 'nothing is sent, made or paid');
		assert.equal(stderr, '');
		assert.deepEqual(await home.inFlight(), []);
	});

test('tx forget: the entry cannot be removed', async () => {
	const home = await world.funded();
	await network.control('chain', { automine: false });
	const running = home.start(['stake', '10', '--yes']);
	await inPool(network, home);
	running.child.kill('SIGKILL');
	await running.ended;
	const [{ hash, id }] = await home.inFlight();
	const args = ['tx', 'forget', hash, '--yes'];
	const first = await assertWarned(home, args, failing('keep', 'EIO', { name: `${id}.json` }));
	assert.deepEqual(first, { hash, forgotten: true });
	assert.deepEqual(await home.data(args), first, 'the same is reported again');
	assert.deepEqual(await home.inFlight(), []);
	await network.control('chain', { automine: true });
	await network.control('chain', { mine: 1 });
});

test('each write that fails once is tried again: nothing is said, and the next stake is one more', async () => {
	const args = ['stake', '1', '--yes'];
	const calls = await countCalls(await world.funded(), args, 'keep', { from });
	assert.ok(calls > 3, String(calls));
	const home = await world.funded();
	for (let at = 1; at <= calls; at++) {
		const { status, json, stderr } = await home.run(args, { env: failing('keep', 'EIO', { from, at }) });
		assert.deepEqual([status, stderr], [0, ''], `call ${at}`);
		assert.equal(json.data.svvv, String(at));
	}
});

test('for people, too', async () => {
	const home = await world.funded();
	const { status, stdout, stderr } = await home.run(['stake', '10', '--yes'],
		{ json: false, env: failing('keep', 'EIO', { from: 'approve' }) });
	assert.equal(status, 0, stdout);
	assert.ok(stderr.includes(said(home)), stderr + stdout);
});
