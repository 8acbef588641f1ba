// The log of what was done: all of it, nothing secret, to be filtered and written to a file.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { keepWorld } from './support.mjs';

const world = await keepWorld();
const { network } = world;

const logFile = (home) => path.join(home.dir, 'log', 'records.jsonl');
const entries = async (home, ...words) => (await home.data(['log', ...words], { password: false })).records;
const events = async (home, ...words) => (await entries(home, ...words)).map(({ event }) => event);

test('what was done is in it, in order', async () => {
	const home = await world.funded();
	await home.data(['stake', '10', '--yes']);
	const { id } = await home.mint(['--description', 'a private word']);
	await home.data(['key', 'show', id, '--reveal'], { reveals: true });
	const seen = await events(home);
	assert.deepEqual(seen, [
		'command',
		'agreed',
		'tx_sent',
		'tx_mined',
		'agreed',
		'tx_sent',
		'tx_mined',
		'command',
		'token_fetched',
		'token_signed',
		'mint_sent',
		'key_minted',
		'key_stored',
		'command',
		'key_revealed',
	]);
	const [minted] = await entries(home, 'key_minted');
	assert.equal(minted.wallet, home.wallet.address);
	assert.equal(minted.network, 'practice');
	assert.ok(minted.text.includes(id));
});

test('which key was revealed, changed and deleted is in it', async () => {
	const home = await world.funded({ staked: '10' });
	await home.mint(['--type', 'ADMIN']);
	const { id } = await home.mint(['--description', 'for a while']);
	await home.data(['key', 'show', id, '--reveal'], { reveals: true });
	await home.data(['key', 'update', id, '--description', 'not for long']);
	await home.data(['key', 'delete', id, '--yes']);
	for (const event of ['key_revealed', 'key_changed', 'key_deleted', 'key_forgotten']) {
		const last = (await entries(home, event)).at(-1);
		assert.ok(last.text.includes(id), `${event}: ${last.text}`);
		assert.equal(last.wallet, home.wallet.address);
	}
});

test('every yes is in it once, and what it was to', async () => {
	const home = await world.funded({ staked: '10' });
	const agreed = async () => (await entries(home, 'agreed')).map(({ text }) => text);
	await home.mint(['--limit-usd', '0']);
	assert.deepEqual(await agreed(), ['limit of 0: A limit of 0?']);
	const [{ report }] = await entries(home, 'agreed');
	assert.match(report, /Limit in USD +0\n +Limit in DIEM +none\n/);
	await home.data(['mint', '--all', '--limit-usd', '0', '--yes'], { reveals: true });
	await home.mint(['--type', 'ADMIN']);
	const { id } = await home.data(['key', 'create', '--limit-diem', '0', '--yes'], { reveals: true });
	await home.data(['key', 'update', id, '--limit-usd', '0', '--yes']);
	assert.equal((await agreed()).length, 4, 'the ADMIN key has no limit');
	const backup = home.path('backup');
	await home.data(['wallet', 'backup', '--out', backup, '--light-kdf']);
	await home.data(['wallet', 'restore', backup, '--overwrite', '--yes']);
	assert.equal((await agreed()).at(-1), 'restoring: Replace what is here?');
	assert.match((await entries(home, 'agreed')).at(-1).report, new RegExp(`Backup +${backup}\n`));
	assert.equal((await agreed()).length, 5);
});

test('nothing secret, and for nobody else', async () => {
	const home = await world.funded({ staked: '10' });
	await network.fail('mint', 'signature_mismatch');
	await home.mintError();
	await home.mint();
	const text = readFileSync(logFile(home), 'utf8');
	for (const secret of home.secrets) assert.ok(!text.includes(secret));
	assert.doesNotMatch(text, /eyJ[\w-]+\.[\w-]+\.[\w-]+/, 'a whole token');
	assert.doesNotMatch(text, /[0-9a-f]{130}/i, 'a whole signature');
	assert.equal(statSync(logFile(home)).mode & 0o777, 0o600);
	assert.equal(statSync(path.dirname(logFile(home))).mode & 0o777, 0o700);
});

test('a failed mint leaves the doctor\'s report', async () => {
	const home = await world.funded();
	const { code } = await home.mintError();
	const [failed] = await entries(home, 'mint_failed');
	assert.equal(failed.code, code);
	assert.match(failed.report, /^Cause +\S/);
	const { lastFailure } = await home.data(['doctor', '--mint']);
	assert.equal(lastFailure.code, 'no_stake');
	assert.match(lastFailure.report, /HTTP 400/);
});

test('filtered, and written to a file', async () => {
	const home = await world.funded({ staked: '10' });
	await home.mint();
	assert.deepEqual(await events(home, 'TOKEN_', 'practice'), ['token_fetched', 'token_signed']);
	assert.deepEqual(await events(home, 'no such thing'), []);
	const file = home.path('exported');
	await home.data(['log', 'key_', '--out', file], { password: false });
	const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
	assert.deepEqual(lines.map(({ event }) => event), ['key_minted', 'key_stored']);
	assert.equal(statSync(file).mode & 0o777, 0o600);
	assert.equal((await home.error(['log', '--out', file], { password: false })).exit !== 0, true);
});

test('it is capped, and a damaged line is left out', async () => {
	const home = await world.funded();
	const line = JSON.stringify({ ms: 1, event: 'old\u001b[2J', text: 'x'.repeat(900) });
	writeFileSync(logFile(home), `not json\n${`${line}\n`.repeat(600)}{"half":`, { mode: 0o600 });
	appendFileSync(logFile(home), '\n');
	await home.error(['wallet', 'rename', 'main', 'main']);
	await home.data(['wallet', 'rename', 'main', 'other']);
	assert.ok(statSync(logFile(home)).size < 1000);
	const seen = await entries(home);
	assert.equal(seen.length, 602);
	assert.equal(seen.at(-1).text, 'wallet rename');
});

test('with --readonly nothing is written', async () => {
	const home = await world.funded();
	const size = statSync(logFile(home)).size;
	await home.run(['balance', '--readonly']);
	await home.run(['mint', '--readonly']);
	assert.equal(statSync(logFile(home)).size, size);
});
