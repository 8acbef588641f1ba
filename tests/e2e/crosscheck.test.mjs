// Independent code agrees: ethers and cast open what rialto wrote, rialto opens what they wrote, and signatures
// are equal.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { transactionsOf } from './chain.mjs';
import { CAST, runProgram } from './program.mjs';
import {
	HDNodeWallet,
	STAKING,
	Transaction,
	VVV,
	Wallet,
	decryptKeystoreJson,
	defaultPath,
	encryptKeystoreJson,
	keccak256,
	keepWorld,
	parseEther,
	randomKey,
	verifyMessage,
} from './support.mjs';

const world = await keepWorld();
const { network } = world;

const keystoreFiles = (home) => readdirSync(path.join(home.dir, 'keystore'));
const keystoreFile = (home, index = 0) => path.join(home.dir, 'keystore', keystoreFiles(home)[index]);
const readWallet = (home) => readFileSync(keystoreFile(home), 'utf8');

function cast(...args) {
	return runProgram(CAST, args, { env: { NO_COLOR: '1' } });
}

test('ethers opens what we stored of a key', async () => {
	const home = world.home({ password: 'pässwörd ✓ 密码' });
	const key = randomKey();
	const { address } = await home.importKey(key);
	const json = readWallet(home);
	const opened = await decryptKeystoreJson(json, home.password);
	assert.equal(opened.privateKey, key);
	assert.equal(opened.address, address);
	assert.equal(JSON.parse(json).address, address.slice(2).toLowerCase());
	assert.match(
		keystoreFiles(home)[0],
		new RegExp(
			`^UTC--\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d\\.\\d{9}Z--${address.slice(2).toLowerCase()}$`,
		),
	);
});

for (const count of [12, 15, 18, 21, 24]) {
	test(`ethers derives the wallet of ${count} words, and finds the words in our file`, async () => {
		const home = world.home();
		const made = await home.newWallet('main', ['--words', String(count)]);
		const phrase = readFileSync(made.words, 'utf8').trim();
		const derived = HDNodeWallet.fromPhrase(phrase);
		assert.equal(phrase.split(' ').length, count);
		assert.equal(derived.path, defaultPath);
		assert.equal(made.address, derived.address);
		const opened = await Wallet.fromEncryptedJson(readWallet(home), home.password);
		assert.equal(opened.privateKey, derived.privateKey);
		assert.equal(opened.mnemonic.phrase, phrase);
		assert.equal(opened.path, defaultPath);
	});
}

test('words are imported along any path', async () => {
	const { phrase } = HDNodeWallet.createRandom().mnemonic;
	for (const [index, at] of ["m/44'/60'/0'/0/1", "m/44'/60'/7'", "m/0/2147483647'/5"].entries()) {
		const home = world.home();
		const file = home.file('words', `  ${phrase.replaceAll(' ', '\n')}\n\n`);
		const { address, kind } = await home.data([
			'wallet',
			'import',
			`at-${index}`,
			'--mnemonic-file',
			file,
			'--path',
			at,
			'--light-kdf',
		]);
		assert.equal(address, HDNodeWallet.fromPhrase(phrase, '', at).address, at);
		assert.equal(kind, 'mnemonic');
		assert.equal((await Wallet.fromEncryptedJson(readWallet(home), home.password)).address, address);
	}
});

test('we open what ethers wrote, of a key and of words', async () => {
	const password = 'of the ﬁle²';
	for (const wallet of [new Wallet(randomKey()), HDNodeWallet.createRandom()]) {
		const home = world.home();
		const account = { address: wallet.address, privateKey: wallet.privateKey };
		if (wallet.mnemonic)
			account.mnemonic = { entropy: wallet.mnemonic.entropy, path: wallet.path, locale: 'en' };
		const json = await encryptKeystoreJson(account, password, { scrypt: { N: 1024, r: 8, p: 1 } });
		const own = home.file('own-password', password);
		const imported = await home.data([
			'wallet',
			'import',
			'main',
			'--keystore',
			home.file('ethers.json', json),
			'--keystore-password-file',
			own,
			'--light-kdf',
		]);
		assert.deepEqual(imported, {
			name: 'main',
			address: wallet.address,
			kind: wallet.mnemonic ? 'mnemonic' : 'key',
		});
		const opened = await Wallet.fromEncryptedJson(readWallet(home), home.password);
		assert.equal(opened.privateKey, wallet.privateKey);
		assert.equal(opened.mnemonic?.phrase, wallet.mnemonic?.phrase);
		const wrong = await home.error([
			'wallet',
			'import',
			'again',
			'--keystore',
			home.path('ethers.json'),
			'--light-kdf',
		]);
		assert.deepEqual([wrong.code, wrong.exit], ['wrong_password', 7]);
	}
});

