// Text beyond ASCII goes through every reader and writer: names, descriptions, answers, errors, files of our own.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { filesBelow } from './files.mjs';
import { checkOutput } from './output.mjs';
import { RIALTO, startProgram } from './program.mjs';
import { Wallet, encryptKeystoreJsonSync, openWorld, requests } from './support.mjs';

const TEXT = 'für 🔑 ключ';
const ESCAPED = String.raw`f\u00fcr \uD83D\udd11 \u043a\u043b\u044e\u0447`;

const world = await openWorld();
const { network } = world;
const home = await world.funded({ staked: '10' });
await home.data(['wallet', 'rename', 'main', TEXT]);
const admin = await home.mint(['--type', 'ADMIN', '--description', TEXT]);

const checkedJson = (result) => ({ ...result, json: checkOutput(result, { json: true }) });
const description = async (id, args = []) =>
	(await home.data(['key', 'show', id, ...args], { reveals: true })).description;

test('the fixture says the same twice', () => assert.equal(JSON.parse(`"${ESCAPED}"`), TEXT));

test('a wallet\'s name: its file, the list, the option, the text', async () => {
	const [wallet] = (await home.data(['wallet', 'list'], { password: false })).wallets;
	assert.equal(wallet.name, TEXT);
	assert.equal((await home.data(['wallet', 'show', TEXT], { password: false })).address, home.wallet.address);
	assert.equal((await home.data(['balance', '--wallet', TEXT])).balances[0].name, TEXT);
	const { stdout } = await home.run(['wallet', 'list'], { json: false, password: false });
	assert.ok(stdout.includes(TEXT));
	const [file] = readdirSync(path.join(home.dir, 'keystore'));
	assert.equal(JSON.parse(readFileSync(path.join(home.dir, 'keystore', file), 'utf8'))['x-rialto'].name, TEXT);
});

test('a keystore file of another program with such a name in it, written either way', async () => {
	const { address, privateKey } = Wallet.createRandom();
	const json = encryptKeystoreJsonSync({ address, privateKey }, 'pw', { scrypt: { N: 1024, r: 8, p: 1 } });
	for (const [i, name] of [TEXT, ESCAPED].entries()) {
		const text = json.replace(/}$/, `,"x-other":{"näme":"${name}"},"${name}":1}`);
		const file = home.file(`other-${i}`, text), password = home.file(`other-password-${i}`, 'pw\n');
		const imported = await home.data(['wallet', 'import', `other ${i}`, '--keystore', file,
			'--keystore-password-file', password, '--light-kdf']);
		assert.equal(imported.address, address);
		await home.data(['wallet', 'remove', `other ${i}`, '--yes']);
	}
});

test('a description: sealed, listed by Venice and from here, changed, rotated', async () => {
	const made = await home.mint(['--description', TEXT]);
	assert.equal(made.description, TEXT);
	assert.equal(await description(made.id), TEXT);
	assert.equal(await description(made.id, ['--reveal']), TEXT);
	const rows = (await home.data(['key', 'list'])).keys.filter(({ stored, remote }) => stored && remote);
	assert.deepEqual(rows.map((row) => row.description), [TEXT, TEXT]);
	const { stdout } = await home.run(['key', 'list'], { json: false });
	assert.equal(stdout.split(TEXT).length, 3);
	await home.data(['key', 'update', made.id, '--description', `${TEXT}!`]);
	assert.equal(await description(made.id), `${TEXT}!`);
	const rotated = await home.data(['key', 'rotate', made.id, '--yes'], { reveals: true });
	assert.equal(rotated.description, `${TEXT}!`);
	const header = readFileSync(path.join(home.dir, 'vault', `${rotated.id}.json`), 'utf8');
	assert.ok(header.includes(`${TEXT}!`));
});

test('a key handed over as JSON', async () => {
	const file = home.path('handed-over');
	await home.data(['key', 'export', admin.id, '--out', file, '--format', 'json']);
	assert.equal(JSON.parse(readFileSync(file, 'utf8')).description, TEXT);
});

test('a mint whose outcome is unknown: the journal, the next run, the ADMIN key that settles it', async () => {
	await network.fail('mint', 'cut_after');
	assert.equal((await home.mintError(['--description', TEXT])).code, 'mint_unknown');
	const [entry] = filesBelow(path.join(home.dir, 'journal')).filter(({ file }) => file.endsWith('.json'));
	assert.equal(JSON.parse(entry.content).mint.options.description, TEXT);
	const { unknown } = await home.data(['key', 'list']);
	assert.deepEqual(unknown.map((mint) => mint.description), [TEXT]);
	assert.equal((await home.data(['key', 'settle', '--keep'])).settled[0].outcome, 'kept');
});

