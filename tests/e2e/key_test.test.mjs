// A call of one token with a stored key: nothing is sent before its cost was agreed to, and never twice.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { arrived, openWorld, requests } from './support.mjs';
import { assertTest } from './shapes.mjs';

const CHEAPEST = 'practice-coder', DEARER = 'zai-org-glm-5-1';

const world = await openWorld();
const { network } = world;
const home = await world.funded({ staked: '10' });
const key = await home.mint();
beforeEach(() => fund({ usd: 5, diem: 0 }));

const fund = (credit) => network.control('fund', { address: home.wallet.address, ...credit });
const calls = async () => (await requests(network, 'chat')).length;
const test_ = (args = [], how) => home.data(['key', 'test', key.id, '--yes', ...args], how);
const refused = (args = [], id = key.id) => home.error(['key', 'test', id, '--yes', ...args]);
const balance = async () => Number((await home.data(['key', 'check', key.id])).balances.usd);

test('the cheapest model is called for one token, and what it cost is said', async () => {
	const before_ = await balance();
	const result = await test_();
	assertTest(result);
	assert.deepEqual(
		[
			result.id,
			result.model,
			result.answeredBy,
			result.reply,
			result.promptTokens,
			result.completionTokens,
		],
		[key.id, CHEAPEST, CHEAPEST, 'Hello', 8, 1],
	);
	assert.deepEqual(
		[result.cost, result.mostCost],
		[
			{ usd: '0.0000018', diem: '0.0000018' },
			{ usd: '0.000039', diem: '0.000039' },
		],
	);
	assert.ok(Math.abs(before_ - (await balance()) - 1.8e-6) < 1e-9, 'that is what was taken');
	const { body } = (await requests(network, 'chat')).at(-1);
	assert.deepEqual(body, {
		model: CHEAPEST, messages: [{ role: 'user', content: 'Hi' }], max_completion_tokens: 1,
		venice_parameters: { include_venice_system_prompt: false },
	});
});

test('--model names another; for people it is a text', async () => {
	assert.equal((await test_(['--model', DEARER])).model, DEARER);
	const { stdout } = await home.run(['key', 'test', key.id, '--yes', '--model', DEARER], { json: false });
	assert.match(stdout, /^The key works\.$/m);
	assert.match(stdout, /^tokens +8 in, 1 out$/m);
	assert.match(stdout, /^cost +0\.0000084 USD or 0\.0000084 DIEM/m);
});

test('without a yes nothing is sent, and the cost is said', async () => {
	const before_ = await calls();
	const error = await home.error(['key', 'test', key.id]);
	assert.deepEqual([error.code, error.exit], ['needs_answer', 2]);
	assert.match(error.message, /practice-coder for at most 0\.000039 USD or 0\.000039 DIEM/);
	assert.equal(await calls(), before_);
});

test('--readonly refuses it, an unknown key is not asked about', async () => {
	const before_ = (await network.log()).requests.length;
	const error = await home.error(['--readonly', 'key', 'test', key.id, '--yes']);
	assert.deepEqual([error.code, error.exit], ['readonly', 8]);
	assert.equal((await refused([], 'nobody')).code, 'key_not_found');
	assert.equal((await network.log()).requests.length, before_, 'not even the prices');
});

test('a model whose cost cannot be said is not called', async () => {
	const before_ = await calls();
	for (const [model, words] of [
		['nothing', /no text model/],
		['practice-image', /no text model/],
		['practice-beta', /not published/],
		['practice-offline', /offline/],
		['x'.repeat(200), /as long/],
	]) {
		const error = await refused(['--model', model]);
		assert.deepEqual([error.code, error.exit], ['invalid_input', 2], model);
		assert.match(error.message, words);
	}
	for (const [mode, code] of [
		['wrong_shape', 'bad_answer'],
		['html', 'bad_gateway'],
		['cut', 'connection_cut'],
	]) {
		await network.fail('models', mode);
		assert.equal((await refused()).code, code, mode);
	}
	assert.equal(await calls(), before_);
});

test('a model for Pro accounts only is not chosen; where Venice lists it all the same, its refusal is told', async () => {
	assert.equal((await test_()).model, CHEAPEST);
	const before_ = await calls();
	await network.fail('models', 'all_models', { times: 0 });
	const error = await refused();
	assert.deepEqual([error.code, error.exit], ['pro_model', 2]);
	assert.equal((await requests(network, 'chat')).at(-1).body.model, 'practice-pro');
	assert.equal(await calls(), before_ + 1, 'who agreed to one call agreed to no other');
	assert.equal((await test_(['--model', CHEAPEST])).model, CHEAPEST);
});

test('a key for private models is tested with one', async () => {
	const careful = await home.mint(['--privacy', 'PRIVATE_ONLY']);
	assert.equal((await home.data(['key', 'test', careful.id, '--yes'])).model, DEARER);
	const error = await refused(['--model', CHEAPEST], careful.id);
	assert.deepEqual([error.code, error.exit], ['model_not_private', 2]);
});

test('402: the account has nothing, or the key is at its limit', async () => {
	await fund({ usd: 0, diem: 0 });
	const poor = await refused();
	assert.deepEqual([poor.code, poor.exit, poor.remedy], ['insufficient_balance', 5, 'fund']);
	const limited = await home.mint(['--limit-usd', '0', '--limit-diem', '0']);
	await fund({ usd: 5 });
	assert.equal((await refused([], limited.id)).code, 'usd_limit');
	await fund({ diem: 5 });
	const spent = await refused([], limited.id);
	assert.deepEqual([spent.code, spent.exit, spent.remedy], ['diem_limit', 5, 'fund']);
});

test('401, 403 and 429 are told as what they are', async () => {
	for (const [status, message, code, exit] of [[401, 'AUTHENTICATION_FAILED_INACTIVE_KEY', 'key_inactive', 2],
		[403, 'API_ACCESS_DISABLED', 'api_disabled', 1], [429, 'Rate limit exceeded', 'rate_limited', 3]]) {
		await network.fail('chat', 'status', { status, message });
		const error = await refused();
		assert.deepEqual([error.code, error.exit, error.status], [code, exit, status]);
	}
});

test('an answer that does not come: it may have been charged, and is not sent again', async () => {
	for (const [mode, more] of [
		['cut', {}],
		['cut_after', {}],
		['cut_mid', {}],
		['bad_json', {}],
		['garbage', {}],
		['wrong_shape', {}],
		['html', {}],
		['huge', {}],
		['status', { status: 500 }],
		['status', { status: 408 }],
		['redirect', {}],
	]) {
		const before_ = await calls();
		await network.fail('chat', mode, more);
		const error = await refused();
		assert.deepEqual([error.code, error.exit, error.remedy], ['test_unknown', 6, 'check_keys'], mode);
		assert.match(error.meaning, /may have been charged/);
		assert.equal(await calls(), before_ + 1, `${mode}: sent once`);
	}
});

test('killed while it waits: the log has what was sent', async () => {
	const before_ = await calls();
	await network.fail('chat', 'hang');
	const { child, ended } = home.start(['key', 'test', key.id, '--yes']);
	await arrived(network, 'chat', before_ + 1);
	child.kill('SIGKILL');
	await ended;
	const { records } = await home.data(['log'], { password: false });
	const last = records.at(-1);
	assert.equal(last.event, 'test_sent');
	assert.match(last.text, /practice-coder, at most 0\.000039 USD/);
});

test('hostile words are made safe', async () => {
	await network.fail('chat', 'escape');
	assert.ok((await refused()).message.length > 0);
});
