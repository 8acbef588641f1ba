// What a person does with wallets: rename, new password, export, accounts, backup, restore, remove.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { filesBelow } from './files.mjs';
import { CAST, runProgram } from './program.mjs';
import { HDNodeWallet, Wallet, keepWorld, wordlists } from './support.mjs';

const world = await keepWorld();
const home = world.home();
const made = await home.newWallet('first');
const words = readFileSync(made.words, 'utf8').trim();
const wallet = HDNodeWallet.fromPhrase(words);
home.secrets.add(words).add(wallet.privateKey.slice(2));
const other = home.file('other-password', 'quite another\n');

test('wallet rename', async () => {
	assert.deepEqual(await home.data(['wallet', 'rename', 'first', 'main'], { password: false }),
		{ name: 'main', address: wallet.address, kind: 'mnemonic' });
	assert.equal((await home.error(['wallet', 'rename', 'first', 'x'])).code, 'wallet_not_found');
	assert.equal((await home.error(['wallet', 'rename', 'main', 'main'])).code, 'wallet_exists');
	assert.equal((await home.error(['wallet', 'rename', 'main'])).exit, 2);
	assert.equal((await home.error(['--readonly', 'wallet', 'rename', 'main', 'x'])).exit, 8);
});

test('wallet passwd: the old password opens nothing any more, ethers opens the file with the new', async () => {
	assert.equal((await home.error(['wallet', 'passwd', 'main'])).exit, 7);
	await home.data(['wallet', 'passwd', 'main', '--light-kdf', '--new-password-file', other]);
	assert.equal((await home.error(['wallet', 'passwd', 'main', '--new-password-file', other])).exit, 7);
	const out = home.path('exported.json');
	assert.equal((await home.data(['wallet', 'export', 'main', '--out', out])).file, out);
	const opened = await Wallet.fromEncryptedJson(readFileSync(out, 'utf8'), 'quite another');
	assert.equal(opened.privateKey, wallet.privateKey);
	assert.equal(opened.mnemonic.phrase, words);
	await home.data(['wallet', 'passwd', 'main', '--light-kdf', '--password-file', other,
		'--new-password-file', home.passwordFile]);
});

test('wallet export of bare secrets needs a word or --yes', async () => {
	const key = home.path('bare-key'), phrase = home.path('bare-words');
	assert.equal(
		(await home.error(['wallet', 'export', 'main', '--out', key, '--format', 'key'])).code,
		'needs_answer',
	);
	await home.data(['--yes', 'wallet', 'export', 'main', '--out', key, '--format', 'key']);
	await home.data(['--yes', 'wallet', 'export', 'main', '--out', phrase, '--format', 'mnemonic']);
	assert.equal(readFileSync(key, 'utf8').trim(), wallet.privateKey);
	assert.equal(readFileSync(phrase, 'utf8').trim(), words);
	assert.equal(statSync(key).mode & 0o777, 0o600);
	assert.equal(
		(await home.error(['--yes', 'wallet', 'export', 'main', '--out', key, '--format', 'key'])).exit,
		2,
	);
	assert.equal((await home.error(['wallet', 'export', 'main', '--out', key + '2', '--format', 'pem'])).exit, 2);
});

test('wallet export to a path that is too long is refused, and not to a part of it', async () => {
	let folder = home.path('deep');
	while (folder.length < 980) folder += `/${'x'.repeat(Math.min(200, 980 - folder.length))}`;
	mkdirSync(folder, { recursive: true });
	for (const format of ['v3', 'key', 'mnemonic']) {
		const args = ['--yes', 'wallet', 'export', 'main', '--format', format, '--out'];
		const error = await home.error([...args, `${folder}/${'y'.repeat(60)}`]);
		assert.deepEqual([error.code, error.exit], ['invalid_input', 2]);
		assert.match(error.message, /too long: it may have up to 1023 bytes/);
		assert.deepEqual(readdirSync(folder), [], 'nothing was written');
	}
	await home.data(['wallet', 'export', 'main', '--out', `${folder}/it-fits`]);
	assert.deepEqual(readdirSync(folder), ['it-fits']);
});

