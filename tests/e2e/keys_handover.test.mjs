// Handing a stored key over: to a file, and to a command's standard input.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { keepWorld } from './support.mjs';

const world = await keepWorld();
const home = await world.funded({ staked: '10' });
const key = await home.mint(['--description', 'to hand over', '--limit-diem', '2']);

const config = (text) => {
	mkdirSync(home.dir, { recursive: true });
	writeFileSync(path.join(home.dir, 'config'), text, { mode: 0o600 });
};

for (const [form, check] of [
	[undefined, (text) => assert.equal(text, `${key.apiKey}\n`)],
	['raw', (text) => assert.equal(text, `${key.apiKey}\n`)],
	['env', (text) => assert.equal(text, `VENICE_API_KEY=${key.apiKey}\n`)],
	['json', (text) => {
		const { apiKey, id, description, consumptionLimit } = JSON.parse(text);
		assert.deepEqual(
			[apiKey, id, description, consumptionLimit.diem],
			[key.apiKey, key.id, 'to hand over', '2'],
		);
	}],
]) {
	test(`to a file, ${form ?? 'no format'}`, async () => {
		const file = home.path(`out-${form}`);
		const data = await home.data([
			'key',
			'export',
			key.id,
			'--out',
			file,
			...(form ? ['--format', form] : []),
		]);
		assert.deepEqual(data, { id: key.id, file, to: null });
		check(readFileSync(file, 'utf8'));
		assert.equal(statSync(file).mode & 0o777, 0o600);
	});
}

test('a file that is there is left as it is', async () => {
	const file = home.file('there', 'mine\n');
	const error = await home.error(['key', 'export', key.id, '--out', file]);
	assert.deepEqual([error.code, error.exit], ['invalid_input', 2]);
	assert.equal(readFileSync(file, 'utf8'), 'mine\n');
});

test('to a command: the key is its standard input, and nowhere else', async () => {
	const got = home.path('got'), seen = home.path('seen');
	config(
		`[handover here]\ncommand = cat > '${got}' && tr '\\0' ' ' < /proc/self/cmdline > '${seen}' && env >> '${seen}'\n`,
	);
	const data = await home.data(['key', 'export', key.id, '--to', 'here']);
	assert.deepEqual(data, { id: key.id, file: null, to: 'here' });
	assert.equal(readFileSync(got, 'utf8'), key.apiKey);
	assert.ok(!readFileSync(seen, 'utf8').includes(key.apiKey));
});

test('a command that fails, is not there, or does not read', async () => {
	config('[handover fails]\ncommand = cat > /dev/null; exit 3\n[handover none]\ncommand = no-such-program-here\n'
		+ '[handover deaf]\ncommand = true\n[handover empty]\n');
	const failed = await home.error(['key', 'export', key.id, '--to', 'fails']);
	assert.deepEqual([failed.code, failed.exit], ['handover_failed', 1]);
	assert.match(failed.message, /status 3/);
	assert.match((await home.error(['key', 'export', key.id, '--to', 'none'])).message, /not found/);
	await home.data(['key', 'export', key.id, '--to', 'deaf']);
	for (const name of ['empty', 'nobody'])
		assert.equal((await home.error(['key', 'export', key.id, '--to', name])).code, 'invalid_input');
});

test('what is wrong is said before the password is asked for', async () => {
	config('');
	const file = home.path('never');
	assert.equal((await home.error(['key', 'export', key.id])).code, 'usage');
	assert.equal((await home.error(['key', 'export', key.id, '--out', file, '--format', 'xml'])).code, 'usage');
	assert.equal((await home.error(['key', 'export', 'no-such', '--out', file])).code, 'key_not_found');
	config('[handover x]\ncolour = red\n');
	assert.equal((await home.error(['key', 'list'])).code, 'config_bad');
	config('');
});

// The manual's examples, as they stand there, with a stub in each program's place.
const examples = [...readFileSync(new URL('../../man/rialto-config.5', import.meta.url), 'utf8')
	.matchAll(/^\[handover (\w+)\]\ncommand = (.+)$/gm)].map(([, name, command]) => ({ name, command }));

test('the manual has examples', () =>
	assert.deepEqual(
		examples.map(({ command }) => command.split(' ')[0]),
		['pass', 'vault', 'kubectl', 'systemd-creds'],
	));

for (const { name, command } of examples) {
	test(`the manual's example works as written: ${command}`, async () => {
		const bin = home.path(`bin-${name}`),
			called = home.path(`called-${name}`),
			got = home.path(`got-${name}`);
		const [program, ...args] = command.split(' ');
		// Reads what its arguments name: /dev/stdin, or the standard input that "-" stands for.
		mkdirSync(bin);
		writeFileSync(
			path.join(bin, program),
			`#!/bin/sh\nprintf '%s\\n' "$@" > '${called}'\ncat /dev/stdin > '${got}'\n`,
			{ mode: 0o700 },
		);
		config(`[handover ${name}]\ncommand = ${command}\n`);
		await home.data(['key', 'export', key.id, '--to', name], {
			env: { PATH: `${bin}:${process.env.PATH}` },
		});
		assert.deepEqual(readFileSync(called, 'utf8').trimEnd().split('\n'), args);
		assert.equal(readFileSync(got, 'utf8'), key.apiKey);
	});
}
