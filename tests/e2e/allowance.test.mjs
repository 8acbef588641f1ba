// What contracts may take is listed, and taken back.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { onChain, sentBy } from './chain.mjs';
import { assertFields } from './output.mjs';
import { agreedIn, sentByRialto } from './signed.mjs';
import {
	AERODROME_ROUTER, Interface, STAKING, Transaction, USDC, VVV, Wallet, formatUnits, openWorld, parseEther, send,
} from './support.mjs';

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

const APPROVE = new Interface(['function approve(address spender, uint256 amount)']);
const allow = (home, ...args) => home.data(['allowance', 'approve', ...args, '--yes']);

/** Returns what the newest transaction of rialto's approves, as ethers reads it. */
async function approved() {
	const { to, data, value } = Transaction.from((await sentByRialto(network)).at(-1));
	assert.equal(value, 0n);
	const [spender, amount] = APPROVE.decodeFunctionData('approve', data);
	return { to, spender, amount };
}

test('allowed exactly, by the staking contract or by the router', async () => {
	const home = await world.funded();
	const done = await allow(home, 'vvv', '12.5');
	assertFields(done, 'tx block amount token spender');
	assert.deepEqual([done.amount, done.token, done.spender], ['12.5', 'VVV', STAKING]);
	assert.deepEqual(await approved(), { to: VVV, spender: STAKING, amount: parseEther('12.5') });
	await allow(home, 'USDC', '25');
	assert.deepEqual(await approved(), { to: USDC, spender: AERODROME_ROUTER, amount: 25_000_000n });
	assert.deepEqual((await list(home)).map(({ token, amount }) => [token, amount]), [['VVV', '12.5'], ['USDC', '25']]);
	assert.deepEqual((await home.data(['stake', '10', '--yes'])).approve_tx, null);
	assert.equal((await list(home))[0].amount, '2.5');
});

test('without a limit: no stake needs an approval, until it is taken back', async () => {
	const home = await world.funded();
	assert.equal((await allow(home, 'VVV', 'unlimited')).amount, formatUnits(MOST, 18));
	assert.deepEqual(await approved(), { to: VVV, spender: STAKING, amount: MOST });
	const { rows: review } = agreedIn(home.dir).at(-1);
	assert.match(review.Besides.join(' '), /may take all VVV that this wallet has, now and later/);
	assert.deepEqual(review.Amount, ['unlimited VVV']);
	const nonce = await sentBy(network, home);
	assert.equal((await home.data(['stake', '10', '--yes'])).approve_tx, null);
	assert.equal(await sentBy(network, home), nonce + 1);
	assert.equal(await onChain(network, home), '10');
	await revoke(home, 'VVV');
	const { rows: back } = agreedIn(home.dir).at(-1);
	assert.deepEqual(back['By now'], ['unlimited VVV']);
	assert.doesNotMatch(Object.values(back).flat().join('\n'), /\d{50}/);
	assert.deepEqual(await list(home), []);
	const shown = (await home.run(['tx', 'list'], { json: false })).stdout;
	assert.match(shown, /allowance +unlimited VVV/);
	assert.doesNotMatch(shown + (await home.run(['log'], { json: false })).stdout, /\d{50}/);
	assert.notEqual((await home.data(['stake', '10', '--yes'])).approve_tx, null);
});

test('nothing is allowed to others, by another word, or without a yes', async () => {
	const home = await world.funded(), other = Wallet.createRandom().address;
	const refused = async (...args) => {
		const { code, message } = await home.error(['allowance', 'approve', ...args, '--yes']);
		assert.equal(code, 'invalid_input', message);
		return message;
	};
	assert.equal(await refused('VVV', '1', other),
		`An allowance of VVV is only for Venice staking (sVVV), not for ${other}`);
	await refused('VVV', 'unlimited', other);
	await refused('VVV', '1', AERODROME_ROUTER);
	assert.match(await refused('USDC', '1', other), /only for Venice staking \(sVVV\) or Aerodrome router, not for 0x/);
	await refused('ETH', '1');
	await refused('VVV', '0');
	await refused('VVV', 'all');
	assert.match(await refused('VVV', formatUnits(MOST, 18)), /write unlimited/);
	assert.equal((await home.error(['allowance', 'approve', 'VVV', 'unlimited'])).code, 'needs_answer');
	assert.equal((await home.error(['allowance', 'approve', 'VVV', '1', '--yes', '--readonly'])).code, 'readonly');
	assert.equal(await sentBy(network, home), 0);
});

test('a policy that caps the token lets --yes allow no more than the cap', async () => {
	const home = await world.funded();
	const [{ name }] = (await home.data(['wallet', 'list'])).wallets;
	const setPolicy = (policy) =>
		writeFileSync(path.join(home.dir, 'config'), `[policy ${name}]\n${policy}\n`, { mode: 0o600 });
	const refused = async (amount, code) => {
		const error = await home.error(['allowance', 'approve', 'VVV', amount, '--yes']);
		assert.deepEqual([error.code, error.remedy], [code, 'stop'], error.message);
		return error.message;
	};
	setPolicy('per-tx = 10 VVV');
	assert.match(await refused('unlimited', 'policy_cap'), /^unlimited VVV is more than 10, the policy's cap/);
	await refused('10.1', 'policy_cap');
	setPolicy('per-day = 10 VVV');
	await refused('unlimited', 'policy_day');
	assert.equal(await sentBy(network, home), 0);
	await allow(home, 'VVV', '10');
	assert.equal((await home.data(['stake', '10', '--yes'])).approve_tx, null);	// what was allowed counts only once
	setPolicy('per-tx = 10 USDC');
	await allow(home, 'VVV', 'unlimited');
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