test('wallet accounts and derive', async () => {
	const at = (index) => HDNodeWallet.fromPhrase(words, '', `m/44'/60'/0'/0/${index}`).address;
	await world.network.control('faucet', { address: at(2), eth: '0.25', vvv: '7' });
	const { name, accounts } = await home.data(['wallet', 'accounts', 'main', '--count', '4']);
	assert.equal(name, 'main');
	assert.deepEqual(accounts.map(({ address }) => address), [0, 1, 2, 3].map(at));
	assert.deepEqual(accounts.map((account) => account.wallet), ['main', null, null, null]);
	assert.equal(accounts[2].path, "m/44'/60'/0'/0/2");
	assert.equal(accounts[2].balances.eth, '0.25');
	assert.equal(accounts[2].balances.vvv, '7');
	assert.equal((await home.error(['wallet', 'accounts', 'main', '--count', '101'])).exit, 2);
	const far = await home.data(['wallet', 'accounts', 'main', '--path', "m/44'/60'/7'/0/40", '--count', '2']);
	assert.deepEqual(
		far.accounts.map((account) => [account.path, account.address]),
		["m/44'/60'/7'/0/40", "m/44'/60'/7'/0/41"].map((at_) => [
			at_,
			HDNodeWallet.fromPhrase(words, '', at_).address,
		]),
	);
	assert.equal((await home.error(['wallet', 'accounts', 'main', '--path', 'm/x'])).exit, 2);
	const derived = await home.data([
		'wallet',
		'derive',
		'main',
		'third',
		'--path',
		accounts[2].path,
		'--light-kdf',
	]);
	assert.deepEqual(derived, { name: 'third', address: at(2), kind: 'mnemonic' });
	assert.equal(
		(await home.error(['wallet', 'derive', 'main', 'x', '--path', accounts[2].path])).code,
		'wallet_exists',
	);
});

test('a folder of cast\'s, whose files do not say their address', async () => {
	const away = world.home({ password: 'of cast' });
	const { address, privateKey } = await world.network.staker('1');
	const folder = away.path('cast');
	const theirs = ['--keystore-dir', folder, '--wallet', 'theirs'];
	const none = ['--password-file', away.file('none', '')];
	await runProgram(
		CAST,
		[
			'wallet',
			'import',
			'theirs',
			'--keystore-dir',
			folder,
			'--private-key',
			privateKey,
			'--unsafe-password',
			away.password,
		],
		{ env: { NO_COLOR: '1' } },
	);
	const before_ = filesBelow(folder);
	const known = { name: 'theirs', address, kind: 'key' };
	const list = await away.data(['--keystore-dir', folder, 'wallet', 'list'], { password: false });
	assert.deepEqual(list.wallets, [{ ...known, address: null }]);
	assert.deepEqual((await away.data(['--keystore-dir', folder, 'balance'], { password: false })).balances, []);
	assert.equal((await away.error([...theirs, 'balance'], { password: false })).code, 'password_needed');
	assert.equal((await away.error([...theirs, ...none, 'stake', '1', '--yes'])).exit, 7);
	assert.deepEqual(await away.data([...theirs, 'wallet', 'show']), known);
	const [{ svvv, ...balance }] = (await away.data([...theirs, 'balance'])).balances;
	assert.deepEqual([balance.address, svvv], [address, '1']);
	const { id, apiKey } = await away.mint(theirs);
	assert.equal(
		(await away.data(['--keystore-dir', folder, 'key', 'show', id, '--reveal'], { reveals: true })).apiKey,
		apiKey,
	);
	assert.equal((await away.data([...theirs, 'stake', '1', '--yes'])).svvv, '2');
	for (const change of [
		['rename', 'theirs', 'x'],
		['passwd', 'theirs', '--new-password-file', other],
		['remove', 'theirs', '--yes'],
	])
		assert.equal((await away.error([...theirs, 'wallet', ...change])).code, 'foreign_keystore');
	assert.deepEqual(filesBelow(folder), before_);
	assert.equal((await away.error(['wallet', 'watch', 'nobody', `0x${'0'.repeat(40)}`])).exit, 2);
});

test('key add keeps a key from elsewhere', async () => {
	const key = 'VENICE_INFERENCE_KEY_from_elsewhere_123456';
	home.secrets.add(key);
	const file = home.file('api-key', `${key}\n`);
	const added = await home.data([
		'key',
		'add',
		'--key-file',
		file,
		'--wallet',
		'main',
		'--description',
		'by hand',
	]);
	assert.equal(added.last6, '123456');
	const shown = await home.data(['key', 'show', added.id, '--reveal'], { reveals: true });
	assert.equal(shown.apiKey, key);
	assert.equal((await home.error(['key', 'add', '--wallet', 'main'])).exit, 2);
});

