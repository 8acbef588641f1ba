import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepNetwork, startNetwork } from './harness.mjs';

const HI = [{ role: 'user', content: 'Hi' }];
const ONE = {
	model: 'zai-org-glm-5-1',
	messages: HI,
	max_completion_tokens: 1,
	venice_parameters: { include_venice_system_prompt: false },
};
const COST = (8 * 0.7 + 2.8) / 1e6;

const network = await keepNetwork();

/** Makes a wallet with a key of these options; `fund` gives it what it may spend. */
async function keyed(options = {}, on = network) {
	const wallet = await on.staker();
	const { apiKey } = (await on.mint(await on.mintBody(wallet, { apiKeyType: 'ADMIN', ...options }))).body.data;
	return {
		secret: apiKey,
		chat: (body = ONE) => on.api('POST', '/chat/completions', { key: apiKey, body }),
		balance: async () => (await on.api('GET', '/billing/balance', { key: apiKey })).body,
		listed: async () => (await on.api('GET', '/api_keys', { key: apiKey })).body.data[0],
		access: async () => (await on.api('GET', '/api_keys/rate_limits', { key: apiKey })).body.data,
		fund: (credit) => on.control('fund', { address: wallet.address, ...credit }),
	};
}

test('a completion says what it used, and its price is taken off', async () => {
	const key = await keyed({ apiKeyType: 'ADMIN', consumptionLimit: { usd: 5 } });
	await key.fund({ usd: 5 });
	const { status, body, headers, text } = await key.chat();
	assert.equal(status, 200, text);
	assert.deepEqual([body.object, body.model, body.choices[0].message.content, body.choices[0].finish_reason],
		['chat.completion', 'zai-org-glm-5-1', 'Hello', 'length']);
	assert.deepEqual([body.usage.prompt_tokens, body.usage.completion_tokens, body.usage.total_tokens], [8, 1, 9]);
	assert.equal(headers.get('x-venice-balance-usd'), '5');
	assert.ok(Math.abs((await key.balance()).balances.usd - (5 - COST)) < 1e-12);
	assert.equal((await key.chat({ ...ONE, venice_parameters: undefined })).body.usage.prompt_tokens, 708);
	for (let i = 0; i < 9; i++) await key.chat({ ...ONE, model: 'practice-large', venice_parameters: {} });
	const { usage, currentPeriodUsage } = await key.listed();
	assert.deepEqual([usage.trailingSevenDays.usd, currentPeriodUsage.usd], ['0.0808', '0.0808']);
});

test('DIEM pays first, and is there again the next day', async () => {
	const key = await keyed();
	await key.fund({ usd: 5, diem: 1 });
	await key.chat();
	const { balances, diemEpochAllocation, consumptionCurrency } = await key.balance();
	assert.deepEqual(
		[balances.usd, balances.diem < 1, diemEpochAllocation, consumptionCurrency],
		[5, true, 1, 'DIEM'],
	);
	await network.control('clock', { offset: 86400 });
	assert.equal((await key.balance()).balances.diem, 1);
});

const WHY = {
	live: [
		/^Insufficient USD or Diem balance/,
		/^API key USD spend limit exceeded/,
		/^API key DIEM spend limit exceeded/,
	],
	book: [/^INSUFFICIENT_BALANCE$/, /^API_KEY_USD_SPEND_LIMIT_EXCEEDED$/, /^API_KEY_DIEM_SPEND_LIMIT_EXCEEDED$/],
};
for (const [venice, [empty, usd, diem]] of Object.entries(WHY)) {
	test(`who cannot pay is told why, as the ${venice} API says it`, async () => {
		const own = venice === 'live' ? network : await startNetwork('--venice', venice);
		try {
			const poor = await keyed({}, own),
				limited = await keyed({ consumptionLimit: { diem: 0, usd: 0 } }, own);
			const refused = async (key, words) => {
				const { status, body } = await key.chat();
				assert.equal(status, 402);
				assert.match(body.error, words);
				assert.equal(
					Boolean(body.message),
					venice === 'book',
					'a code with words, or words alone',
				);
			};
			await refused(poor, empty);
			await limited.fund({ usd: 5 });
			await refused(limited, usd);
			await limited.fund({ diem: 5 });
			await refused(limited, diem);
			assert.equal(
				(await own.api('POST', '/chat/completions', { key: 'nobody', body: ONE })).status,
				401,
			);
		} finally {
			if (own !== network) await own.stop();
		}
	});
}

