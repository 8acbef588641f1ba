// Who else could change the home, the configuration or a secret's file is said, on a terminal or not; and whose
// configuration it is.
import assert from 'node:assert/strict';
import {
	chmodSync,
	chownSync,
	existsSync,
	linkSync,
	mkdirSync,
	readdirSync,
	renameSync,
	statSync,
	symlinkSync,
	unlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import { keepWorld, randomKey } from './support.mjs';

/** The id of another user; only root can give files away. */
const OTHER = 12345;
const IS_ROOT = process.geteuid() === 0;

const world = await keepWorld();
let home;
beforeEach(async () => {
	home = world.home();
	await home.importKey(randomKey());
});

const wallet = () => path.join(home.dir, 'keystore', readdirSync(path.join(home.dir, 'keystore'))[0]);
const config = () => path.join(home.dir, 'config');
const mode = (file) => statSync(file).mode & 0o777;

/** Returns the one warning of a run, after checking that it is the same in JSON and on standard error. */
async function warned(args, again = () => {}) {
	const { status, stderr } = await home.run(args, { json: false });
	assert.equal(status, 0, stderr);
	await again();
	const { json } = await home.run(args);
	assert.equal(json.warnings?.length, 1, JSON.stringify(json.warnings));
	assert.equal(stderr, `rialto: warning: ${json.warnings[0]}\n`);
	return json.warnings[0];
}

test('nothing to say', async () => {
	assert.equal((await home.run(['wallet', 'list'])).json.warnings, undefined);
	chmodSync(home.dir, 0o755);
	writeFileSync(config(), 'mouse = no\n', { mode: 0o644 });
	assert.equal(
		(await home.run(['wallet', 'list'])).json.warnings,
		undefined,
		'that others may read is mended silently',
	);
	assert.equal(mode(home.dir), 0o700);
});

for (const [name, file, open] of [
	['the home', () => home.dir, 0o777],
	['a folder in it', () => path.join(home.dir, 'vault'), 0o770],
	['a wallet', () => wallet(), 0o666],
])
	test(`${name} could be changed by others: it is said, and closed`, async () => {
		const spoil = () => chmodSync(file(), open);
		spoil();
		const warning = await warned(['wallet', 'list'], spoil);
		assert.ok(warning.includes(path.basename(file())), warning);
		assert.match(warning, /could be changed by other users \(mode 0\d{3}\) and has been closed/);
		assert.equal(mode(file()) & 0o77, 0);
		assert.equal((await home.run(['wallet', 'list'])).json.warnings, undefined);
	});

test('a wallet with another name elsewhere', async () => {
	linkSync(wallet(), home.path('elsewhere'));
	const warning = await warned(['wallet', 'list']);
	assert.ok(warning.includes(path.basename(wallet())));
	assert.match(warning, /another name somewhere \(2 hard links\)/);
	const { status, stdout } = await home.run(['doctor'], { json: false });
	assert.equal(status, 1);
	assert.match(stdout, /NOT OK +home folder +UTC--\S+ has another name somewhere/);
});

test('a wallet, or the whole home, that belongs to another user', { skip: !IS_ROOT }, async () => {
	chownSync(wallet(), OTHER, 0);
	assert.match(await warned(['wallet', 'list']), /^UTC--\S+ belongs to another user \(number 12345\)/);
	chownSync(wallet(), 0, 0);
	chownSync(home.dir, OTHER, 0);
	assert.match(await warned(['wallet', 'list']), new RegExp(`^${home.dir} belongs to another user`));
});

test('a folder above lets others put another home in its place', async () => {
	chmodSync(home.folder, 0o777);
	const warning = await warned(['wallet', 'list']);
	assert.ok(warning.startsWith(home.folder), warning);
	assert.match(warning, /lets other users put something else in the place/);
	chmodSync(home.folder, 0o1777);
	assert.equal((await home.run(['wallet', 'list'])).json.warnings, undefined, 'as /tmp does not');
});

test('a configuration that others could change', async () => {
	writeFileSync(config(), 'mouse = no\n');
	chmodSync(config(), 0o666);
	assert.match(await warned(['wallet', 'list']), /config can be changed by other users \(mode 0666\)/);
	chmodSync(config(), 0o600);
	linkSync(config(), home.path('its other name'));
	assert.match(await warned(['wallet', 'list']), /config has another name somewhere/);
});

const refusal = async () => {
	const error = await home.error(['wallet', 'list']);
	assert.deepEqual([error.code, error.exit], ['unsafe_file', 1], error.message);
	return error.message;
};

test('a configuration that is another user\'s is refused', { skip: !IS_ROOT }, async () => {
	writeFileSync(config(), 'mouse = no\n', { mode: 0o600 });
	chownSync(config(), OTHER, 0);
	assert.match(await refusal(), /config belongs to another user \(number 12345\): it is not read/);
});

test('a configuration behind a link is followed where both ends are the user\'s', async () => {
	const target = home.file('my config', 'network = nowhere\n');
	symlinkSync(target, config());
	const { rpcUrl, apiUrl } = world.network;
	const bare = ['--home', home.dir, '--rpc-url', rpcUrl, '--api-url', apiUrl, '--json', 'wallet', 'list'];
	const read = await home.run(bare, { bare: true });
	assert.match(read.json.error.message, /no network 'nowhere'/, 'it is read');
	writeFileSync(target, 'network = practice\nmouse = no\n');
	assert.equal((await home.data(['wallet', 'list'])).wallets.length, 1);

	const copy = world.home();
	await home.data(['wallet', 'backup', '--out', home.path('backup'), '--light-kdf']);
	await copy.data(['wallet', 'restore', home.path('backup'), '--password-file', home.passwordFile], {
		password: false,
	});
	assert.ok(existsSync(path.join(copy.dir, 'config')), 'a backup has what it leads to');
});

test('and refused where one is not, or where it leads nowhere', async () => {
	symlinkSync('/nowhere/at/all', config());
	assert.match((await home.error(['wallet', 'list'])).message, /symbolic link that leads nowhere/);
	unlinkSync(config());
	if (!IS_ROOT) return;
	const target = home.file('theirs', 'mouse = no\n');
	symlinkSync(target, config());
	chownSync(target, OTHER, 0);
	assert.match(await refusal(), /belongs to another user/);
	chownSync(target, 0, 0);
	const { lchownSync } = await import('node:fs');
	lchownSync(config(), OTHER, 0);
	assert.match(await refusal(), /^The link .* belongs to another user/);
});

test('a file with a secret that the world can read', async () => {
	chmodSync(home.passwordFile, 0o644);
	const message = home.file('message', 'x');
	const warning = await warned(['wallet', 'sign', '--message-file', message]);
	assert.ok(warning.startsWith(home.passwordFile));
	assert.match(warning, /holds a secret, can be read by other users \(mode 0644\)/);
	chmodSync(home.passwordFile, 0o620);
	assert.match(await warned(['wallet', 'sign', '--message-file', message]), /can be changed by other users/);
	chmodSync(home.passwordFile, 0o600);
	const key = home.file('open-key', randomKey(), 0o644);
	const { json } = await home.run(['wallet', 'import', 'second', '--key-file', key, '--light-kdf']);
	assert.match(json.warnings[0], /open-key, which holds a secret, can be read/);
});

test('a backup without what is in the folder is none', async () => {
	const file = wallet();
	renameSync(file, home.path('moved'));
	symlinkSync(home.path('moved'), file);
	const error = await home.error(['wallet', 'backup', '--out', home.path('backup'), '--light-kdf']);
	assert.ok(error.message.includes(path.basename(file)), error.message);
	assert.ok(!existsSync(home.path('backup')));
	mkdirSync(path.join(home.dir, 'vault', 'folder'));
});
