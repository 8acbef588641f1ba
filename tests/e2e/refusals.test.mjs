// How Venice says no today: words without codes, reset times in two units, and budgets.  What each means, and that
// nothing said to one key is taken for a judgement on it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrived, openWorld, randomKey, requests } from './support.mjs';

const [live, book] = await Promise.all([openWorld(), openWorld('--venice', 'book')]);
for (const world of [live, book]) {
	world.home_ = await world.funded({ staked: '10' });
	world.admin = (await world.home_.mint(['--type', 'ADMIN'])).id;
	world.plain = (await world.home_.mint()).id;
}

// [code, exit status] of asking what a key can do, in the words of the live API and of its OpenAPI file.
const SAID = {
	no_credentials: { live: ['no_credentials', 1], book: ['authentication_failed', 2] },
	key_not_known: { live: ['authentication_failed', 2], book: ['authentication_failed', 2] },
	key_expired: { live: ['authentication_failed', 2], book: ['key_inactive', 2] },
	not_admin: { live: ['admin_required', 2], book: ['unauthorized', 2] },
	not_pro: { live: ['pro_model', 2], book: ['pro_model', 2] },
	not_private: { live: ['model_not_private', 2], book: ['unauthorized', 2] },
	account_empty: { live: ['insufficient_balance', 5], book: ['insufficient_balance', 5] },
	limit_diem: { live: ['diem_limit', 5], book: ['diem_limit', 5] },
	limit_usd: { live: ['usd_limit', 5], book: ['usd_limit', 5] },
	gone: { live: ['gone', 1], book: ['gone', 1] },
};
for (const [mode, said] of Object.entries(SAID)) {
	for (const [venice, expected] of Object.entries(said)) {
		test(`${mode}, as the ${venice} API says it: asked what a key can do, and in a test call`, async () => {
			const world = venice === 'live' ? live : book;
			await world.network.fail('rate_limits', mode);
			const asked = await world.home_.error(['key', 'check', world.plain]);
			assert.deepEqual([asked.code, asked.exit], expected, asked.message);
			await world.network.fail('chat', mode);
			const called = await world.home_.error(['key', 'test', world.plain, '--yes']);
			assert.deepEqual([called.code, called.exit], expected, called.message);
		});
	}
}

test('whether a key can pay, by the live API and by the book', async () => {
	for (const { home_: home, network, plain, admin } of [live, book]) {
		const fund = (usd) => network.control('fund', { address: home.wallet.address, usd });
		await fund(5);
		for (const id of [plain, admin]) {
			const check = await home.data(['key', 'check', id]);
			assert.deepEqual(
				[check.canConsume, check.accessPermitted, check.balances.usd],
				[true, true, '5'],
			);
			assert.equal(check.consumptionCurrency, 'USD');
		}
		await fund(0);
		for (const id of [plain, admin])
			assert.deepEqual([(await home.data(['key', 'check', id])).canConsume], [false]);
	}
});

test('the three 402s have advice of their own; money is no help against a key\'s limit', async () => {
	const advice = {};
	for (const mode of ['account_empty', 'limit_diem', 'limit_usd']) {
		await live.network.fail('chat', mode);
		advice[mode] = (await live.home_.error(['key', 'test', live.plain, '--yes'])).do;
	}
	assert.match(advice.account_empty, /Stake DIEM or add USD/);
	assert.doesNotMatch(advice.account_empty, /x402/, 'no API key spends that');
	assert.match(advice.limit_diem, /More money does not help.*--limit-diem/);
	assert.match(advice.limit_usd, /More money does not help.*--limit-usd/);
});

test('a key that is already gone at Venice: its copy here is removed, and that is said', async () => {
	for (const world of [live, book]) {
		const { home_: home, network } = world;
		const doomed = await home.mint();
		await network.fail('keys', 'deletes_unknown', { after: 1 });
		const { status, stdout } = await home.run(['key', 'delete', doomed.id, '--yes'], { json: false });
		assert.equal(status, 0);
		assert.match(stdout, /was no longer at Venice; what was stored of it is removed/);
		assert.equal((await home.error(['key', 'show', doomed.id], { password: false })).code, 'key_not_found');
	}
});

