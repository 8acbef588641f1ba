// If standard output takes nothing, no command claims success, and nothing that was made is lost.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { RIALTO } from './program.mjs';
import { arrived, openWorld, posts, randomKey } from './support.mjs';

const world = await openWorld();
const { network } = world;
const home = await world.funded({ staked: '10' });
assert.ok(existsSync('/dev/full'));

/** What a shell does with standard output; $0 is the program. */
const UNWRITABLE = {
	'a full disk': '"$0" "$@" >/dev/full',
	closed: '"$0" "$@" >&-',
	'a file of the largest size there may be': 'ulimit -f 0; "$0" "$@" >$OUT',
};

async function inShell(script, args, { json = true, of = home } = {}) {
	const { PATH, ASAN_OPTIONS = '' } = process.env;
	const env = { PATH, ASAN_OPTIONS, HOME: of.folder, OUT: of.path('out'), LC_ALL: 'C.UTF-8' };
	const child = spawn('/bin/sh', ['-c', script, RIALTO, ...of.options({ json }), ...args], {
		env,
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let stderr = '';
	child.stderr.on('data', (part) => { stderr += part; });
	const [status, signal] = await once(child, 'close');
	assert.equal(signal, null, stderr);
	return { status, stderr };
}

const SAYING = [
	['--help'],
	['mint', '--help'],
	['--version'],
	['wallet', 'list'],
	['wallet', 'show'],
	['balance'],
	['key', 'list'],
	['tx', 'list'],
	['log'],
	['fund'],
	['doctor'],
];
for (const args of SAYING)
	test(`${args.join(' ')}: status 1 and a sentence`, async () => {
		for (const json of [true, false]) {
			for (const [name, script] of Object.entries(UNWRITABLE)) {
				const { status, stderr } = await inShell(script, args, { json });
				assert.equal(status, 1, `${name}: ${stderr}`);
				assert.match(stderr, /^rialto: Cannot write the result/, name);
			}
			const { status, stderr } = await home.start(args, { json, reader: false }).ended;
			assert.equal(status, 1, stderr);
			assert.match(stderr, /^rialto: Cannot write the result/);
		}
	});

test('a failure keeps its own status, and is said on standard error instead', async () => {
	for (const script of Object.values(UNWRITABLE)) {
		const { status, stderr } = await inShell(script, ['key', 'show', 'nowhere']);
		assert.equal(status, 2, stderr);
		assert.match(stderr, /No stored API key has the id/);
	}
});

const made = async (description) =>
	(await network.keys()).filter((key) => key.description === description && !key.deletedAt);

/** Checks that the next run prints the key of a run that could not print it, and that the journal is empty then. */
async function assertGiven(home, args, description) {
	assert.equal((await home.inFlight()).length, 1);
	const sent = await posts(network);
	const { apiKey, id } = await home.data(args, { reveals: true });
	assert.equal(await posts(network), sent);
	const [key, ...others] = await made(description);
	assert.deepEqual(others, []);
	assert.equal(apiKey.slice(-6), key.last6Chars);
	assert.deepEqual((await home.inFlight()), []);
	return id;
}

for (const [name, script] of Object.entries(UNWRITABLE))
	test(`mint: a key that could not be printed is given by the next run: ${name}`, async () => {
		const args = ['mint', '--description', name];
		// A limit on files' sizes holds for the vault, too, so there nothing is even asked for.
		const { status, stderr } = await inShell(script, args);
		assert.equal(status, 1, stderr);
		if (script.includes('ulimit')) assert.equal((await made(name)).length, 0);
		else await assertGiven(home, args, name);
	});

test('mint: the reader goes while it waits for the key', async () => {
	await network.fail('mint', 'held');
	const args = ['mint', '--description', 'no reader'];
	const sent = await posts(network);
	const { child, ended } = home.start(args);
	await arrived(network, 'mint', sent + 1);
	child.stdout.destroy();
	await once(child.stdout, 'close');
	await network.control('release');
	assert.equal((await ended).status, 1);
	await assertGiven(home, args, 'no reader');
});

test('key create and key rotate: the same', async () => {
	await home.mint(['--type', 'ADMIN', '--description', 'admin']);
	const create = ['key', 'create', '--description', 'created'];
	assert.equal((await inShell('"$0" "$@" >/dev/full', create)).status, 1);
	const id = await assertGiven(home, create, 'created');

	const rotate = ['key', 'rotate', id, '--yes'];
	assert.equal((await inShell('"$0" "$@" >/dev/full', rotate)).status, 1);
	assert.notEqual(await assertGiven(home, rotate, 'created'), id);
	assert.equal((await home.error(rotate)).code, 'key_not_found');
});

test('another command does not hide it, and key settle says that it is stored', async () => {
	const args = ['mint', '--description', 'not printed'];
	assert.equal((await inShell('"$0" "$@" >/dev/full', args)).status, 1);
	await home.mint(['--description', 'another']);
	await assertGiven(home, args, 'not printed');

	assert.equal((await inShell('"$0" "$@" >/dev/full', ['mint', '--description', 'settled'])).status, 1);
	const { settled } = await home.data(['key', 'settle']);
	assert.deepEqual(settled.map(({ outcome }) => outcome), ['stored']);
	const shown = await home.data(['key', 'show', settled[0].id, '--reveal'], { reveals: true });
	assert.equal(shown.apiKey.slice(-6), (await made('settled'))[0].last6Chars);
	assert.deepEqual((await home.inFlight()), []);
});

for (const [args, count, read] of [
	[['stake', '3', '--yes'], 2, ({ svvv }) => svvv],
	[['diem', 'stake', '3', '--yes'], 1, (data) => data.diem_staked],
])
	test(`${args[0]}: what could not be said is said by the next run; it is sent, listed and logged once`, async () => {
		const own = await world.funded();
		await network.control('faucet', { address: own.wallet.address, diem: '5' });
		const assertOnce = async () => {
			const { transactions } = await own.data(['tx', 'list']);
			assert.equal(new Set(transactions.map(({ hash }) => hash)).size, transactions.length);
			assert.equal(transactions.length, count);
			assert.equal((await own.data(['log', 'tx_mined'], { password: false })).records.length, count);
		};
		for (let i = 0; i < 2; i++) {
			assert.equal((await inShell('"$0" "$@" >/dev/full', args, { of: own })).status, 1);
			await assertOnce();
		}
		assert.equal(read(await own.data(args)), '3');
		assert.deepEqual(await own.inFlight(), []);
		await assertOnce();
	});

test('wallet import: the wallet is there', async () => {
	const file = home.file('key-second', randomKey());
	const args = ['wallet', 'import', 'second', '--key-file', file, '--light-kdf'];
	assert.equal((await inShell('"$0" "$@" >&-', args)).status, 1);
	assert.equal((await home.data(['wallet', 'list'])).wallets.length, 2);
});
