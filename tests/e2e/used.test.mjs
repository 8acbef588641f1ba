// What an account's keys used, as its stored ADMIN key is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorld, requests } from './support.mjs';

const world = await openWorld();
const { network } = world;
const home = await world.funded({ staked: '10' });
const bare = await home.error(['usage']);
const admin = await home.mint(['--type', 'ADMIN', '--description', 'the admin']);
const agent = await home.mint(['--description', 'web agent']);

const usage = (args = [], how = {}) => home.data(['usage', ...args], how);
const spend = (id, amount, more = {}) => network.control('spend', { id, amount, ...more });
const ESCAPE = '\u001b[31mred\u202e';

test('without an ADMIN key the use is not asked for, and nothing is made up', async () => {
	assert.deepEqual([bare.code, bare.exit], ['no_admin_key', 2]);
	assert.deepEqual(await usage(), { by: 'key', days: 7, rows: [], total: { usd: '0', diem: '0' } });
	const { stdout } = await home.run(['usage'], { json: false });
	assert.equal(stdout, 'Nothing was used in the last 7 days.\n');
});

test('by key, by model, by day, and the sums', async () => {
	await spend(agent.id, 2.5, { model: 'GLM 5.1' });
	await spend(agent.id, 0.125, { purse: 'usd', model: 'Kimi', daysAgo: 1 });
	await spend(admin.id, 1, { model: 'GLM 5.1', daysAgo: 20 });
	assert.deepEqual(await usage(), {
		by: 'key', days: 7, rows: [{ name: 'web agent', id: agent.id, usd: '0.125', diem: '2.5' }],
		total: { usd: '0.125', diem: '2.5' },
	});
	const models = await usage(['--by', 'model', '--days', '30']);
	assert.deepEqual(models.rows, [
		{ name: 'GLM 5.1', id: null, usd: '0', diem: '3.5' }, { name: 'Kimi', id: null, usd: '0.125', diem: '0' },
	]);
	assert.deepEqual(models.total, { usd: '0.125', diem: '3.5' });
	const days = (await usage(['--by', 'day'])).rows;
	assert.deepEqual(days.map(({ usd, diem }) => [usd, diem]), [['0.125', '0'], ['0', '2.5']]);
	for (const { name } of days) assert.match(name, /^\d{4}-\d\d-\d\d$/);
	assert.deepEqual((await requests(network, 'usage')).at(-1).query, { lookback: '7d' });
});

test('for people the decimal points stand one below the other', async () => {
	const { stdout } = await home.run(['usage', '--by', 'model', '--days', '30'], { json: false });
	const lines = stdout.trimEnd().split('\n');
	assert.match(lines[0], /^MODEL +USD +DIEM$/);
	assert.match(lines.at(-1), /^total +0\.125 +3\.5$/);
	const points = lines.filter((line) => /3\.5$/.test(line)).map((line) => line.lastIndexOf('.'));
	assert.deepEqual(points, [points[0], points[0]]);
});

test('--fail-above: above is a failure that says what was used, up to it is none', async () => {
	for (const line of ['2.625', '0.125 USD', '2.5diem', '0.2usd']) await usage(['--fail-above', line]);
	for (const line of ['2.6', '0.1 USD', '2.49 DIEM', '0']) {
		const error = await home.error(['usage', '--fail-above', line]);
		assert.deepEqual([error.code, error.exit, error.total], ['used_more', 1, { usd: '0.125', diem: '2.5' }], line);
	}
	for (const args of [['--fail-above', 'much'], ['--fail-above', '5 EUR'], ['--fail-above', '-1'], ['--by', 'hour'],
		['--days', '0'], ['--days', '91']])
		assert.deepEqual([(await home.error(['usage', ...args])).exit, args], [2, args]);
});

test('answers that are none, or too many', async () => {
	for (const [mode, more, code, exit] of [
		['status', { status: 429, resetIn: 1 }, 'rate_limited', 3],
		['status', { status: 504 }, 'gateway_timeout', 3],
		['key_not_known', {}, 'authentication_failed', 2],
		['not_admin', {}, 'admin_required', 2],
		['garbage', {}, 'bad_answer', 3],
		['bad_json', {}, 'bad_answer', 3],
		['wrong_shape', {}, 'bad_answer', 3],
		['html', {}, 'bad_gateway', 3],
		['altered', { data: { byKey: null } }, 'bad_answer', 3],
		['altered', { data: { byKey: 'x', byDate: {}, byModel: 7 } }, 'bad_answer', 3],
	]) {
		await network.fail('usage', mode, { ...more, times: 0 });
		const error = await home.error(['usage']);
		assert.deepEqual([error.code, error.exit], [code, exit], mode);
		await network.control('reset');
	}
});

test('a hostile answer: text is made safe, what is odd is left out', async () => {
	const byKey = [
		{ apiKeyId: agent.id, description: ESCAPE, totalUsd: null, totalDiem: 1e-7 },
		{ apiKeyId: null, description: 'Web App', totalUsd: '2.25', totalDiem: 1e300 },
		{ apiKeyId: '../../etc', description: 'old', usd: 3, diem: -4 },
		null, 7, 'x', [], {},
	];
	await network.fail('usage', 'altered', { data: { byKey, byKeyDaily: [null, { date: {} }, 5] } });
	const { rows, total } = await usage();
	assert.deepEqual(rows, [
		{ name: '?[31mred?', id: agent.id, usd: null, diem: '0' },
		{ name: 'Web App', id: null, usd: '2.25', diem: null },
		{ name: 'old', id: '../../etc', usd: '3', diem: null },
	]);
	assert.deepEqual(total, { usd: '5.25', diem: '0' });
	await network.fail('usage', 'altered', { data: { byKey } });
	const { stdout } = await home.run(['usage'], { json: false });
	assert.ok(!/[\u001b\u202e]/.test(stdout));
	assert.match(stdout, /Web App +2\.25 +\?/);
});