test('cast opens ours, and we open cast\'s', async () => {
	const home = world.home();
	const key = randomKey();
	const { address } = await home.importKey(key);
	const file = keystoreFile(home);
	assert.equal(
		(await cast('wallet', 'address', '--keystore', file, '--password-file', home.passwordFile)).trim(),
		address,
	);
	const shown = await cast(
		'wallet',
		'decrypt-keystore',
		path.basename(file),
		'--keystore-dir',
		path.dirname(file),
		'--unsafe-password',
		home.password,
	);
	assert.ok(shown.includes(key));

	const other = new Wallet(randomKey());
	const folder = home.path('');
	await cast(
		'wallet',
		'import',
		'by-cast',
		'--keystore-dir',
		folder,
		'--private-key',
		other.privateKey,
		'--unsafe-password',
		"cast's",
	);
	const imported = await home.data(['wallet', 'import', 'by-cast', '--keystore', path.join(folder, 'by-cast'),
		'--keystore-password-file', home.file('cast-password', 'cast\'s\n'), '--light-kdf']);
	assert.deepEqual(imported, { name: 'by-cast', address: other.address, kind: 'key' });
});

test('an exported file opens elsewhere', async () => {
	const home = world.home();
	const key = randomKey();
	await home.importKey(key);
	await home.data(['wallet', 'export', 'main', '--out', home.path('out.json')]);
	assert.equal(
		(await decryptKeystoreJson(readFileSync(home.path('out.json'), 'utf8'), home.password)).privateKey,
		key,
	);
	const other = world.home();
	await other.data([
		'wallet',
		'import',
		'back',
		'--keystore',
		home.path('out.json'),
		'--keystore-password-file',
		home.passwordFile,
		'--light-kdf',
	]);
	assert.equal((await decryptKeystoreJson(readWallet(other), other.password)).privateKey, key);
});

test('signatures are byte for byte those of ethers', async () => {
	const home = world.home();
	const wallet = new Wallet(randomKey());
	await home.importKey(wallet.privateKey);
	const messages = [
		'',
		'hello',
		'hello\n',
		'ünïcödé ✓',
		'x'.repeat(10000),
		Buffer.from([0, 1, 2, 0xff, 0xfe, 0x0a, 0x00]),
	];
	for (const message of messages) {
		const signed = await home.data(['wallet', 'sign', '--message-file', home.file('message', message)]);
		assert.deepEqual(Object.keys(signed).sort(), ['address', 'signature']);
		assert.equal(signed.signature, await wallet.signMessage(message));
		assert.equal(verifyMessage(message, signed.signature), wallet.address);
		assert.equal(signed.address, wallet.address);
	}
});

test('ethers decodes every transaction that we sent, and recovers who sent it', async () => {
	const home = await world.funded();
	const result = await home.data(['stake', '12.5', '--yes']);
	const { rpc } = await network.log();
	const raws = rpc
		.filter(({ method }) => method === 'eth_sendRawTransaction')
		.map(({ params }) => Transaction.from(params[0]))
		.filter(({ from }) => from === home.wallet.address);
	assert.deepEqual(raws.map(({ hash }) => hash), [result.approve_tx, result.stake_tx]);
	const amount = parseEther('12.5').toString(16).padStart(64, '0');
	const [approve, stake] = raws;
	for (const tx of raws) {
		assert.equal(tx.type, 2);
		assert.equal(tx.chainId, 8453n);
		assert.equal(tx.value, 0n);
		assert.ok(tx.maxFeePerGas >= tx.maxPriorityFeePerGas && tx.maxPriorityFeePerGas > 0n);
		assert.equal(tx.hash, keccak256(tx.serialized));
	}
	assert.deepEqual([approve.to, approve.nonce], [VVV, 0]);
	assert.equal(approve.data, `0x095ea7b3${STAKING.slice(2).toLowerCase().padStart(64, '0')}${amount}`);
	assert.deepEqual([stake.to, stake.nonce], [STAKING, 1]);
	assert.equal(stake.data, `0xadc9772e${home.wallet.address.slice(2).toLowerCase().padStart(64, '0')}${amount}`);
	const mined = await transactionsOf(network, home.wallet.address);
	assert.deepEqual(mined.map(({ hash }) => hash), raws.map(({ hash }) => hash));
});
