// A key is asked for only once all that storing it needs is at hand.  After that, a small lack no longer loses
// it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import { SANITIZED, countCalls, failing } from './failing.mjs';
import { MAYBE_UNCLOSED, checkOutput } from './output.mjs';
import { RIALTO } from './program.mjs';
import { keepWorld } from './support.mjs';

const MINT = 'POST /api/v1/api_keys/generate_web3_key', CREATE = 'POST /api/v1/api_keys ';

const world = await keepWorld();
const { network } = world;
let home;
beforeEach(async () => {	// an account takes only so many keys
	home = await world.funded({ staked: '10' });
	await home.mint(['--type', 'ADMIN', '--description', 'admin']);
});

const made = async (description) =>
	(await network.keys()).filter((key) => key.description === description && !key.deletedAt);

/** Runs under limits, as a shell sets them. */
async function limited(limits, args) {
	const { PATH, ASAN_OPTIONS = '' } = process.env;
	const env = { PATH, ASAN_OPTIONS, HOME: home.folder, LC_ALL: 'C.UTF-8' };
	const child = spawn('/bin/sh', ['-c', `${limits}; exec "$0" "$@"`, RIALTO, ...home.options(), ...args], {
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const result = { stdout: '', stderr: '' };
	for (const name of ['stdout', 'stderr']) child[name].on('data', (part) => { result[name] += part; });
	[result.status, result.signal] = await once(child, 'close');
	// If even the libraries find no room, nothing begins.
	const json = result.status === 127 ? {} : checkOutput(result, { json: true });
	return { ...result, json };
}

/**
 * What came of a run, and of the same command run again without any lack: no key was made, or it was printed,
 * or the next run prints it, or the next run says that it does not know.  There is never a second key.
 */
async function outcome(args, description, { status, json }) {
	const [key, ...more] = await made(description);
	assert.deepEqual(more, []);
	const printed = json.data?.apiKey ?? json.error?.apiKey;
	if (printed) {
		assert.equal(printed.slice(-6), key.last6Chars);
		if (status === 0) return 'printed';
	}
	const again = await home.run(args, { reveals: true });
	const [now, ...second] = await made(description);
	assert.deepEqual(second, [], 'never a second key');
	assert.ok(
		!readdirSync(path.join(home.dir, 'vault')).some((file) => file.startsWith('.')),
		'no temporary file is left',
	);
	if (again.status === 0) {
		assert.equal(again.json.data.apiKey.slice(-6), now.last6Chars);
		return key ? 'given again' : 'not made';
	}
	assert.deepEqual([again.status, again.json.error.code], [6, 'mint_unknown']);
	await home.data(['key', 'settle', '--keep']);
	return printed ? 'printed and not stored' : 'unknown';
}

let number = 0;
/** Runs one of the commands that make a key, `how`; returns the outcome in a word. */
async function tryOut(command, how) {
	const description = `key ${++number}`;
	const args = [...command, '--description', description];
	return outcome(args, description, await how(args));
}

test('too few descriptors: none is made, or it is stored and printed', async () => {
	const outcomes = new Set();
	for (let most = 8; most <= 18; most++)
		outcomes.add(await tryOut(['mint'], (args) => limited(`ulimit -n ${most}`, args)));
	assert.deepEqual([...outcomes].sort(), ['not made', 'printed']);
});

test('no room for a file, or for locked memory', async () => {
	assert.equal(await tryOut(['mint'], (args) => limited('ulimit -f 1', args)), 'not made');
	assert.equal(await tryOut(['mint'], (args) => limited('ulimit -l 0', args)), 'printed');
});

test('too little memory', { skip: SANITIZED }, async () => {
	const outcomes = new Set();
	for (let kib = 22000; kib <= 54000; kib += 4000)
		outcomes.add(await tryOut(['mint'], (args) => limited(`ulimit -v ${kib}`, args)));
	assert.ok(outcomes.has('not made') && outcomes.has('printed'), [...outcomes].join());
	assert.ok(!outcomes.has('unknown'), 'what was kept back for it is enough');
});

/** Lets each call after the request fail in turn, or every so many-th. */
async function afterRequest(command, from, kind, errno, { times = 1000, lasts = false } = {}) {
	const most = await countCalls(home, [...command, '--description', `key ${++number}`], kind, {
		from,
		reveals: true,
	});
	const outcomes = {};
	for (let at = 1; at <= most; at += Math.ceil(most / times)) {
		const env = failing(kind, errno, { at, lasts, from });
		const how = { env, reveals: true, afterwards: MAYBE_UNCLOSED };
		const what = await tryOut(command, (args) => home.run(args, how));
		outcomes[what] = (outcomes[what] ?? 0) + 1;
	}
	return outcomes;
}

for (const [name, command, from] of [['mint', ['mint'], MINT], ['key create', ['key', 'create'], CREATE]]) {
	test(`${name}: a request for memory is refused once the key is asked for`, { skip: SANITIZED }, async () => {
		const outcomes = await afterRequest(command, from, 'memory', 'ENOMEM', { times: 25 });
		assert.deepEqual(Object.keys(outcomes), ['printed'], JSON.stringify(outcomes));
	});

	test(`${name}: and all that follow`, { skip: SANITIZED }, async () => {
		const outcomes = await afterRequest(command, from, 'memory', 'ENOMEM', { times: 8, lasts: true });
		assert.ok(!('not made' in outcomes), JSON.stringify(outcomes));
	});

	test(`${name}: the disk fails once the key is asked for`, async () => {
		const once_ = await afterRequest(command, from, 'keep', 'EIO', { times: 10 });
		assert.deepEqual(
			Object.keys(once_).filter((what) => !/^printed|^given again/.test(what)),
			[],
			JSON.stringify(once_),
		);
		const forGood = await afterRequest(command, from, 'keep', 'ENOSPC', { lasts: true, times: 10 });
		assert.ok(
			forGood['printed and not stored'] > 0 && !forGood.unknown && !forGood['not made'],
			JSON.stringify(forGood),
		);
	});

	test(`${name}: no descriptor is to be had once the key is asked for`, async () => {
		const outcomes = await afterRequest(command, from, 'descriptor', 'EMFILE', { lasts: true, times: 10 });
		assert.deepEqual(
			Object.keys(outcomes).filter((what) => !/^printed$|^given again$/.test(what)),
			[],
			JSON.stringify(outcomes),
		);
	});
}

test('key rotate: the disk, the descriptors or the memory fail once the new key is asked for', async () => {
	for (const [kind, errno] of [
		['keep', 'EIO'],
		['descriptor', 'EMFILE'],
		...(SANITIZED ? [] : [['memory', 'ENOMEM']]),
	]) {
		const description = `rotated ${kind}`;
		const { id } = await home.data(['key', 'create', '--description', description], { reveals: true });
		const args = ['key', 'rotate', id, '--yes'];
		const first = await home.run(args, {
			reveals: true,
			env: failing(kind, errno, { from: CREATE, lasts: true, at: kind === 'memory' ? 30 : 1 }),
		});
		const again = await home.run(args, { reveals: true });
		const alive = await made(description);
		if (again.status === 0) {
			assert.equal(alive.length, 1);
			assert.equal(again.json.data.apiKey.slice(-6), alive[0].last6Chars);
		} else {
			assert.equal(again.json.error.code, 'mint_unknown', again.stdout);
			assert.ok(alive.length <= 2);
			await home.data(['key', 'settle', '--keep']);
		}
		const printed = first.json.data?.apiKey ?? first.json.error?.apiKey;
		if (printed) assert.ok(alive.some(({ last6Chars }) => printed.endsWith(last6Chars)));
	}
});

test('mint --all: each wallet has one key at most', async () => {
	await home.importKey((await network.staker('10')).privateKey, 'other');
	for (const [kind, errno, at] of [
		['keep', 'ENOSPC', 1],
		['descriptor', 'EMFILE', 1],
		...(SANITIZED ? [] : [['memory', 'ENOMEM', 40]]),
	]) {
		const description = `all ${kind}`;
		const args = ['mint', '--all', '--description', description];
		await home.run(args, { reveals: true, env: failing(kind, errno, { from: MINT, lasts: true, at }) });
		const again = await home.run(args, { reveals: true });
		const alive = await made(description);
		assert.deepEqual(
			[...new Set(alive.map(({ address }) => address))].length,
			alive.length,
			'never a second key',
		);
		assert.ok(again.status === 0 || again.json.error.code === 'mint_unknown', again.stdout);
		for (const wallet of ['main', 'other'])
			await home.data(['key', 'settle', '--keep', '--wallet', wallet]);
	}
});