test('wallet backup and restore', async () => {
	const out = home.path('backup');
	const { files } = await home.data(['wallet', 'backup', '--out', out, '--light-kdf']);
	assert.equal(files, 3);
	assert.equal((await home.error(['wallet', 'backup', '--out', out])).exit, 2);
	assert.equal((await home.error(['wallet', 'restore', out])).code, 'home_not_empty');
	const fresh = world.home({ password: home.password });
	assert.equal((await fresh.error(['wallet', 'restore', out, '--password-file', other])).exit, 7);
	await fresh.data(['wallet', 'restore', out]);
	assert.deepEqual(await fresh.data(['wallet', 'list']), await home.data(['wallet', 'list']));
	assert.deepEqual(readdirSync(path.join(fresh.dir, 'vault')), readdirSync(path.join(home.dir, 'vault')));
	const { keys } = await fresh.data(['key', 'list']);
	await fresh.data(['key', 'show', keys[0].id, '--reveal'], { reveals: true });
});

test('what is overwritten is agreed to first', async () => {
	const out = home.path('backup-over');
	await home.data(['wallet', 'backup', '--out', out, '--light-kdf']);
	const { wallets } = await home.data(['wallet', 'list']);
	await home.data(['wallet', 'rename', wallets[0].name, 'renamed']);
	const unasked = await home.error(['wallet', 'restore', out, '--overwrite']);
	assert.deepEqual([unasked.code, unasked.exit], ['needs_answer', 2]);
	assert.match(unasked.message, /--yes/);
	assert.equal((await home.data(['wallet', 'list'])).wallets[0].name, 'renamed', 'nothing was restored');
	await home.data(['wallet', 'restore', out, '--overwrite', '--yes']);
	assert.deepEqual((await home.data(['wallet', 'list'])).wallets, wallets);
});

test('words in another language, and with a passphrase', async () => {
	const abroad = world.home();
	const made = await abroad.newWallet('kotoba', ['--language', 'japanese', '--words', '15']);
	const phrase = readFileSync(made.words, 'utf8').trim();
	assert.equal(made.address, HDNodeWallet.fromPhrase(phrase, '', undefined, wordlists.ja).address);
	const file = abroad.file('wide', phrase.replaceAll(' ', '\u3000'));
	assert.equal((await abroad.error(['wallet', 'import', 'x', '--mnemonic-file', file])).code, 'wallet_exists');
	assert.equal(
		(await abroad.error(['wallet', 'import', 'x', '--mnemonic-file', file, '--language', 'czech'])).code,
		'mnemonic_bad',
	);
	assert.equal((await abroad.error(['wallet', 'new', 'x', '--language', 'russian'])).exit, 2);
	const extra = abroad.file('extra', 'caf\u00e9 \u33a1\n');
	const both = await abroad.newWallet('both', ['--language', 'spanish', '--mnemonic-password-file', extra]);
	assert.equal(both.kind, 'key');
	assert.equal(
		both.address,
		HDNodeWallet.fromPhrase(
			readFileSync(both.words, 'utf8').trim(),
			'caf\u00e9 \u33a1',
			undefined,
			wordlists.es,
		).address,
	);
	const imported = await abroad.data(['wallet', 'import', 'hidden', '--mnemonic-file', file, '--light-kdf',
		'--mnemonic-password-file', extra]);
	assert.equal(imported.kind, 'key');
	assert.equal(imported.address,
		HDNodeWallet.fromPhrase(phrase, 'caf\u00e9 \u33a1', undefined, wordlists.ja).address);
});

test('wallet remove says when it is the last copy', async () => {
	assert.equal((await home.error(['wallet', 'remove', 'main'])).code, 'needs_answer');
	const removed = await home.data(['--yes', 'wallet', 'remove', 'main']);
	assert.equal(removed.lastCopy, true);
	assert.equal(removed.sealedKeys, 1);
	assert.deepEqual((await home.data(['wallet', 'list'])).wallets.map(({ name }) => name), ['third']);
});
