// Secrets as people have them in files: read where one thing only can be meant, else named; and each only as what it
// is.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertHoldsNone } from './files.mjs';
import { runProgram } from './program.mjs';
import { HDNodeWallet, Wallet, keepWorld, randomKey } from './support.mjs';

const fault = (name) => fileURLToPath(new URL(`../vectors/faults/${name}`, import.meta.url));
const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const BARE_KEY = readFileSync(fault('keyfiles/apikey-is-a-private-key'), 'utf8').trim();
const API_KEY = 'VENICE_INFERENCE_KEY_pasted-from_elsewhere_0123456789';

const world = await keepWorld();

async function homeWithKey() {
	const home = world.home();
	await home.importKey(randomKey());
	home.secrets.add(BARE_KEY.slice(2)).add(WORDS);
	return home;
}

async function nothingStoredOrSent(home) {
	assert.deepEqual((await home.data(['key', 'list'], { password: false })).keys, []);
	assert.deepEqual((await world.network.log()).requests, []);
	assertHoldsNone(home.dir, home.secrets);
}

test('no private key and no words are taken for an API key', async () => {
	const home = await homeWithKey();
	const digits = BARE_KEY.slice(2);
	const texts = [
		readFileSync(fault('keyfiles/apikey-is-a-private-key')),
		readFileSync(fault('keyfiles/key-0X')),
		readFileSync(fault('keyfiles/key-bomcrlf')),
		digits,
		digits.toUpperCase(),
		`  "${BARE_KEY}"\n`,
		`export VENICE_API_KEY='${BARE_KEY}'\n`,
		`# .env\nVENICE_API_KEY=${digits}\nPORT=80\n`,
		`${digits.slice(0, 32)}\n${digits.slice(32)}\n`,
		WORDS,
		`MNEMONIC="${WORDS}"\n`,
		WORDS.replaceAll(' ', '\n'),
		readFileSync(fault('mnemonics/m-abbr')),
		readFileSync(fault('mnemonics/m-typo')),
		Buffer.from(`\ufeff${BARE_KEY}\r\n`, 'utf16le'),
	];
	for (const [index, text] of texts.entries()) {
		const error = await home.error(['key', 'add', '--key-file', home.file(`text-${index}`, text)]);
		assert.equal(error.exit, 2, String(text));
		assert.match(
			error.message,
			/reads as (a private key|a wallet's words), not as an API key: it is neither stored nor sent/,
			String(text),
		);
	}
	for (const text of ['', ' \r\n', '\ufeff'])
		assert.match((await home.error(['key', 'add', '--key-file', home.file('other', text)])).message, / is empty\.$/);
	for (const text of ['sk-proj-0123456789abcdef', 'VENICE_INFERENCE_KEY_', 'two words', '{"apiKey":"x"}'])
		assert.match(
			(await home.error(['key', 'add', '--key-file', home.file('other', text)])).message,
			/begins VENICE_INFERENCE_KEY_ or VENICE_ADMIN_KEY_/,
		);
	const piped = await home.error(['key', 'add', '--key-file', '-'], { stdin: `${BARE_KEY}\n` });
	assert.match(piped.message, /a private key/);
	await nothingStoredOrSent(home);
});

test('an API key is found among what stands around it, says its type, and is stored once', async () => {
	const home = await homeWithKey();
	home.secrets.add(API_KEY);
	const env = home.file('.env', `\ufeff# of the agent\r\nPORT=80\r\nexport VENICE_API_KEY="${API_KEY}"\r\n`);
	const { id, last6, apiKeyType } = await home.data(['key', 'add', '--key-file', env]);
	assert.equal(apiKeyType, 'INFERENCE');
	assert.equal(last6, '456789');
	assert.equal((await home.data(['key', 'show', id, '--reveal'], { reveals: true })).apiKey, API_KEY);
	const again = await home.error(['key', 'add', '--key-file', home.file('bare', `${API_KEY}\n`)]);
	assert.equal(again.code, 'key_exists');
	assert.equal(again.exit, 2);
	assert.ok(again.message.includes(id));
	await home.importKey(randomKey(), 'second');
	assert.equal((await home.error(['key', 'add', '--key-file', env, '--wallet', 'second'])).code, 'key_exists');
	const admin = home.file('admin', 'VENICE_ADMIN_KEY_0123456789abcdef\n');
	assert.equal(
		(await home.error(['key', 'add', '--key-file', admin, '--wallet', 'main', '--type', 'INFERENCE'])).exit,
		2,
	);
	assert.equal((await home.data(['key', 'add', '--key-file', admin, '--wallet', 'main'])).apiKeyType, 'ADMIN');
	const exported = home.path('exported.env');
	await home.data(['key', 'export', id, '--out', exported, '--format', 'env']);
	await home.data(['key', 'delete', id, '--here', '--yes'], { password: false });
	assert.equal((await home.data(['key', 'add', '--key-file', exported, '--wallet', 'second'])).last6, last6);
});

test('private keys are read as editors and shells save them', async () => {
	const home = world.home();
	const { address } = new Wallet(BARE_KEY);
	const utf16 = await runProgram('bash', ['-c', `iconv -f UTF-8 -t UTF-16 <<<"$KEY" | base64 -w0`], {
		env: { KEY: BARE_KEY },
	});
	const files = {
		x: fault('keyfiles/key-0X'),
		bom: fault('keyfiles/key-bomcrlf'),
		utf16: home.file('utf16', Buffer.from(utf16, 'base64')),
		powershell: home.file('powershell', Buffer.from(`\ufeff${BARE_KEY}\r\n`, 'utf16le')),
		env: home.file('env', `RPC=https://mainnet.base.org\nexport PRIVATE_KEY="${BARE_KEY}" \n`),
	};
	for (const [name, file] of Object.entries(files)) {
		assert.equal(
			(await home.data(['wallet', 'import', name, '--key-file', file, '--light-kdf'])).address,
			address,
			name,
		);
		await home.data(['wallet', 'remove', name, '--yes']);
	}
	for (const [text, words] of [
		[API_KEY, /'rialto key add'/],
		[WORDS, /--mnemonic-file/],
		[`${BARE_KEY}\n${randomKey()}`, /2 private keys/],
		[`${BARE_KEY}\u200b`, /U\+200B/],
		['\0'.repeat(64), /NUL/],
	])
		assert.match(
			(await home.error(['wallet', 'import', 'x', '--key-file', home.file('x', text)])).message,
			words,
		);
});

test('words are read or named', async () => {
	const home = world.home();
	const { address } = HDNodeWallet.fromPhrase(WORDS);
	const ways = {
		abbreviated: readFileSync(fault('mnemonics/m-abbr')),
		lines: readFileSync(fault('paste-words-one-per-line.txt')),
		list: WORDS.split(' ')
			.map((word, index) => `${index + 1}. ${word}\r\n`)
			.join(''),
		env: `MNEMONIC='${WORDS}'\n`,
		utf16: Buffer.from(`\ufeff${WORDS}\r\n`, 'utf16le'),
		bom: `\ufeff${WORDS.toUpperCase()}\u00a0\n`,
	};
	for (const [name, text] of Object.entries(ways)) {
		assert.equal(
			(
				await home.data([
					'wallet',
					'import',
					name,
					'--mnemonic-file',
					home.file(name, text),
					'--light-kdf',
				])
			).address,
			address,
			name,
		);
		const out = home.path(`${name}-out`);
		await home.data(['wallet', 'export', name, '--format', 'mnemonic', '--out', out, '--yes']);
		assert.equal(readFileSync(out, 'utf8').trim(), WORDS, 'in full');
		await home.data(['wallet', 'remove', name, '--yes']);
	}
	const typo = await home.error([
		'wallet',
		'import',
		'x',
		'--mnemonic-file',
		fault('mnemonics/m-typo'),
		'--light-kdf',
	]);
	assert.match(typo.message, /Word 8 .*did you mean useful\?/);
	assert.doesNotMatch(typo.message, /usefull/);
});

test('no new wallet under a password that nobody can type', async () => {
	const home = world.home();
	const key = home.file('key', `${BARE_KEY}\n`);
	const bad = {
		'p-bom1': /byte order mark/, 'p-nul': /NUL/, 'p-ts': /blank/, 'mp-empty': /empty/,
	};
	for (const [name, words] of Object.entries(bad)) {
		const password = ['--password-file', fault(`passwords/${name}`)];
		const out = home.path(`words-${name}`);
		for (const args of [
			['wallet', 'import', 'x', '--key-file', key],
			['wallet', 'new', 'x', '--mnemonic-out', out],
			['wallet', 'backup', '--out', home.path('backup')],
		]) {
			const error = await home.error([...args, ...password]);
			assert.equal(error.exit, 2);
			assert.match(error.message, words, `${args[1]} under ${name}`);
		}
	}
	await home.importKey(BARE_KEY);
	for (const [name, words] of Object.entries(bad))
		assert.match(
			(
				await home.error([
					'wallet',
					'passwd',
					'main',
					'--new-password-file',
					fault(`passwords/${name}`),
				])
			).message,
			words,
		);
	const utf16 = home.file('utf16', Buffer.from('\ufeffsecret1\r\n', 'utf16le'));
	assert.match((await home.error(['wallet', 'passwd', 'main', '--new-password-file', utf16])).message, /UTF-16/);
	assert.equal((await home.data(['wallet', 'list'])).wallets.length, 1);
	assert.ok(
		!readdirSync(path.join(home.folder, 'files')).some(
			(file) => file.startsWith('words-') || file === 'backup',
		),
	);
});

test('a wallet opens without what an editor added to its password, and it is said', async () => {
	const home = world.home({ password: 'secret1' });
	await home.importKey(BARE_KEY);
	const message = home.file('message', 'hello');
	const sign = (file, how) =>
		home.run(['wallet', 'sign', '--message-file', message, '--password-file', file], {
			password: false,
			...how,
		});
	const mine = (name) =>
		home.file(name, readFileSync(fault(`passwords/${name}`))); /* others can read the vectors, so
									    * a copy is used */
	const files = [mine('p-bom1'), mine('p-ts'), home.file('utf16', Buffer.from('\ufeffsecret1\r\n', 'utf16le'))];
	for (const file of files) {
		const { status, json } = await sign(file);
		assert.equal(status, 0, file);
		const [said, ...more] = json.warnings.filter((line) => !line.includes('can be read by other users'));
		assert.match(said, /without the byte order mark, or the blanks/);
		assert.deepEqual(more, []);
		const text = await sign(file, { json: false });
		assert.equal(text.status, 0);
		assert.match(text.stderr, /without the byte order mark, or the blanks/);
	}
	assert.equal((await sign(home.passwordFile)).json.warnings, undefined);
	assert.equal((await sign(fault('passwords/p-nul'))).status, 7);
});

test('what another program made with such a password opens with it, to the byte', async () => {
	const home = world.home();
	const folder = home.path('theirs');
	mkdirSync(folder);
	for (const [name, password] of [['nul', 'a\0b'], ['blank', 'secret1 '], ['mark', '\ufeffsecret1']]) {
		const wallet = new Wallet(randomKey());
		writeFileSync(path.join(folder, name), wallet.encryptSync(password, { scrypt: { N: 4096 } }));
		const file = home.file(`password-${name}`, `${password}\n`);
		const args = [
			'--keystore-dir',
			folder,
			'--wallet',
			wallet.address,
			'wallet',
			'sign',
			'--message-file',
			home.file('message', 'hello'),
		];
		const { status, json } = await home.run([...args, '--password-file', file], { password: false });
		assert.equal(status, 0, name);
		assert.equal(json.warnings, undefined, name);
	}
});

test('an empty passphrase is none, and said to be', async () => {
	const home = world.home();
	const words = home.file('words', WORDS);
	const extra = ['--mnemonic-password-file', fault('passwords/mp-empty')];
	for (const args of [
		['wallet', 'new', 'x', '--mnemonic-out', home.path('out')],
		['wallet', 'import', 'x', '--mnemonic-file', words],
	]) {
		const error = await home.error([...args, ...extra]);
		assert.equal(error.exit, 2);
		assert.match(error.message, /empty passphrase is none and gives another address/);
	}
	assert.deepEqual((await home.data(['wallet', 'list'])).wallets, []);
});

test('no key and no words are taken from a command line or the environment, nor repeated', async () => {
	const home = world.home();
	home.secrets.add(BARE_KEY.slice(2)).add(WORDS).add(API_KEY);
	const words = WORDS.split(' ');
	const lines = [
		['wallet', 'import', 'x', '--key-file', BARE_KEY],
		['wallet', 'new', BARE_KEY],
		[BARE_KEY.slice(2)],
		['wallet', 'import', 'x', '--mnemonic-file', WORDS],
		['wallet', 'import', 'x', ...words],
		['wallet', 'import', ...words],
		words,
		['key', 'add', '--key-file', API_KEY],
		['key', 'add', API_KEY],
		['--wallet', BARE_KEY, 'balance'],
	];
	const check = ({ status, stdout, stderr }, what) => {
		assert.equal(status, 2, what);
		const text = stdout + stderr;
		assert.match(text, /The command line holds (a private key|a wallet's words|an API key), /, what);
		for (const part of [BARE_KEY.slice(2, 12), 'legal', API_KEY.slice(-12)])
			assert.ok(!text.includes(part), `${part} is repeated`);
	};
	for (const line of lines) {
		check(await home.run(line, { json: false }), line.slice(0, 3).join(' '));
		check(await home.run(line), line.slice(0, 3).join(' '));
	}
	check(await home.run(['balance'], { env: { RIALTO_WALLET: BARE_KEY } }), 'RIALTO_WALLET');
	await nothingStoredOrSent(home);
});
