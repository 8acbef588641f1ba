import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEther } from 'ethers';
import { DIEM } from '../chain/addresses.mjs';
import { keepNetwork, send, startNetwork } from './harness.mjs';

const network = await keepNetwork();
const staker = await network.staker();
const admin = (await network.mint(await network.mintBody(staker, { apiKeyType: 'ADMIN' }))).body.data;

const asAdmin = (method, path, body) => network.api(method, path, { key: admin.apiKey, body });

test('an ADMIN key lists, creates, updates, shows and deletes', async () => {
	const made = await asAdmin('POST', '/api_keys', {
		apiKeyType: 'INFERENCE',
		description: 'one',
		consumptionLimit: { diem: 2 },
	});
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

	const changed = await asAdmin('PATCH', '/api_keys', {
		id,
		description: 'two',
		expiresAt: '2031-05-06',
		consumptionLimit: { usd: 7 },
	});
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
	for (const body of [
		{ apiKeyType: 'ADMIN' },
		{ apiKeyType: 'ADMIN', description: 'x'.repeat(65) },
		{ apiKeyType: 'ADMIN', description: '', token: '' },
	])
		assert.equal((await asAdmin('POST', '/api_keys', body)).status, 400);
	for (const body of [{ description: 'x' }, { id: admin.id, apiKeyType: 'ADMIN' }, { id: 'nobody' }])
		assert.equal((await asAdmin('PATCH', '/api_keys', body)).status, 400);
});

const WHO = {
	live: {
		none: [402, 'Payment required'],
		unknown: [401, 'Authentication failed'],
		plain: [401, 'Admin API key required'],
		expired: 'Authentication failed',
		balance: 401,
		gone: [
			[400, 'API key could not be found'],
			[400, 'API key not found or expired'],
			[404, 'API key not found'],
		],
	},
	book: {
		none: [401, 'AUTHENTICATION_FAILED'],
		unknown: [401, 'AUTHENTICATION_FAILED'],
		plain: [403, 'UNAUTHORIZED'],
		expired: 'AUTHENTICATION_FAILED_INACTIVE_KEY',
		balance: 200,
		gone: [
			[400, 'API key not found'],
			[400, 'API key not found'],
			[404, 'API key not found'],
		],
	},
};
for (const [venice, said] of Object.entries(WHO)) {
	test(`who may do what, as the ${venice} API says it`, async () => {
		const own = venice === 'live' ? network : await startNetwork('--venice', venice);
		const mint = async (wallet, changes) =>
			(await own.mint(await own.mintBody(wallet, changes))).body.data.apiKey;
		const told = async (...request) => {
			const { status, body } = await own.api(...request);
			return [status, body.error];
		};
		try {
			const wallet = await own.staker(),
				plain = await mint(wallet),
				keeper = await mint(wallet, { apiKeyType: 'ADMIN' });
			assert.deepEqual(await told('GET', '/api_keys', {}), said.none);
			assert.deepEqual(await told('GET', '/api_keys', { key: 'nonsense' }), said.unknown);
			assert.deepEqual(await told('GET', '/api_keys', { key: plain }), said.plain);
			assert.equal((await own.api('GET', '/api_keys/rate_limits', { key: plain })).status, 200);
			assert.equal((await own.api('GET', '/billing/balance', { key: plain })).status, said.balance);
			assert.equal((await own.api('GET', '/billing/usage', { key: keeper })).status, 410);
			assert.deepEqual(await told('DELETE', '/api_keys?id=nobody', { key: keeper }), said.gone[0]);
			assert.deepEqual(
				await told('PATCH', '/api_keys', { key: keeper, body: { id: 'nobody' } }),
				said.gone[1],
			);
			assert.deepEqual(await told('GET', '/api_keys/nobody', { key: keeper }), said.gone[2]);
			const brief = await mint(wallet, { expiresAt: '2031-01-01' });
			assert.equal((await own.api('GET', '/api_keys', { key: keeper })).body.data.length, 3);
			await own.control('clock', { offset: 20 * 365 * 86400 });
			assert.equal(
				(await own.api('GET', '/api_keys/rate_limits', { key: brief })).body.error,
				said.expired,
			);
			assert.equal(
				(await own.api('GET', '/api_keys', { key: keeper })).body.data.length,
				venice === 'live' ? 2 : 3,
			);
		} finally {
			await own.control('reset');
			if (own !== network) await own.stop();
		}
	});
}

