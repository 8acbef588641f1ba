// x402 when Venice answers as its OpenAPI file says, and not as it does now.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorld } from './support.mjs';
import { payments, usdcOf } from './x402.mjs';

const world = await openWorld('--venice', 'book');
const { network } = world;
const home = await world.funded();
await network.control('faucet', { address: home.wallet.address, usdc: '100' });

const topUp = ['x402', 'top-up', '5', '--yes'];

test('USDC becomes credit', async () => {
	const { balanceUsd } = await home.data(topUp);
	assert.equal((await home.data(['x402', 'balance'])).balanceUsd, balanceUsd);
	assert.equal((await home.data(['x402', 'transactions'])).transactions[0].type, 'TOP_UP');
});

test('this machine\'s clock is wrong: signed once more by Venice\'s', async () => {
	for (const offset of [3600, -3600]) {
		await network.control('clock', { offset });
		await home.data(['x402', 'balance']);
	}
});

test('a sign-in and a payment are refused by its two codes', async () => {
	await network.fail('x402_balance', 'sign_in_expired', { times: 2 });
	const signIn = await home.error(['x402', 'balance']);
	assert.deepEqual([signIn.code, signIn.exit], ['x402_invalid_sign_in', 3]);
	await network.fail('x402_balance', 'other_wallet');
	assert.equal((await home.error(['x402', 'balance'])).code, 'x402_wallet_mismatch');
	await network.fail('x402_pay', 'verification_failed', { times: 2 });
	const before_ = await usdcOf(network, home.wallet.address), sent = (await payments(network)).length;
	const error = await home.error(topUp);
	assert.deepEqual([error.code, error.exit], ['x402_invalid_payment', 3]);
	await home.data(topUp);
	assert.equal(before_ - await usdcOf(network, home.wallet.address), 5);
	const numbers = (await payments(network)).slice(sent).map(({ payload }) => payload.authorization.nonce);
	assert.deepEqual([numbers.length, new Set(numbers).size], [3, 1]);
});
