import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { Wallet, parseEther } from 'ethers';
import { DIEM, USDC } from '../chain/addresses.mjs';
import { send, startNetwork } from './harness.mjs';

let network;
let staker;
let admin;
before(async () => {
	network = await startNetwork();
	staker = await network.staker();
	admin = (await network.mint(await network.mintBody(staker, { apiKeyType: 'ADMIN' }))).body.data;
});
beforeEach(() => network.control('reset'));
after(() => network.stop());

const asAdmin = (method, path, body) => network.api(method, path, { key: admin.apiKey, body });

test('an ADMIN key lists, creates, updates, shows and deletes', async () => {
	const made = await asAdmin('POST', '/api_keys', { apiKeyType: 'INFERENCE', description: 'one', consumptionLimit: { diem: 2 } });
	assert.equal(made.status, 200, made.text);
	const { id, apiKey, consumptionLimit } = made.body.data;
	assert.deepEqual(consumptionLimit, { usd: null, diem: 2, vcu: null });

	const listed = (await asAdmin('GET', '/api_keys')).body;
	assert.equal(listed.object, 'list');
	const entry = listed.data.find((key) => key.id === id);
	assert.equal(entry.last6Chars, apiKey.slice(-6));
	assert.equal(entry.lastUsedAt, null);
	assert.ok(entry.currentPeriodUsage);
	assert.equal(entry.apiKey, undefined);
	assert.ok(listed.data.find((key) => key.id === admin.id).lastUsedAt);

	const changed = await asAdmin('PATCH', '/api_keys', { id, description: 'two', expiresAt: '2031-05-06', consumptionLimit: { usd: 7 } });
	assert.equal(changed.status, 200, changed.text);
	assert.equal(changed.body.data.description, 'two');
	assert.deepEqual(changed.body.data.consumptionLimits, { usd: 7, diem: 2, vcu: null });
	assert.equal((await asAdmin('PATCH', '/api_keys', { id, expiresAt: null })).body.data.expiresAt, null);
	assert.equal((await asAdmin('GET', `/api_keys/${id}`)).body.data.description, 'two');

	assert.deepEqual((await asAdmin('DELETE', `/api_keys?id=${id}`)).body, { success: true });
	assert.equal((await asAdmin('DELETE', `/api_keys?id=${id}`)).status, 400);
	assert.equal((await asAdmin('GET', `/api_keys/${id}`)).status, 404);
	assert.equal((await network.api('GET', '/models', { key: apiKey })).status, 200);
	assert.equal((await network.api('GET', '/billing/balance', { key: apiKey })).status, 401);
});

test('bodies are held to the API file', async () => {
	for (const body of [{ apiKeyType: 'ADMIN' }, { apiKeyType: 'ADMIN', description: 'x'.repeat(65) }, { apiKeyType: 'ADMIN', description: '', token: '' }])
		assert.equal((await asAdmin('POST', '/api_keys', body)).status, 400);
	for (const body of [{ description: 'x' }, { id: admin.id, apiKeyType: 'ADMIN' }, { id: 'nobody' }])
		assert.equal((await asAdmin('PATCH', '/api_keys', body)).status, 400);
});

test('who may do what', async () => {
	const plain = (await network.mint(await network.mintBody(staker))).body.data.apiKey;
	for (const [key, status, error] of [[undefined, 401, 'AUTHENTICATION_FAILED'], ['nonsense', 401, 'AUTHENTICATION_FAILED'], [plain, 403, 'UNAUTHORIZED']]) {
		const answer = await network.api('GET', '/api_keys', { key });
		assert.equal(answer.status, status);
		assert.equal(answer.body.error, error);
	}
	assert.equal((await network.api('GET', '/api_keys/rate_limits', { key: plain })).status, 200);
	const brief = (await network.mint(await network.mintBody(staker, { expiresAt: '2031-01-01' }))).body.data.apiKey;
	await network.control('clock', { offset: 20 * 365 * 86400 });
	assert.equal((await network.api('GET', '/billing/balance', { key: brief })).body.error, 'AUTHENTICATION_FAILED_INACTIVE_KEY');
	const stranger = (await network.mint(await network.mintBody(await network.staker(), { apiKeyType: 'ADMIN' }))).body.data.apiKey;
	assert.equal((await network.api('GET', '/api_keys', { key: stranger })).body.data.length, 1);
});

test('balances come from staked DIEM and from credit', async () => {
	const wallet = await network.staker();
	const key = (await network.mint(await network.mintBody(wallet))).body.data.apiKey;
	const balance = async () => (await network.api('GET', '/billing/balance', { key })).body;
	assert.deepEqual(await balance(), { canConsume: false, consumptionCurrency: null, balances: { diem: null, usd: null }, diemEpochAllocation: 0 });
	await network.control('fund', { address: wallet.address, usd: '5' });
	assert.deepEqual(await balance(), { canConsume: true, consumptionCurrency: 'USD', balances: { diem: null, usd: 5 }, diemEpochAllocation: 0 });
	await network.control('faucet', { address: wallet.address, diem: '3' });
	await send(wallet, DIEM, 'stake(uint256)', parseEther('2'));
	assert.deepEqual(await balance(), { canConsume: true, consumptionCurrency: 'DIEM', balances: { diem: 2, usd: 5 }, diemEpochAllocation: 2 });
	const { data } = (await network.api('GET', '/api_keys/rate_limits', { key })).body;
	assert.deepEqual([data.accessPermitted, data.balances, data.keyExpiration], [true, { USD: 5, DIEM: 2 }, null]);
	assert.match(data.nextEpochBegins, /T00:00:00\.000Z$/);
});

