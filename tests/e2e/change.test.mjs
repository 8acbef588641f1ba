// Changing wallets, taking their secrets out, and backups of the whole home.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { assertTidy, forEveryWrite, killedAt } from './crash.mjs';
import { assertHoldsNone } from './files.mjs';
import { HDNodeWallet, keepWorld, randomKey } from './support.mjs';

const world = await keepWorld();

const opens = async (home, name, passwordFile) =>
	(
		await home.run(
			[
				'wallet',
				'sign',
				name,
				'--message-file',
				home.file('message', 'm'),
				'--password-file',
				passwordFile,
			],
			{ password: false },
		)
	).status === 0;

test('rename: the address, the password and the keys stay', async () => {
	const home = await world.funded({ staked: '1' });
	const key = await home.mint();
	const renamed = await home.data(['wallet', 'rename', 'main', 'other'], { password: false });
	assert.deepEqual(renamed, { name: 'other', address: home.wallet.address, kind: 'key' });
	assert.equal((await home.error(['wallet', 'show', 'main'])).code, 'wallet_not_found');
	assert.equal((await home.data(['key', 'show', key.id, '--reveal'], { reveals: true })).apiKey, key.apiKey);
	await home.importKey(randomKey(), 'main');
	assert.equal((await home.error(['wallet', 'rename', 'main', 'other'])).code, 'wallet_exists');
	await assertTidy(home);
});

test('passwd: only the new password opens, and the sealed keys still do', async () => {
	const home = await world.funded({ staked: '1' });
	const key = await home.mint();
	const file = home.file('new-password', 'quite another');
	home.secrets.add('quite another');
	const wrong = await home.error(
		['wallet', 'passwd', 'main', '--new-password-file', file, '--password-file', file, '--light-kdf'],
		{ password: false },
	);
	assert.deepEqual([wrong.code, wrong.exit], ['wrong_password', 7]);
	await home.data(['wallet', 'passwd', 'main', '--new-password-file', file, '--light-kdf']);
	assert.equal(await opens(home, 'main', home.passwordFile), false);
	assert.equal(await opens(home, 'main', file), true);
	const shown = await home.data(['key', 'show', key.id, '--reveal', '--password-file', file], {
		password: false,
		reveals: true,
	});
	assert.equal(shown.apiKey, key.apiKey);
	await assertTidy(home);
});

test('remove asks, keeps sealed keys, and importing again opens them', async () => {
	const home = await world.funded({ staked: '1' });
	const key = await home.mint();
	const asked = await home.error(['wallet', 'remove', 'main']);
	assert.deepEqual([asked.code, asked.exit], ['needs_answer', 2]);
	assert.equal((await home.data(['wallet', 'list'])).wallets.length, 1);
	assert.equal((await home.data(['wallet', 'remove', 'main', '--yes'])).address, home.wallet.address);
	assert.deepEqual((await home.data(['wallet', 'list'])).wallets, []);
	assert.equal((await home.data(['key', 'list'])).keys.length, 1);
	await home.importKey(home.wallet.privateKey, 'back');
	assert.equal((await home.data(['key', 'show', key.id, '--reveal'], { reveals: true })).apiKey, key.apiKey);
});

test('export of the key and the words, never without being told so', async () => {
	const home = world.home();
	const made = await home.newWallet();
	const phrase = readFileSync(made.words, 'utf8').trim();
	const derived = HDNodeWallet.fromPhrase(phrase);
	for (const [format, secret] of [['key', derived.privateKey.slice(2)], ['mnemonic', phrase]]) {
		const out = home.path(`out-${format}`);
		const args = ['wallet', 'export', 'main', '--format', format, '--out', out];
		assert.equal((await home.error(args)).code, 'needs_answer');
		await home.data([...args, '--yes']);
		assert.ok(readFileSync(out, 'utf8').includes(secret));
		assert.equal(statSync(out).mode & 0o777, 0o600);
	}
	assertHoldsNone(home.dir, [phrase, derived.privateKey.slice(2)]);
});

test('a ~ that no shell has seen is HOME, and a file is named from the root on', async () => {
	const home = world.home();
	await home.importKey(randomKey());
	const file = path.join(home.folder, 'quoted.json');
	const how = ['wallet', 'export', 'main', '--out', '~/quoted.json'];
	assert.equal((await home.data(how)).file, file);
	assert.equal(statSync(file).mode & 0o777, 0o600);
	assert.match((await home.error(how)).message, /quoted\.json/);
	const packed = path.join(home.folder, 'packed');
	assert.equal((await home.data(['wallet', 'backup', '--out', '~/packed'])).file, packed);
	const { status, stdout } = await home.run(['wallet', 'backup', '--out', '~/again'], { json: false });
	assert.equal(status, 0);
	assert.match(stdout, /The log and its ledger are not in it/);
});

test('passwd, killed at every write: the old password opens or the new one, and one of them always', async () => {
	await forEveryWrite(async (n) => {
		const home = world.home();
		const { address } = await home.importKey(randomKey());
		const file = home.file('new-password', 'quite another');
		const { killed, finished } = await killedAt(home, n, [
			'wallet',
			'passwd',
			'main',
			'--new-password-file',
			file,
			'--light-kdf',
		]);
		const [old, fresh] = [await opens(home, 'main', home.passwordFile), await opens(home, 'main', file)];
		assert.ok(old !== fresh);
		if (finished) assert.ok(fresh);
		const { wallets } = await home.data(['wallet', 'list']);
		assert.deepEqual(wallets.map((wallet) => wallet.address), [address]);
		await home.data(['wallet', 'rename', 'main', 'tidy']);
		await assertTidy(home);
		return killed;
	});
});

test('rename, killed at every write: one name or the other', async () => {
	await forEveryWrite(async (n) => {
		const home = world.home();
		const { address } = await home.importKey(randomKey());
		const { killed } = await killedAt(home, n, ['wallet', 'rename', 'main', 'other']);
		const { wallets } = await home.data(['wallet', 'list']);
		assert.equal(wallets.length, 1);
		assert.ok(['main', 'other'].includes(wallets[0].name));
		assert.equal(wallets[0].address, address);
		assert.ok(await opens(home, wallets[0].name, home.passwordFile));
		return killed;
	});
});