test('an answer of Venice, as it is and escaped', async () => {
	for (const text of [TEXT, ESCAPED]) {
		await network.fail('mint', 'http_status', { status: 400, text: `{"error":"${text}"}` });
		assert.ok((await home.mintError()).message.includes(TEXT));
		await network.fail('keys', 'http_status', {
			status: 200,
			text:
				'{"data":[{"id":"k","apiKeyType":"INFERENCE",' +
				`"description":"${text}","last6Chars":"abcdef","expiresAt":null,"consumptionLimits":{"usd":null,"diem":null}}]}`,
		});
		const row = (await home.data(['key', 'list'])).keys.find(({ id }) => id === 'k');
		assert.equal(row.description, TEXT);
	}
});

test('a model\'s name and its reply, as they are and escaped', async () => {
	const key = await home.mint();
	await network.control('fund', { address: home.wallet.address, usd: 5 });
	const pricing = { input: { usd: 1, diem: 1 }, output: { usd: 1, diem: 1 } };
	for (const text of [TEXT, ESCAPED]) {
		await network.fail('models', 'http_status', {
			status: 200,
			text:
				`{"object":"list","data":[{"id":"${text}","type":"text",` +
				`"model_spec":{"name":"${text}","pricing":${JSON.stringify(pricing)}}}]}`,
		});
		await network.fail('chat', 'http_status', {
			status: 200,
			text:
				`{"id":"1","object":"chat.completion","model":"${text}",` +
				`"choices":[{"index":0,"finish_reason":"length","message":{"role":"assistant","content":"${text}"}}],` +
				'"usage":{"prompt_tokens":8,"completion_tokens":1,"total_tokens":9}}',
		});
		const result = await home.data(['key', 'test', key.id, '--yes']);
		assert.deepEqual([result.model, result.answeredBy, result.reply], [TEXT, TEXT, TEXT]);
		assert.equal((await requests(network, 'chat')).at(-1).body.model, TEXT);
	}
});

test('an answer of the node, as it is and escaped', async () => {
	for (const text of [TEXT, ESCAPED]) {
		await network.fail('rpc', 'http_status', { status: 200, times: 0,
			text: `{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"${text}"}}` });
		assert.ok((await home.error(['balance'])).message.includes(TEXT));
		await network.control('reset');
	}
});

test('the log, filtered and written', async () => {
	const records = (await home.data(['log', 'für', '🔑'], { password: false })).records;
	assert.ok(records.length > 0);
	const file = home.path('records');
	await home.data(['log', TEXT, '--out', file], { password: false });
	for (const line of readFileSync(file, 'utf8').trim().split('\n'))
		assert.ok(JSON.parse(line) && line.includes(TEXT));
});

test('a backup brings it all back', async () => {
	const file = home.path(`backup ${TEXT}`);
	await home.data(['wallet', 'backup', '--out', file]);
	const other = world.home({ password: home.password });
	await other.data(['wallet', 'restore', file]);
	assert.equal((await other.data(['wallet', 'list'])).wallets[0].name, TEXT);
	assert.equal((await other.data(['key', 'show', admin.id, '--reveal'], { reveals: true })).description, TEXT);
});

test('a path that is no UTF-8: the output is JSON all the same', async () => {
	const run = (...args) =>
		startProgram('/bin/sh', [
			'-c',
			'exec "$@" --out "$(printf "%s\\377" "$0")"',
			home.path('bytes'),
			RIALTO,
			...home.options(),
			...args,
		]).ended;
	for (const args of [
		['log'],
		['wallet', 'backup'],
		['wallet', 'export', TEXT, '--yes'],
		['key', 'export', admin.id],
	]) {
		const { json, status } = checkedJson(await run(...args));
		assert.deepEqual([status, json.data.file], [0, `${home.path('bytes')}\ufffd`], args.join(' '));
		rmSync(Buffer.concat([Buffer.from(home.path('bytes')), Buffer.from([0xff])]));
	}
});

test('the configuration', async () => {
	const other = world.home({ password: home.password });
	await other.newWallet(TEXT);
	other.file('command', '#!/bin/sh\ncat >/dev/null\n', 0o700);
	const file = path.join(other.dir, 'config');
	writeFileSync(file, `# ${TEXT}\nwallet = ${TEXT}\n\n[handover ${TEXT}]\ncommand = ${other.path('command')}\n`, {
		mode: 0o600,
	});
	assert.equal((await other.data(['balance'])).balances[0].name, TEXT);
});
