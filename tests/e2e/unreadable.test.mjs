// A wallet's file that is there and cannot be read is named as that: nothing passes it over, and nothing offers a new
// wallet.
import assert from 'node:assert/strict';
import {
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	symlinkSync,
	unlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { failing } from './failing.mjs';
import { keepWorld, randomKey } from './support.mjs';

const world = await keepWorld();

/** The ways in which a file cannot be read, and what is said of each. */
const WAYS = {
	'no permission': { reason: /Permission denied/, env: (name) => failing('look', 'EACCES', { name }) },
	'a broken disk': { reason: /Input\/output error/, env: (name) => failing('look', 'EIO', { name }) },
	'a folder': {
		reason: /is a folder/,
		spoil: (file) => {
			renameSync(file, `${file}.away`);
			mkdirSync(file);
		},
	},
	'a link that leads nowhere': {
		reason: /symbolic link that leads nowhere/,
		spoil: (file) => {
			unlinkSync(file);
			symlinkSync('/nowhere/at/all', file);
		},
	},
	'cut off': {
		reason: /not a whole JSON object/,
		spoil: (file) => writeFileSync(file, readFileSync(file).subarray(0, 100)),
	},
};

/** Makes a home with wallets, and spoils the file of the first one. */
async function spoiled({ env, spoil }, names = ['main']) {
	const home = world.home();
	await home.importKey(randomKey(), names[0]);
	const folder = path.join(home.dir, 'keystore');
	const [name] = readdirSync(folder);
	for (const other of names.slice(1)) await home.importKey(randomKey(), other);
	spoil?.(path.join(folder, name));
	if (spoil) rmSync(path.join(folder, `${name}.away`), { force: true });
	return { home, name, how: env ? { env: env(name) } : {} };
}

for (const [what, way] of Object.entries(WAYS)) {
	test(`the only wallet: ${what}`, async () => {
		const { home, name, how } = await spoiled(way);
		for (const args of [
			['wallet', 'show'],
			['mint', '--yes'],
			['stake', '1', '--yes'],
			['wallet', 'show', 'main'],
			['mint', '--all'],
		]) {
			const error = await home.error(args, how);
			assert.deepEqual(
				[error.code, error.exit],
				['wallet_unreadable', 1],
				`${args}: ${error.message}`,
			);
			assert.ok(error.message.includes(name), error.message);
			assert.match(error.message, way.reason);
		}
		const { stdout, stderr } = await home.run(['wallet', 'list'], { ...how, json: false });
		assert.doesNotMatch(stdout, /[Mm]ake one/);
		assert.match(stderr, way.reason);
		assert.ok(stderr.includes(name));
		const { json } = await home.run(['wallet', 'list'], how);
		assert.deepEqual([json.data.wallets, json.data.damaged, json.warnings.length], [[], 1, 1]);
		const doctor = await home.run(['doctor'], { ...how, json: false });
		assert.equal(doctor.status, 1);
		assert.match(doctor.stdout, way.reason);
	});

	test(`one of two: ${what}: the other is not taken for the one that is meant`, async () => {
		const { home, name, how } = await spoiled(way, ['main', 'other']);
		const error = await home.error(['wallet', 'show'], how);
		assert.equal(error.code, 'wallet_unreadable');
		const { json } = await home.run(['wallet', 'show', 'other'], how);
		assert.equal(json.data.name, 'other');
		assert.ok(json.warnings[0].includes(name));
	});
}

test('a stored key whose file cannot be read is not one that nobody knows', async () => {
	const home = await world.funded({ staked: '1' });
	const { id } = await home.mint();
	const env = failing('look', 'EIO', { name: `${id}.json` });
	for (const args of [
		['key', 'show', id],
		['key', 'show', id, '--reveal'],
		['key', 'check', id],
		['key', 'delete', '--here', id, '--yes'],
	]) {
		const error = await home.error(args, { env });
		assert.equal(error.code, 'io', `${args}: ${error.message}`);
	}
	const { json } = await home.run(['key', 'list'], { env });
	assert.equal(json.warnings.length, 1);
	writeFileSync(path.join(home.dir, 'vault', `${id}.json`), '{', { mode: 0o600 });
	assert.equal((await home.error(['key', 'show', id])).code, 'vault_bad');
	assert.equal((await home.error(['key', 'show', 'nowhere'])).code, 'key_not_found');
});

test('what is nobody\'s wallet hides nothing', async () => {
	const home = world.home();
	await home.importKey(randomKey());
	writeFileSync(path.join(home.dir, 'keystore', 'README'), 'Keep out\n', { mode: 0o600 });
	assert.equal((await home.data(['wallet', 'show'])).name, 'main');
	assert.equal((await home.error(['wallet', 'show', 'other'])).code, 'wallet_not_found');
});
