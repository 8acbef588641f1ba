import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { parseEther } from 'ethers';
import { DIEM } from '../chain/addresses.mjs';
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
