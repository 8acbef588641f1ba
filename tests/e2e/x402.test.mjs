// The prepaid credit of a wallet: its balance and what came and went, the wallet signing itself in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFields } from './output.mjs';
import { openWorld, requests } from './support.mjs';
import { payIn } from './x402.mjs';

const world = await openWorld();
const { network } = world;
const home = await world.funded();
await payIn(network, home.wallet, '5');
await payIn(network, home.wallet, '7.5');

const asked = async () => (await requests(network, 'x402')).length;

test('balance', async () => {
	const data = await home.data(['x402', 'balance']);
	assert.deepEqual(data, {
		address: home.wallet.address, balanceUsd: '12.5', diemBalanceUsd: null, canConsume: true,
		minimumTopUpUsd: '5', suggestedTopUpUsd: '10',
	});
	assert.deepEqual((await home.inFlight()), []);
	const { stdout } = await home.run(['x402', 'balance'], { json: false });
	assert.match(stdout, /x402 credit +12\.5 USD/);
	assert.match(stdout, /can pay +yes/);
});

test('DIEM of the account is spent first, and no key spends the credit: both are said', async () => {
	await network.control('fund', { address: home.wallet.address, diem: 2 });
	assert.equal((await home.data(['x402', 'balance'])).diemBalanceUsd, '2');
	const { stdout } = await home.run(['x402', 'balance'], { json: false });
	assert.match(stdout, /not for API keys: no key can spend it/);
	assert.match(
		stdout,
		/The account has 2 DIEM left: Venice spends that first, and while some is left more credit does not mend a 402/,
	);
	await network.control('fund', { address: home.wallet.address, diem: 0 });
	assert.doesNotMatch((await home.run(['x402', 'balance'], { json: false })).stdout, /DIEM left/);
});

test('transactions, the newest first, a page at a time', async () => {
	const all = await home.data(['x402', 'transactions']);
	assertFields(all, 'address balanceUsd transactions offset hasMore');
	assert.deepEqual(all.transactions.map(({ type, amount, balanceAfter }) => [type, amount, balanceAfter]),
		[['TOP_UP', '7.5', '12.5'], ['TOP_UP', '5', '5']]);
	all.transactions.forEach((row) => assertFields(row, 'id type amount balanceAfter createdAt requestId modelId'));
	assert.equal(all.hasMore, false);
	const first = await home.data(['x402', 'transactions', '--limit', '1']);
	assert.deepEqual([first.transactions.length, first.hasMore], [1, true]);
	const second = await home.data(['x402', 'transactions', '--limit', '1', '--offset', '1']);
	assert.deepEqual([second.transactions[0].amount, second.hasMore, second.offset], ['5', false, 1]);
	const { stdout } = await home.run(['x402', 'transactions', '--limit', '1'], { json: false });
	assert.match(stdout, /TOP_UP +7\.5 +12\.5/);
	assert.match(stdout, /--offset 1 goes on/);
	for (const [option, value] of [['--limit', '0'], ['--limit', '101'], ['--offset', '-1'], ['--limit', 'x']])
		assert.equal((await home.error(['x402', 'transactions', option, value])).code, 'usage');
});

test('this machine\'s clock is wrong: signed once more by Venice\'s', async () => {
	for (const offset of [3600, -3600]) {
		await network.control('clock', { offset });
		const before_ = await asked();
		assert.equal((await home.data(['x402', 'balance'])).balanceUsd, '12.5');
		assert.equal(await asked(), before_ + 2);
	}
});

for (const [mode, code, exit, remedy] of [
	['sign_in_refused', 'x402_sign_in_refused', 3, 'retry'],
	['sign_in_expired', 'x402_sign_in_expired', 3, 'retry'],
	['sign_in_future', 'x402_sign_in_future', 3, 'retry'],
	['sign_in_reused', 'x402_sign_in_reused', 3, 'retry'],
	['sign_in_signature', 'x402_sign_in_signature', 3, 'retry'],
	['sign_in_domain', 'x402_sign_in_domain', 2, 'fix_input'],
	['sign_in_other', 'x402_sign_in', 3, 'retry'],
]) {
	test(`${mode}: signed anew once by itself, and not for ever`, async () => {
		await network.fail('x402', mode);
		const sent = await asked();
		assert.equal((await home.data(['x402', 'transactions'])).transactions.length, 2);
		await network.fail('x402', mode, { times: 2 });
		const error = await home.error(['x402', 'balance']);
		assert.deepEqual([error.code, error.exit, error.status, error.remedy], [code, exit, 401, remedy]);
		assert.equal(await asked(), sent + 4);
	});
}

