// What contracts may take is listed, and taken back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onChain, sentBy } from './chain.mjs';
import { assertFields } from './output.mjs';
import { agreedIn } from './signed.mjs';
import { STAKING, USDC, VVV, Wallet, formatUnits, openWorld, parseEther, send } from './support.mjs';

const ALLOWED = 'allowance(address,address) view returns (uint256)';
const MOST = 2n ** 256n - 1n;
const world = await openWorld();
const { network } = world;

const approve = (home, token, spender, amount) => send(home.wallet, token, 'approve(address,uint256)', spender, amount);
const list = async (home) => (await home.data(['allowance', 'list'])).allowances;
const revoke = (home, ...args) => home.data(['allowance', 'revoke', ...args, '--yes']);

test('listed, and taken back by a transaction that says so', async () => {
	const home = await world.funded();
	assert.deepEqual(await list(home), []);
	await approve(home, VVV, STAKING, parseEther('12.5'));
	await approve(home, USDC, STAKING, MOST);
	const rows = await list(home);
	for (const row of rows) assertFields(row, 'token spender name amount');
	assert.deepEqual(rows.map(({ token, amount }) => [token, amount]), [['VVV', '12.5'], ['USDC', formatUnits(MOST, 6)]]);
	assert.match((await home.run(['allowance', 'list'], { json: false })).stdout, /USDC +unlimited +Venice staking/);
	const done = await revoke(home, 'vvv');
	assertFields(done, 'tx block amount token spender');
	assert.deepEqual([done.amount, done.token, done.spender], ['12.5', 'VVV', STAKING]);
	const { rows: review } = agreedIn(home.dir).at(-1);
	assert.match(review.Call.join('\n'), /^approve\(.*\)\nspender: 0x321b\S+ Venice staking \(sVVV\)\namount: 0$/);
	assert.match(review.Simulation.join('\n'), /Allowance: 12.5, then 0/);
	assert.equal(await onChain(network, home, VVV, ALLOWED, STAKING), '0');
	await revoke(home, 'USDC');
	assert.deepEqual(await list(home), []);
});

test('from any spender that is named', async () => {
	const home = await world.funded(), spender = Wallet.createRandom().address;
	await approve(home, VVV, spender, MOST);
	assert.equal((await revoke(home, 'VVV', spender)).spender, spender);
	assert.equal(await onChain(network, home, VVV, ALLOWED, spender), '0');
});

test('nothing is signed where there is none, or with --readonly', async () => {
	const home = await world.funded();
	assert.equal((await home.error(['allowance', 'revoke', 'VVV', '--yes'])).code, 'nothing_there');
	assert.equal((await home.error(['allowance', 'revoke', 'ETH', '--yes'])).code, 'invalid_input');
	assert.equal((await home.error(['allowance', 'revoke', 'VVV', 'somebody', '--yes'])).code, 'invalid_input');
	await approve(home, VVV, STAKING, 1n);
	assert.equal((await home.error(['allowance', 'revoke', 'VVV', '--yes', '--readonly'])).code, 'readonly');
	assert.equal((await home.error(['allowance', 'revoke', 'VVV'])).code, 'needs_answer');
	assert.equal(await sentBy(network, home), 1);
});

test('a stake approves exactly what it takes: nothing is left', async () => {
	const home = await world.funded();
	await home.data(['stake', '10', '--yes']);
	assert.deepEqual(await list(home), []);
});
