// The data of each command, field by field, as the command line contract has them.
import assert from 'node:assert/strict';
import { getAddress } from '../practice/node_modules/ethers/lib.esm/index.js';
import { assertFields } from './output.mjs';

const AMOUNT = /^\d+(\.\d*[1-9])?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;
const HASH = /^0x[0-9a-f]{64}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const amount = (value, name) => assert.match(value, AMOUNT, name);
const maybe = (check) => (value, name) => value === null || check(value, name);
const time = (value, name) => assert.match(value, TIME, name);
const maybeTime = maybe(time);

function address(value) {
	assert.equal(value, getAddress(value), 'EIP-55');
}

export function assertWallet(wallet) {
	assertFields(wallet, 'name address kind');
	address(wallet.address);
	assert.ok(['key', 'mnemonic', 'watch'].includes(wallet.kind));
}

function assertCooldown(cooldown) {
	assertFields(cooldown, 'amount ends');
	amount(cooldown.amount);
	maybeTime(cooldown.ends);
}

export function assertBalance(balance) {
	assertFields(balance, `name address block eth vvv svvv svvv_unlocked pending_rewards earns cooldown diem
		diem_staked diem_cooldown usdc`);
	assertFields(balance.earns, 'day year');
	address(balance.address);
	assert.ok(Number.isInteger(balance.block));
	for (const name of ['eth', 'vvv', 'svvv', 'svvv_unlocked', 'pending_rewards', 'diem', 'diem_staked', 'usdc'])
		amount(balance[name], name);
	assertCooldown(balance.cooldown);
	assertCooldown(balance.diem_cooldown);
}

export function assertStake(stake, { approved }) {
	assertFields(stake, 'approve_tx stake_tx block svvv');
	if (approved) assert.match(stake.approve_tx, HASH);
	else assert.equal(stake.approve_tx, null);
	assert.match(stake.stake_tx, HASH);
	assert.ok(Number.isInteger(stake.block) && stake.block > 0);
	amount(stake.svvv);
}

function assertSent({ tx, block }) {
	assert.match(tx, HASH);
	assert.ok(Number.isInteger(block) && block > 0);
}

export function assertDiemStake(stake) {
	assertFields(stake, 'tx block diem diem_staked spendable');
	assertSent(stake);
	for (const name of ['diem', 'diem_staked']) amount(stake[name], name);
	assert.equal(typeof stake.spendable, 'boolean');
}

export function assertDiemMint(mint) {
	assertFields(mint, 'tx block diem svvv_locked svvv_unlocked');
	assertSent(mint);
	for (const name of ['diem', 'svvv_locked', 'svvv_unlocked']) amount(mint[name], name);
}

export function assertFund(fund) {
	assertFields(fund, 'wallet check diem_staked spendable diem svvv_unlocked usdc ways');
	assertWallet(fund.wallet);
	maybe(assertCheck)(fund.check);
	for (const name of ['diem_staked', 'diem', 'svvv_unlocked', 'usdc']) amount(fund[name], name);
	assert.equal(typeof fund.spendable, 'boolean');
	for (const way of fund.ways) {
		assertFields(way, 'name title text command url');
		assert.ok(way.title && way.text);
	}
}

function assertLimits(limits) {
	assertFields(limits, 'usd diem vcu');
	Object.entries(limits).forEach(([name, value]) => maybe(amount)(value, name));
}

export function assertMinted(key) {
	assertFields(
		key,
		`id apiKey apiKeyType description consumptionLimit limitPeriod modelPrivacy expiresAt address confirmed`,
	);
	assert.match(key.id, UUID);
	assert.match(key.apiKey, new RegExp(`^VENICE_${key.apiKeyType}_KEY_[\\w-]{43}$`));
	assertLimits(key.consumptionLimit);
	maybeTime(key.expiresAt);
	address(key.address);
}

export function assertListed(key) {
	assertFields(key, `id apiKeyType description last6 expiresAt createdAt limitPeriod consumptionLimit usage
		address stored remote`);
	assert.match(key.id, UUID);
	assert.match(key.last6, /^[\w-]{6}$/);
	assertLimits(key.consumptionLimit);
	maybeTime(key.expiresAt);
	maybeTime(key.createdAt);
	address(key.address);
	assert.equal(typeof key.stored, 'boolean');
	assert.equal(typeof key.remote, 'boolean');
}

function assertRates(rates) {
	for (const { model, limits, ...rest } of rates) {
		assert.deepEqual(rest, {});
		assert.equal(typeof model, 'string');
		for (const limit of limits) {
			assertFields(limit, 'type amount');
			amount(limit.amount, limit.type);
		}
	}
}

export function assertCheck(check) {
	assertFields(check, `id canConsume consumptionCurrency balances diemEpochAllocation accessPermitted nextEpoch
		tier isCharged keyBalances expiresAt checkedAt rateLimits`);
	for (const name of ['balances', 'keyBalances']) {
		assertFields(check[name], 'diem usd');
		Object.values(check[name]).forEach((value) => maybe(amount)(value, name));
	}
	for (const name of ['canConsume', 'accessPermitted', 'isCharged'])
		assert.equal(typeof check[name], 'boolean', name);
	time(check.nextEpoch);
	time(check.checkedAt);
	maybeTime(check.expiresAt);
	maybe(amount)(check.diemEpochAllocation);
	assertRates(check.rateLimits);
}

export function assertTest(result) {
	assertFields(
		result,
		`id model answeredBy reply promptTokens completionTokens elapsedMs cost mostCost testedAt`,
	);
	for (const name of ['promptTokens', 'completionTokens', 'elapsedMs'])
		assert.ok(Number.isInteger(result[name]) && result[name] >= 0, name);
	for (const cost of [result.cost, result.mostCost]) {
		assertFields(cost, 'usd diem');
		amount(cost.usd);
		amount(cost.diem);
	}
	time(result.testedAt);
}

export const assertHash = (value) => assert.match(value, HASH);