test('too many requests, and nothing says for how long: waited out a few times, each signed anew', async () => {
	const refusal = { status: 429, message: 'Too many requests' };
	await network.fail('x402', 'status', { ...refusal, times: 2 });
	const sent = await asked();
	assert.equal((await home.data(['x402', 'balance'])).balanceUsd, '12.5');
	assert.equal(await asked(), sent + 3);
	await network.fail('x402', 'status', { ...refusal, times: 0 });
	const error = await home.error(['x402', 'balance']);
	assert.deepEqual([error.code, error.exit, error.status], ['rate_limited', 3, 429]);
	assert.equal(await asked(), sent + 7);
});

test('something on the way takes the sign-in off: said as that', async () => {
	const { body } = await network.api('GET', `/x402/balance/${home.wallet.address}`);
	await network.fail('x402', 'http_status', { status: 402, json: body });
	const error = await home.error(['x402', 'balance']);
	assert.deepEqual([error.code, error.exit, error.status], ['x402_sign_in_missing', 3, 402]);
});

const REFUSALS = [
	[403, 'You can only access balance for your own wallet', 'x402_not_own_wallet', 2],
	[403, 'X402_WALLET_MISMATCH', 'x402_wallet_mismatch', 2],
	[402, 'Payment required', 'insufficient_balance', 5],
	[400, 'Invalid request parameters', 'bad_request', 2],
	[500, 'An unknown error occurred', 'server_error', 3],
	[503, 'Service unavailable', 'unavailable', 3],
];
for (const [status, message, code, exit] of REFUSALS) {
	for (const command of ['balance', 'transactions']) {
		test(`${status} ${message}: ${command}`, async () => {
			await network.fail('x402', 'status', { status, message });
			const error = await home.error(['x402', command]);
			assert.deepEqual([error.code, error.exit, error.status], [code, exit, status]);
		});
	}
}

for (const [mode, code] of [
	['cut', 'connection_cut'], ['cut_mid', 'connection_cut'], ['garbage', 'bad_answer'], ['bad_json', 'bad_answer'],
	['wrong_shape', 'bad_answer'], ['html', 'bad_gateway'], ['huge', 'bad_answer'], ['redirect', 'http_other'],
]) {
	test(`an answer of no use: ${mode}`, async () => {
		await network.fail('x402', mode);
		assert.equal((await home.error(['x402', 'balance'])).code, code);
		await network.fail('x402', mode);
		assert.equal((await home.error(['x402', 'transactions'])).code, code);
	});
}

test('hostile words are plain when they are shown', async () => {
	await network.fail('x402', 'escape');
	assert.equal((await home.error(['x402', 'balance'])).status, 400);
});

test('no password, a wrong one, no key, and --readonly: nothing is asked', async () => {
	const before_ = await asked();
	assert.equal((await home.error(['x402', 'balance'], { password: false })).code, 'password_needed');
	const wrong = home.file('wrong', 'not it\n');
	assert.equal(
		(await home.error(['x402', 'balance', '--password-file', wrong], { password: false })).code,
		'wrong_password',
	);
	await home.data(['wallet', 'watch', 'cold', '0x000000000000000000000000000000000000dEaD']);
	assert.equal((await home.error(['x402', 'balance', '--wallet', 'cold'])).code, 'watch_only');
	for (const command of ['balance', 'transactions']) {
		const error = await home.error(['x402', command, '--readonly', '--wallet', 'main']);
		assert.deepEqual([error.code, error.exit], ['readonly', 8]);
	}
	assert.equal(await asked(), before_);
});