test('DIEM, earned credits, bundled credits, USD: in that order, and a limit in USD is one of the last three', async () => {
	const key = await keyed({ consumptionLimit: { usd: 0.2 } });
	await key.fund({ usd: 5, earned: COST / 2, bundled: COST / 2 });
	const spent = async () => {
		await key.chat();
		return (await key.balance()).consumptionCurrency;
	};
	assert.equal((await key.balance()).consumptionCurrency, 'EARNED_CREDITS');
	assert.equal(await spent(), 'BUNDLED_CREDITS');
	assert.equal(await spent(), 'USD');
	assert.equal(await spent(), 'USD');
	assert.equal((await key.listed()).currentPeriodUsage.usd, (3 * COST).toFixed(4));
});

test('accessPermitted knows of the key\'s own limit, canConsume does not; balances are clamped', async () => {
	const key = await keyed({ consumptionLimit: { usd: 1 } }), shut = await keyed({ consumptionLimit: { usd: 0 } });
	await key.fund({ usd: 5, bundled: 3 });
	await shut.fund({ usd: 5 });
	assert.deepEqual((await key.access()).balances, { USD: 1, BUNDLED_CREDITS: 1 });
	assert.deepEqual(
		[
			(await shut.access()).accessPermitted,
			(await shut.access()).balances,
			(await shut.balance()).canConsume,
		],
		[false, {}, true],
	);
	await shut.fund({ usd: 0.09 });
	assert.equal((await shut.balance()).canConsume, false, 'at least $0.10 in sum');
});

test('models: those for Pro accounts are listed to who shows no key, and refused', async () => {
	const key = await keyed();
	await key.fund({ usd: 5 });
	const listed = async (how) =>
		(await network.api('GET', '/models?type=text', how)).body.data.some(({ id }) => id === 'practice-pro');
	assert.deepEqual([await listed(), await listed({ key: key.secret })], [true, false]);
	const { status, body } = await key.chat({ ...ONE, model: 'practice-pro' });
	assert.deepEqual([status, body.error], [401, 'This model is only available to Pro users']);
	assert.equal((await network.api('GET', '/models', { key: 'nonsense' })).status, 200);
});

test('models: unknown, no text, offline, not private', async () => {
	const key = await keyed({ modelPrivacy: 'PRIVATE_ONLY' });
	await key.fund({ usd: 5 });
	for (const [model, status] of [
		['nothing', 404],
		['practice-image', 400],
		['practice-offline', 503],
		['practice-coder', 403],
	])
		assert.equal((await key.chat({ ...ONE, model })).status, status, model);
	assert.equal((await key.balance()).balances.usd, 5);
});

test('bodies are held to the reference, and failures can be ordered', async () => {
	const key = await keyed();
	await key.fund({ usd: 5 });
	for (const body of [
		{},
		{ ...ONE, messages: [] },
		{ ...ONE, messages: 'Hi' },
		{ ...ONE, max_completion_tokens: 0 },
		{ ...ONE, tokens: 1 },
		{ ...ONE, stream: true },
		{ ...ONE, venice_parameters: { character: 1 } },
	])
		assert.equal((await key.chat(body)).status, 400, JSON.stringify(body));
	await network.fail('chat', 'status', { status: 429 });
	const limited = await key.chat();
	assert.equal(limited.status, 429);
	assert.ok(limited.headers.get('x-ratelimit-reset-requests'));
	assert.equal((await key.balance()).balances.usd, 5);
});