test('without credentials it is said how to pay', async () => {
	for (const path of ['/api_keys', '/api_keys/rate_limits', '/billing/balance', '/chat/completions']) {
		const { status, body } = await network.api(path.startsWith('/chat') ? 'POST' : 'GET', path, {
			body: path.startsWith('/chat') ? {} : undefined,
		});
		assert.equal(status, 402, path);
		assert.deepEqual(
			[body.x402Version, Array.isArray(body.accepts), typeof body.authOptions],
			[2, true, 'object'],
			path,
		);
	}
});

test('fifty failed requests in half a minute are all; then none is taken until that is over', async () => {
	const fails = () => network.api('GET', '/api_keys', { key: 'nonsense' });
	for (let i = 0; i < 50; i++) assert.equal((await fails()).status, 401);
	assert.equal((await asAdmin('GET', '/api_keys')).status, 200, 'not yet');
	assert.equal((await fails()).status, 401);
	const blocked = await asAdmin('GET', '/api_keys');
	assert.equal(blocked.status, 429);
	const resets = Number(blocked.headers.get('x-ratelimit-resets'));
	assert.ok(resets > Date.now() && resets <= Date.now() + 30000, 'Unix milliseconds');
	await network.control('clock', { offset: 31 });
	assert.equal((await asAdmin('GET', '/api_keys')).status, 200);
	await network.control('reset');
	await network.fail('keys', 'status', { status: 400, times: 60 });
	for (let i = 0; i < 60; i++) await asAdmin('GET', '/api_keys');
	assert.equal((await asAdmin('GET', '/api_keys')).status, 200, 'what a test orders does not count');
});

test('balances come from staked DIEM and from credit', async () => {
	const wallet = await network.staker();
	const key = (await network.mint(await network.mintBody(wallet, { apiKeyType: 'ADMIN' }))).body.data.apiKey;
	const balance = async () => (await network.api('GET', '/billing/balance', { key })).body;
	const none = { diem: null, usd: null, bundledCredits: null, earnedCredits: null };
	assert.deepEqual(await balance(), {
		canConsume: false,
		consumptionCurrency: null,
		balances: none,
		diemEpochAllocation: 0,
	});
	await network.control('fund', { address: wallet.address, usd: '5' });
	assert.deepEqual(await balance(), {
		canConsume: true,
		consumptionCurrency: 'USD',
		balances: { ...none, usd: 5 },
		diemEpochAllocation: 0,
	});
	await network.control('faucet', { address: wallet.address, diem: '3' });
	await send(wallet, DIEM, 'stake(uint256)', parseEther('2'));
	assert.deepEqual(await balance(), {
		canConsume: true,
		consumptionCurrency: 'DIEM',
		balances: { ...none, diem: 2, usd: 5 },
		diemEpochAllocation: 2,
	});
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

test('usage: an ADMIN key is told it, by day, model and key', async () => {
	const wallet = await network.staker();
	const mint = async (apiKeyType, description) =>
		(await network.mint(await network.mintBody(wallet, { apiKeyType, description }))).body.data;
	const boss = await mint('ADMIN', 'boss'), agent = await mint('INFERENCE', 'agent');
	const ask = (query, key = boss.apiKey) => network.api('GET', `/billing/usage-analytics${query}`, { key });
	assert.equal((await ask('', agent.apiKey)).status, 401);
	for (const query of ['?lookback=0d', '?lookback=91d', '?lookback=7', '?startDate=2026-01-01'])
		assert.equal((await ask(query)).status, 400, query);
	await network.control('spend', { id: agent.id, amount: 2, model: 'GLM' });
	await network.control('spend', { id: agent.id, amount: 0.5, purse: 'usd', model: 'GLM', daysAgo: 3 });
	await network.control('spend', { id: agent.id, amount: 9, model: 'GLM', daysAgo: 30 });
	const { lookback, byDate, byModel, byKey, byKeyDaily, topKeyNames } = (await ask('')).body;
	assert.equal(lookback, '7d');
	assert.deepEqual(byDate.map(({ USD, DIEM }) => [USD, DIEM]), [[0, 2], [0.5, 0]]);
	assert.deepEqual(byModel.map(({ modelName, totalUsd, totalDiem }) => [modelName, totalUsd, totalDiem]),
		[['GLM', 0.5, 2]]);
	assert.deepEqual(byKey.map(({ apiKeyId, totalDiem }) => [apiKeyId, totalDiem]), [[agent.id, 2]]);
	assert.deepEqual(byKeyDaily.map(({ agent: used }) => used), [0.5, 2]);
	assert.deepEqual(topKeyNames, ['agent']);
});
