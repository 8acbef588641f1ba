// How rialto is told what to do: options, environment, passwords, and what it says when it cannot do that.
import assert from 'node:assert/strict';
import { chmodSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { filesBelow } from './files.mjs';
import { keepWorld, posts, randomKey } from './support.mjs';

const world = await keepWorld();
const { network } = world;
const home = await world.funded({ staked: '5' });

test('a command line that is none is an error with status 2, as JSON where asked for', async () => {
	for (const args of [
		['nonsense'],
		['wallet'],
		['wallet', 'nonsense'],
		['wallet', 'new'],
		['stake'],
		['stake', '1', '2'],
		['--nonsense', 'balance'],
		['balance', '--words', '12'],
		['mint', '--limit-usd'],
		['wallet', 'import', 'x'],
		['wallet', 'export', 'main'],
		['wallet', 'sign'],
		['balance', '--yes=1'],
		['wallet', 'import', 'x', '--key-file', 'a', '--mnemonic-file', 'b'],
	]) {
		const error = await home.error(args);
		assert.deepEqual([error.code, error.exit, error.remedy], ['usage', 2, 'fix_input'], args.join(' '));
		const { status, stdout, stderr } = await home.run(args, { json: false });
		assert.equal(status, 2);
		assert.equal(stdout, '');
		assert.match(stderr, /^rialto: .+\n.+\n$/);
	}
});

test('a value that cannot be right is refused before anything is asked or sent', async () => {
	const before_ = (await network.log()).requests.length;
	for (const args of [
		['stake', '--', '-1'],
		['stake', '0'],
		['stake', '1e3'],
		['stake', '1.0000000000000000001'],
		['stake', 'ten'],
		['mint', '--type', 'ROOT'],
		['mint', '--description', 'x'.repeat(65)],
		['mint', '--expires', '2031-02-30'],
		['mint', '--expires', '2001-01-01'],
		['mint', '--limit-usd', '-1'],
		['mint', '--limit-usd', '10000000000'],
		['mint', '--limit-diem', 'x'],
		['mint', '--period', 'WEEK'],
		['mint', '--privacy', 'NONE'],
		['wallet', 'new', 'x', '--words', '13'],
		['wallet', 'new', '../x', '--mnemonic-out', home.path('no-words')],
		['wallet', 'watch', 'x', '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96046'],
		['wallet', 'watch', 'x', '0x12'],
	]) {
		const error = await home.error(['--yes', ...args]);
		assert.equal(error.exit, 2, `${args.join(' ')}: ${error.code}`);
		assert.notEqual(error.code, 'usage');
	}
	assert.equal((await network.log()).requests.length, before_);
	assert.ok(!readdirSync(path.dirname(home.path('x'))).includes('no-words'));
});

test('nothing at all is never a choice, least of all the widest', async () => {
	const before_ = (await network.log()).requests.length;
	for (const [args, words] of [
		[['mint', '--limit-usd', ''], /^--limit-usd is empty: write none for no limit/],
		[['mint', '--limit-diem='], /^--limit-diem is empty: write none/],
		[['mint', '--limit-vcu', ''], /write none/],
		[['mint', '--expires', ''], /^--expires is empty: write none for a key that never expires/],
		[['mint', '--period', ''], /EPOCH, MONTH or LIFETIME/],
		[['mint', '--privacy', ''], /ALL, PRIVATE_TEXT or PRIVATE_ONLY/],
		[['mint', '--type', ''], /INFERENCE or ADMIN/],
		[['mint', '--description', ''], /^--description is empty/],
		[['mint', '--wallets', ''], /^--wallets is empty/],
		[['key', 'update', 'x', '--limit-usd', ''], /write none/],
		[['key', 'create', '--expires='], /write none/],
		[['balance', '--wallet', ''], /^--wallet is empty/],
		[['log', ''], /^An argument is empty/],
		[['balance', ''], /^An argument is empty/],
		[['stake', ''], /^An argument is empty/],
	]) {
		const error = await home.error(['--yes', ...args]);
		assert.deepEqual([error.code, error.exit], ['usage', 2], args.join(' '));
		assert.match(error.message, words);
	}
	assert.match((await home.error(['mint', '--yes', '--limit-usd', ' '])).message, /^Write none for no limit/);
	for (const name of [
		'HOME',
		'NETWORK',
		'RPC_URL',
		'API_URL',
		'FAUCET_URL',
		'KEYSTORE_DIR',
		'WALLET',
		'PASSWORD_FILE',
	]) {
		const error = await home.error(['wallet', 'list', '--json'], {
			bare: true,
			env: { [`RIALTO_${name}`]: '' },
		});
		assert.deepEqual([error.code, error.exit], ['usage', 2], name);
		assert.ok(error.message.startsWith(`RIALTO_${name} is empty: unset it`));
	}
	assert.equal((await network.log()).requests.length, before_);
});

test('nothing is given twice', async () => {
	for (const args of [
		['mint', '--limit-usd', '5', '--limit-usd', '10'],
		['balance', '--wallet=main', '--wallet', 'main'],
	]) {
		const error = await home.error(args);
		assert.deepEqual([error.code, error.exit], ['usage', 2]);
		assert.match(error.message, /is given twice/);
	}
	await home.data(['--json', 'balance', '--json']);
});

test('a limit of 0 is asked about once, before anything is sent', async () => {
	const before_ = (await network.log()).requests.length;
	for (const args of [
		['mint', '--limit-usd', '0'],
		['mint', '--all', '--limit-diem', '0'],
		['key', 'create', '--limit-usd', '0.0'],
		['key', 'update', 'x', '--limit-diem', '0'],
	])
		assert.equal((await home.error(args)).code, 'needs_answer');
	assert.equal((await network.log()).requests.length, before_);
	const key = await home.mint(['--limit-usd', '0', '--limit-diem', 'none', '--expires', 'none']);
	assert.deepEqual([key.consumptionLimit.usd, key.consumptionLimit.diem, key.expiresAt], ['0', null, null]);
});

test('environment variables stand in for options, and options win', async () => {
	const { rpcUrl, apiUrl } = network;
	const env = {
		RIALTO_HOME: home.dir, RIALTO_NETWORK: 'practice', RIALTO_RPC_URL: rpcUrl, RIALTO_API_URL: apiUrl,
		RIALTO_PASSWORD_FILE: home.passwordFile, RIALTO_WALLET: 'main',
	};
	const bare = { bare: true, env };
	assert.equal((await home.data(['balance', '--json'], bare)).balances[0].svvv, '5');
	assert.match((await home.data(['mint', '--json'], { ...bare, reveals: true })).id, /-/);
	const other = await home.error(['balance', '--json', '--wallet', 'nobody'], bare);
	assert.equal(other.code, 'wallet_not_found');
	const nowhere = await home.error(['balance', '--json', '--rpc-url', 'http://127.0.0.1:1'], bare);
	assert.deepEqual([nowhere.code, nowhere.exit], ['unreachable', 3]);
});

test('without --home: the XDG folders', async () => {
	const folder = home.path('xdg');
	const env = { XDG_CONFIG_HOME: path.join(folder, 'config'), XDG_DATA_HOME: path.join(folder, 'data') };
	const file = home.file('xdg-key', randomKey());
	await home.data(
		[
			'wallet',
			'import',
			'x',
			'--key-file',
			file,
			'--light-kdf',
			'--json',
			'--password-file',
			home.passwordFile,
		],
		{ bare: true, env },
	);
	assert.ok(filesBelow(folder).some(({ file: name }) => name.includes('data/rialto/keystore/UTC--')));
});

test('the password from standard input', async () => {
	const options = { password: false, stdin: `${home.password}\nnot this\n`, reveals: true };
	assert.match((await home.data(['mint', '--password-file', '-'], options)).id, /-/);
	const message = home.file('message', 'hello');
	const signed = await home.data(['wallet', 'sign', '--message-file', message, '--password-file', '-'],
		{ password: false, stdin: home.password });
	assert.match(signed.signature, /^0x[0-9a-f]{130}$/);
});

test('a wrong or missing password: status 7, and nothing is sent', async () => {
	const sent = await posts(network);
	const wrong = home.file('wrong', 'battery staple\n');
	for (const args of [['mint'], ['stake', '1', '--yes'], ['wallet', 'sign', '--message-file', wrong]]) {
		const error = await home.error([...args, '--password-file', wrong], { password: false });
		assert.deepEqual([error.code, error.exit], ['wrong_password', 7], args[0]);
		const none = await home.error(args, { password: false });
		assert.deepEqual([none.code, none.exit], ['password_needed', 7], args[0]);
		assert.match(none.message, /--password-file/);
	}
	assert.equal(await posts(network), sent);
	assert.equal((await home.error(['mint', '--password-file', home.path('absent')], { password: false })).exit, 1);
});

test('a question without a terminal names the option that answers it', async () => {
	const error = await home.error(['stake', '1']);
	assert.deepEqual([error.code, error.exit], ['needs_answer', 2]);
	assert.match(error.message, /--yes/);
	const words = await home.error(['wallet', 'new', 'other', '--light-kdf']);
	assert.deepEqual([words.code, words.exit], ['needs_answer', 2]);
	assert.match(words.message, /--mnemonic-out/);
	assert.equal((await home.data(['wallet', 'list'])).wallets.length, 1);
});

test('--readonly refuses with status 8 whatever signs, spends, creates or deletes', async () => {
	const before_ = filesBelow(home.dir).map(({ file }) => file);
	const sent = await posts(network);
	const file = home.file('key', randomKey());
	for (const args of [['mint'], ['stake', '1', '--yes'], ['wallet', 'new', 'x', '--mnemonic-out', home.path('w')],
		['wallet', 'import', 'x', '--key-file', file], ['wallet', 'watch', 'x', home.wallet.address],
		['wallet', 'sign', '--message-file', file], ['wallet', 'export', 'main', '--out', home.path('e')]]) {
		const error = await home.error([...args, '--readonly']);
		assert.deepEqual([error.code, error.exit], ['readonly', 8], args.join(' '));
	}
	for (const args of [['wallet', 'list'], ['balance'], ['key', 'list'], ['doctor']])
		assert.equal((await home.run([...args, '--readonly'])).status, 0, args.join(' '));
	assert.deepEqual(filesBelow(home.dir).map(({ file: name }) => name), before_);
	assert.equal(await posts(network), sent);
});

test('names and addresses that are taken, and files that are there, are refused', async () => {
	const file = home.file('same', home.wallet.privateKey);
	assert.equal(
		(await home.error(['wallet', 'import', 'again', '--key-file', file, '--light-kdf'])).code,
		'wallet_exists',
	);
	const other = home.file('different', randomKey());
	assert.equal(
		(await home.error(['wallet', 'import', 'main', '--key-file', other, '--light-kdf'])).code,
		'wallet_exists',
	);
	const there = home.file('there', 'precious');
	assert.equal((await home.error(['wallet', 'new', 'n', '--mnemonic-out', there, '--light-kdf'])).exit, 2);
	assert.equal(
		filesBelow(path.dirname(there))
			.find(({ file: name }) => name === there)
			.content.toString(),
		'precious',
	);
});

test('plain http only to this machine', async () => {
	for (const option of ['--rpc-url', '--api-url'])
		for (const url of [
			'http://example.com/api/v1',
			'http://127.0.0.1@example.com/',
			'ftp://127.0.0.1/',
			'file:///etc/passwd',
		]) {
			const error = await home.error(['balance', option, url]);
			assert.equal(error.exit, 2, `${url}: ${error.code}`);
		}
});

test('a home folder that is open to others is closed', async () => {
	chmodSync(home.dir, 0o755);
	await home.data(['wallet', 'list']);
	assert.deepEqual(filesBelow(home.dir).filter(({ mode }) => mode !== 0o600), []);
	chmodSync(home.dir, 0o700);
});

test('the standard key derivation, once', async () => {
	const fresh = world.home();
	const file = fresh.file('key', randomKey());
	await fresh.data(['wallet', 'import', 'main', '--key-file', file]);
	const { content } = filesBelow(path.join(fresh.dir, 'keystore'))[0];
	const { kdfparams } = JSON.parse(content).crypto;
	assert.deepEqual([kdfparams.n, kdfparams.r, kdfparams.p], [262144, 8, 1]);
});

test('help and version', async () => {
	for (const args of [['--help'], ['mint', '--help'], ['wallet', '--help'], ['--version']]) {
		const { status, stdout, stderr } = await home.run(args, { bare: true, json: false });
		assert.deepEqual([status, stderr], [0, '']);
		assert.ok(stdout.length > 5);
	}
});