test('models', async () => {
	const all = (await network.api('GET', '/models')).body;
	assert.equal(all.object, 'list');
	assert.ok(all.data.length > 1);
	assert.ok((await network.api('GET', '/models?type=image')).body.data.every((model) => model.type === 'image'));
	assert.equal((await network.api('GET', '/nothing')).status, 404);
});

async function signIn(wallet, now = Date.now(), nonce = randomBytes(8).toString('hex')) {
	const message = `api.venice.ai wants you to sign in with your Ethereum account:
${wallet.address}

Sign in to Venice API

URI: https://api.venice.ai
Version: 1
Chain ID: 8453
Nonce: ${nonce}
Issued At: ${new Date(now).toISOString()}
Expiration Time: ${new Date(now + 600000).toISOString()}`;
	const signature = await wallet.signMessage(message);
	return Buffer.from(JSON.stringify({ address: wallet.address, message, signature, timestamp: now, chainId: 8453 })).toString('base64');
}

test('x402: a payment signed by EIP-3009 becomes credit', async () => {
	const wallet = Wallet.createRandom();
	await network.control('faucet', { address: wallet.address, usdc: '20' });
	const offer = await network.api('POST', '/x402/top-up');
	assert.equal(offer.status, 402);
	const [accepted] = offer.body.accepts;
	const authorization = {
		from: wallet.address, to: accepted.payTo, value: accepted.amount, validAfter: '0',
		validBefore: String(Math.floor(Date.now() / 1000) + 60 * 86400), nonce: `0x${'ab'.repeat(32)}`,
	};
	const fields = [['address', 'from'], ['address', 'to'], ['uint256', 'value'], ['uint256', 'validAfter'], ['uint256', 'validBefore'], ['bytes32', 'nonce']];
	const signature = await wallet.signTypedData({ ...accepted.extra, chainId: 8453, verifyingContract: USDC },
		{ TransferWithAuthorization: fields.map(([type, name]) => ({ type, name })) }, authorization);
	const payment = (payload, as = accepted) => Buffer.from(JSON.stringify({ x402Version: 2, accepted: as, payload })).toString('base64');
	const pay = (header) => network.api('POST', '/x402/top-up', { headers: { 'PAYMENT-SIGNATURE': header } });

	const low = { ...accepted, amount: '1' };
	for (const [as, value] of [[low, '1'], [low, accepted.amount], [accepted, '6000000']]) {
		const refused = await pay(payment({ authorization: { ...authorization, value }, signature }, as));
		assert.deepEqual([refused.status, refused.body.error], [400, 'X402_INVALID_PAYMENT']);
	}
	await network.fail('x402', 'altered', { option: { payTo: USDC }, whole: { x402Version: 3 } });
	const altered = (await network.api('POST', '/x402/top-up')).body;
	assert.deepEqual([altered.x402Version, altered.accepts[0].payTo, altered.accepts[0].scheme], [3, USDC, 'exact']);
	const done = await pay(payment({ authorization, signature }));
	assert.equal(done.status, 200, done.text);
	assert.equal(done.body.data.newBalance, 5);
	const { transaction } = JSON.parse(Buffer.from(done.headers.get('payment-response'), 'base64'));
	assert.equal((await network.provider.getTransactionReceipt(transaction)).status, 1);
	assert.equal((await pay(payment({ authorization, signature }))).status, 400);

	const signedIn = async (...more) => ({ headers: { 'SIGN-IN-WITH-X': await signIn(wallet, ...more) } });
	const balance = `/x402/balance/${wallet.address}`;
	assert.equal((await network.api('GET', balance, await signedIn(Date.now(), '00112233445566ff'))).body.data.balanceUsd, 5);
	const again = await network.api('GET', balance, await signedIn(Date.now(), '00112233445566ff'));
	assert.deepEqual([again.status, again.body.message], [401, 'The nonce has been used']);
	const history = (await network.api('GET', `/x402/transactions/${wallet.address}?limit=1`, await signedIn())).body.data;
	assert.deepEqual([history.transactions.length, history.transactions[0].type, history.pagination.hasMore], [1, 'TOP_UP', false]);
	assert.equal((await network.api('GET', `/x402/balance/${staker.address}`, await signedIn())).body.error, 'X402_WALLET_MISMATCH');
	assert.equal((await network.api('GET', balance, await signedIn(Date.now() - 700000))).body.error, 'X402_INVALID_SIGN_IN');
});
