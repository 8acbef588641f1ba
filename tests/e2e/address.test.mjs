// The address book: names for addresses, which are sent to, shown, and told apart from what only looks like them.
import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { filesBelow } from './files.mjs';
import { assertFields } from './output.mjs';
import { agreedIn } from './signed.mjs';
import { Wallet, openWorld } from './support.mjs';

const world = await openWorld();
const somebody = () => Wallet.createRandom().address;
const list = async (home) => (await home.data(['address', 'list'])).addresses;

test('added, listed, sent to by name, removed', async () => {
	const home = await world.funded(), to = somebody();
	assert.deepEqual(await home.data(['address', 'add', 'exchange', to.toLowerCase()]), { name: 'exchange', address: to });
	await home.data(['address', 'add', 'anna', somebody()]);
	const rows = await list(home);
	for (const row of rows) assertFields(row, 'name address');
	assert.deepEqual(rows.map(({ name }) => name), ['anna', 'exchange']);
	assert.equal((await home.data(['send', 'VVV', '1', 'exchange', '--yes'])).to, to);
	const { Recipient, Call } = agreedIn(home.dir).at(-1).rows;
	assert.equal(Recipient[0], `exchange ${to}`);
	assert.ok(Call.includes(`to: ${to} exchange`));
	const alike = `${to.slice(0, 7)}${'5'.repeat(30)}${to.slice(-5)}`.toLowerCase();
	const { json } = await home.run(['send', 'VVV', '1', alike, '--yes']);
	assert.match(json.warnings[1], new RegExp(`only looks like exchange ${to}`));
	await home.data(['address', 'remove', 'exchange']);
	assert.deepEqual((await list(home)).map(({ name }) => name), ['anna']);
	assert.equal((await home.error(['send', 'VVV', '1', 'exchange', '--yes'])).code, 'invalid_input');
	assert.equal((await home.error(['address', 'remove', 'exchange'])).code, 'invalid_input');
});

test('a name is one address, and no other is taken for it', async () => {
	const home = await world.funded(), to = somebody();
	await home.data(['address', 'add', 'exchange', to]);
	for (const name of ['exchange', 'Exchange', 'ехchange', 'main'])
		assert.equal((await home.error(['address', 'add', name, somebody()])).code, 'wallet_exists', name);
	for (const name of ['', 'a/b', '-x', ' x', 'x\u202ey', to, 'n'.repeat(33)])
		assert.ok(['invalid_input', 'usage'].includes((await home.error(['address', 'add', name, somebody()])).code), name);
	assert.equal((await home.error(['address', 'add', 'again', to])).code, 'wallet_exists');
	assert.equal((await home.error(['address', 'add', 'own', home.wallet.address])).code, 'wallet_exists');
	for (const lost of [`0x${'0'.repeat(40)}`, '0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf'])
		assert.equal((await home.error(['address', 'add', 'nobody', lost])).code, 'bad_recipient', lost);
	assert.equal((await home.error(['address', 'add', 'wrong', to.replace(/[a-f]/, (c) => c.toUpperCase())])).code, 'invalid_input');
	assert.equal((await home.error(['address', 'add', 'more', somebody(), '--readonly'])).code, 'readonly');
	assert.equal((await list(home)).length, 1);
});

test('its files are the user\'s own, go into a backup, and one that is spoilt spoils no other', async () => {
	const home = await world.funded(), to = somebody();
	await home.data(['address', 'add', 'exchange', to]);
	const folder = path.join(home.dir, 'addresses');
	assert.equal(statSync(folder).mode & 0o777, 0o700);
	for (const { file } of filesBelow(folder)) assert.equal(statSync(file).mode & 0o777, 0o600);
	await home.data(['wallet', 'backup', '--out', home.path('backup')]);
	const other = world.home();
	await other.data(['wallet', 'restore', home.path('backup'), '--password-file', home.passwordFile]);
	assert.deepEqual(await list(other), [{ name: 'exchange', address: to }]);
	writeFileSync(path.join(folder, 'x.json'), JSON.stringify({ version: 1, address: to, name: 'e\u001b[2Jvil' }), { mode: 0o600 });
	writeFileSync(path.join(folder, 'y.json'), '{', { mode: 0o600 });
	const { json } = await home.run(['address', 'list']);
	assert.deepEqual(json.data.addresses, [{ name: 'exchange', address: to }]);
	assert.match(json.warnings[0], /2 files of the address book cannot be read/);
});