test('what is not a word about the key leaves its copy alone', async () => {
	const { home_: home, network } = live;
	const kept = await home.mint();
	for (const [mode, more, code] of [
		['status', { status: 404, message: 'Not found' }, 'not_found'],
		['not_admin', {}, 'admin_required'],
		['key_not_known', {}, 'authentication_failed'],
		['status', { status: 401, message: 'API key not found' }, 'key_unknown'],
	]) {
		await network.fail('keys', mode, { after: 1, ...more });
		assert.equal((await home.error(['key', 'delete', kept.id, '--yes'])).code, code);
		assert.equal((await home.data(['key', 'show', kept.id], { password: false })).id, kept.id);
	}
});

test('an unknown id, changed: it is said that the account has no such key', async () => {
	for (const { home_: home, network, plain } of [live, book]) {
		await network.fail('keys', 'updates_unknown', { after: 1 });
		const error = await home.error(['key', 'update', plain, '--description', 'x']);
		assert.deepEqual([error.code, error.exit], ['key_unknown', 2]);
	}
});

const RESETS = ['requests', 'tokens', 'crypto', 'overloaded', 'budget', 'book'];
for (const resets of RESETS) {
	test(`429 by the header of ${resets}: waited for as long as it says, then the mint goes on`, async () => {
		await live.network.fail('mint', 'status', { status: 429, resetIn: 3, resets });
		const start = Date.now();
		assert.match((await live.home_.mint()).apiKey, /^VENICE_/);
		const took = Date.now() - start;
		assert.ok(took >= 2000 && took < 20000, `${took} ms`);
	});
}

for (const resets of RESETS) {
	test(`429 with a day in it, by the header of ${resets}: refused, and when is said`, async () => {
		const budget = resets === 'budget';
		for (const [route, args] of [
			['rate_limits', ['key', 'check', live.plain]],
			['mint', ['mint', '--yes']],
		]) {
			await live.network.fail(route, 'status', { status: 429, resetIn: 86400, resets });
			const asked = (await requests(live.network, route)).length;
			const error = await live.home_.error(args);
			assert.deepEqual(
				[error.code, error.exit, error.status],
				[budget ? 'error_budget' : 'rate_limited', 3, 429],
			);
			assert.ok(error.retryAfter > 86000 && error.retryAfter <= 86402, String(error.retryAfter));
			assert.match(error.message, /not before \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/);
			assert.equal((await requests(live.network, route)).length, asked + 1);
		}
	});
}

test('counts on other answers ask for nothing', async () => {
	await live.network.fail('rate_limits', 'http_status', {
		status: 400,
		json: { error: 'no' },
		headers: {
			'x-ratelimit-reset-requests': String(Date.now() + 60000),
			'x-ratelimit-resets': String(Date.now() + 60000),
		},
	});
	assert.equal((await live.home_.error(['key', 'check', live.plain])).retryAfter, undefined);
});

test('many wallets that cannot mint: no more than twenty a minute, and Venice never has to block', async () => {
	const { network } = live;
	const home = live.home(), names = [];
	for (let i = 0; i < 24; i++) {
		names.push(`w${i}`);
		await home.importKey(randomKey(), `w${i}`);
	}
	const asked = (await requests(network, 'mint')).length;
	const { child, ended } = home.start(['mint', '--yes', '--wallets', names.join(',')]);
	await arrived(network, 'mint', asked + 20);
	await new Promise((resolve) => { setTimeout(resolve, 5000); });
	assert.equal((await requests(network, 'mint')).length, asked + 20, 'the next one waits');
	child.kill('SIGINT');
	const { status, stdout } = await ended;
	const json = JSON.parse(stdout);
	assert.deepEqual([status, json.error.code], [130, 'interrupted']);
	assert.match(json.waited.at(-1).for, /Venice makes 20 keys a minute/);
});
