// Configuration files, addresses, amounts and names as people have them.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Wallet, keepWorld, randomKey } from './support.mjs';

const fault = (name) => fileURLToPath(new URL(`../vectors/faults/config/${name}`, import.meta.url));

const world = await keepWorld();
const { network } = world;

function homeWithConfig(text) {
	const home = world.home();
	mkdirSync(home.dir, { mode: 0o700 });
	writeFileSync(path.join(home.dir, 'config'), text, { mode: 0o600 });
	return home;
}

/** Runs without the options that would say the same as the configuration. */
const bare = (home, more = {}) => ({ bare: true, env: { HOME: home.folder, ...more } });

test('a byte order mark before the configuration is skipped', async () => {
	const home = homeWithConfig(readFileSync(fault('bom')));
	assert.deepEqual((await home.data(['--home', home.dir, '--json', 'wallet', 'list'], bare(home))).wallets, []);
	const utf16 = homeWithConfig(Buffer.from('\ufeffnetwork = practice\r\n', 'utf16le'));
	assert.match(
		(await utf16.error(['--home', utf16.dir, '--json', 'wallet', 'list'], bare(utf16))).message,
		/UTF-16/,
	);
});

test('~ in keystore-dir is HOME', async () => {
	const home = homeWithConfig(readFileSync(fault('tilde')));
	const folder = path.join(home.folder, '.foundry', 'keystores');
	const wallet = new Wallet(randomKey());
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, 'theirs'), wallet.encryptSync('pw', { scrypt: { N: 2 } }));
	const { wallets } = await home.data(['--home', home.dir, '--json', 'wallet', 'list'], bare(home));
	assert.deepEqual(wallets.map(({ address }) => address), [wallet.address]);
	const given = await world
		.home()
		.data(
			['--json', 'wallet', 'list', '--home=~/rialto', '--keystore-dir=~/.foundry/keystores'],
			bare(home),
		);
	assert.deepEqual(given, { wallets });
});

test('a setting that stands twice, or without a value, is an error with its line', async () => {
	const twice = homeWithConfig(readFileSync(fault('duplicate-setting')));
	const error = await twice.error(['wallet', 'list']);
	assert.equal(error.code, 'config_bad');
	assert.match(error.message, /line 2, column 1: network is set already, in line 1/);
	for (const line of ['network =', 'wallet =', 'keystore-dir =', 'lock-after =', '[network x]\nrpc-url ='])
		assert.match(
			(await homeWithConfig(`${line}\n`).error(['wallet', 'list'])).message,
			/is empty: leave the line out/,
		);
});

test('a command works on no half of a configuration', async () => {
	const home = homeWithConfig('moose = no\ncolor = perhaps\n[keys]\nstake = nothing\n');
	const error = await home.error(['wallet', 'list']);
	assert.deepEqual([error.code, error.exit], ['config_bad', 2]);
	assert.match(error.message, /line 1, column 1: there is no setting .moose.; did you mean mouse\? \(and 1 more/);
	const keys = homeWithConfig('decimals = 2\nrefresh = off\nascii = yes\n[keys]\nstake = nothing\n');
	assert.deepEqual((await keys.data(['wallet', 'list'])).wallets, []);
});

test('blanks around a pasted address or amount are left out, what does not show is named', async () => {
	const home = await world.funded();
	const { address } = new Wallet(randomKey());
	assert.equal((await home.data(['wallet', 'watch', 'cold', `\u00a0${address}\n`])).address, address);
	assert.equal((await home.data(['balance', ` ${address} `])).balances[0].address, address);
	assert.equal((await home.data(['stake', '\u00a01.5\t', '--yes', '--wallet', 'main'])).svvv, '1.5');
	for (const [args, words] of [
		[
			['wallet', 'watch', 'x', `${new Wallet(randomKey()).address}\u200b`],
			/address has a character in it that does not show, U\+200B/,
		],
		[['stake', '\u20601', '--wallet', 'main'], /amount has a character in it that does not show, U\+2060/],
		[['stake', '1\u00a0000', '--wallet', 'main'], /digits/],
		[['mint', '--limit-usd', '\ufeff5'], /U\+FEFF/],
	])
		assert.match((await home.error(['--yes', ...args])).message, words);
});

test('several wallets, some with a comma in their name', async () => {
	const home = world.home();
	for (const name of ['a', 'b,c', 'b']) await home.importKey((await network.staker('1')).privateKey, name);
	const names = (keys) => keys.map(({ wallet }) => wallet);
	assert.deepEqual(names((await home.mint(['--wallets', 'a,"b,c"'])).keys), ['a', 'b,c']);
	assert.deepEqual(names((await home.mint(['--wallets', 'b,c', '--wallets', 'b'])).keys), ['b,c', 'b']);
	assert.equal((await home.mint(['--all'])).keys.length, 3);
});

test('no two names that a person would take for one another', async () => {
	const home = world.home();
	await home.importKey(randomKey(), 'agent-1');
	const key = home.file('key', randomKey());
	for (const [name, words] of [
		['agent-1', /already a wallet/],
		['Agent-1', /letter case or Unicode form/],
		['ａgent-1', /letter case or Unicode form/],
		['agent-l', /look the same/],
		['\u0430gent-1', /look the same/],
		['agent\u20111', /look the same/],
	])
		for (const args of [
			['wallet', 'import', name, '--key-file', key],
			['wallet', 'new', name, '--mnemonic-out', home.path('words')],
			['wallet', 'watch', name, new Wallet(randomKey()).address],
		]) {
			const error = await home.error([...args, '--light-kdf']);
			assert.deepEqual([error.code, error.exit], ['wallet_exists', 2], `${args[1]} ${name}`);
			assert.match(error.message, words);
		}
	await home.importKey(randomKey(), 'agent-2');
	assert.equal((await home.error(['wallet', 'rename', 'agent-2', 'AGENT-1'])).code, 'wallet_exists');
	assert.equal((await home.data(['wallet', 'rename', 'agent-2', 'Agent-2'])).name, 'Agent-2');
	assert.equal((await home.error(['wallet', 'import', 'pay\u202epal', '--key-file', key])).code, 'invalid_input');
});

test('joined emoji are text in names and descriptions', async () => {
	const home = world.home();
	const name = '👩\u200d💻', description = 'für 👨\u200d👩\u200d👧 ❤\ufe0f';
	await home.importKey((await network.staker('1')).privateKey, name);
	assert.equal((await home.data(['wallet', 'show', name])).name, name);
	const { id } = await home.mint(['--wallet', name, '--description', description]);
	assert.equal((await home.data(['key', 'show', id])).description, description);
	assert.equal((await network.keys()).at(-1).description, description);
	const { stdout } = await home.run(['wallet', 'list'], { json: false });
	assert.ok(stdout.includes('👩💻'), 'its parts, as wide on any terminal');
	assert.equal((await home.data(['wallet', 'show', '👩💻'])).name, name);
});
