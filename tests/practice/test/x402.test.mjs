// x402 as a client written with ethers meets it: now, and as Venice's OpenAPI file has it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { Wallet, parseUnits } from 'ethers';
import { TREASURY, USDC } from '../chain/addresses.mjs';
import { keepNetwork, view } from './harness.mjs';

const FIELDS = 'address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce';
const TYPES = {
	TransferWithAuthorization: FIELDS.split(',')
		.map((field) => field.split(' '))
		.map(([type, name]) => ({ type, name })),
};

const [live, book] = await Promise.all([keepNetwork(), keepNetwork('--venice', 'book')]);

async function signIn(
	wallet,
	{
		now = Date.now(),
		nonce = randomBytes(8).toString('hex'),
		statement = 'Sign in to Venice AI',
		timestamp = now,
	} = {},
) {
	const message = `api.venice.ai wants you to sign in with your Ethereum account:
${wallet.address}

${statement}

URI: https://api.venice.ai
Version: 1
Chain ID: 8453
Nonce: ${nonce}
Issued At: ${new Date(now).toISOString()}
Expiration Time: ${new Date(now + 600000).toISOString()}`;
	const signature = await wallet.signMessage(message);
	const header = Buffer.from(
		JSON.stringify({ address: wallet.address, message, signature, timestamp, chainId: 8453 }),
	);
	return { headers: { 'SIGN-IN-WITH-X': header.toString('base64') } };
}

const balanceOf = async (network, wallet, how) =>
	network.api('GET', `/x402/balance/${wallet.address}`, await signIn(wallet, how));

async function rich(network) {
	const wallet = Wallet.createRandom();
	await network.control('faucet', { address: wallet.address, usdc: '20' });
	return wallet;
}

/** Makes a payment of `usd` as a header.  `as` replaces members of the option that is accepted. */
async function payment(network, wallet, usd = '5', as = {}) {
	const [option] = (await network.api('POST', '/x402/top-up')).body.accepts;
	const authorization = {
		from: wallet.address, to: option.payTo, value: parseUnits(usd, 6).toString(), validAfter: '0',
		validBefore: String(Math.floor(Date.now() / 1000) + 300), nonce: `0x${randomBytes(32).toString('hex')}`,
	};
	const signature = await wallet.signTypedData(
		{ ...option.extra, chainId: 8453, verifyingContract: USDC },
		TYPES,
		authorization,
	);
	const accepted = { ...option, amount: authorization.value, ...as };
	return Buffer.from(
		JSON.stringify({ x402Version: 2, accepted, payload: { signature, authorization } }),
	).toString('base64');
}

const pay = (network, header) => network.api('POST', '/x402/top-up', { headers: { 'PAYMENT-SIGNATURE': header } });
const said = ({ status, body }) => [status, body.error];
const taken = async (network) =>
	Number((await view(network.provider, USDC, 'balanceOf(address) view returns (uint256)', TREASURY))[0]) / 1e6;

test('two rails are offered, and a payment on Base becomes credit once', async () => {
	const offered = await live.api('POST', '/x402/top-up');
	assert.equal(offered.status, 402);
	assert.deepEqual(offered.body.accepts.map(({ network }) => network.split(':')[0]), ['eip155', 'solana']);
	const wallet = await rich(live), header = await payment(live, wallet);
	const done = await pay(live, header);
	assert.equal(done.status, 200, done.text);
	assert.equal(done.body.data.newBalance, 5);
	const { transaction, success } = JSON.parse(Buffer.from(done.headers.get('payment-response'), 'base64'));
	assert.ok(success);
	assert.equal((await live.provider.getTransactionReceipt(transaction)).status, 1);
	assert.deepEqual(said(await pay(live, header)), [400, 'PAYMENT_VERIFICATION_FAILED']);
	const { data } = (await balanceOf(live, wallet)).body;
	assert.deepEqual([data.balanceUsd, data.canConsume, data.diemBalanceUsd], [5, true, undefined]);
	const history = (await live.api('GET', `/x402/transactions/${wallet.address}?limit=1`, await signIn(wallet)))
		.body.data;
	assert.deepEqual(
		[history.transactions.length, history.transactions[0].type, history.pagination.hasMore],
		[1, 'TOP_UP', false],
	);
	assert.equal((await pay(live, await payment(live, wallet, '5', { network: 'base' }))).status, 200);
});

test('no API key spends it', async () => {
	const wallet = await live.staker();
	await live.control('faucet', { address: wallet.address, usdc: '20' });
	assert.equal((await pay(live, await payment(live, wallet))).status, 200);
	const key = (await live.mint(await live.mintBody(wallet))).body.data.apiKey;
	assert.equal((await live.api('GET', '/api_keys/rate_limits', { key })).body.data.accessPermitted, false);
	const body = { messages: [{ role: 'user', content: 'hello' }] };
	const { data } = (await live.api('GET', '/models?type=text')).body;
	assert.equal(
		(await live.api('POST', '/chat/completions', { key, body: { ...body, model: data[0].id } })).status,
		402,
	);
});

test('DIEM of the account is told', async () => {
	const wallet = await rich(live);
	await live.control('fund', { address: wallet.address, diem: '2' });
	const { data } = (await balanceOf(live, wallet)).body;
	assert.deepEqual([data.balanceUsd, data.canConsume, data.diemBalanceUsd], [0, true, 2]);
});

test('what is wrong with a payment has its code', async () => {
	const wallet = await rich(live);
	for (const [usd, as, code] of [
		['4.99', {}, 'AMOUNT_TOO_LOW'],
		['10001', {}, 'AMOUNT_TOO_HIGH'],
		['5', { network: 'eip155:1' }, 'UNSUPPORTED_NETWORK'],
		['5', { payTo: USDC }, 'INVALID_PAYMENT_PAYLOAD'],
		['5', { amount: '6000000' }, 'INVALID_PAYMENT_PAYLOAD'],
		['50', {}, 'PAYMENT_VERIFICATION_FAILED'],
	])
		assert.deepEqual(said(await pay(live, await payment(live, wallet, usd, as))), [400, code]);
	assert.deepEqual(said(await pay(live, 'nonsense')), [400, 'INVALID_PAYMENT_PAYLOAD']);
});

test('each refusal can be ordered, and nothing moves by it unless it is to', async () => {
	const wallet = await rich(live), before_ = await taken(live);
	for (const [mode, status, error] of [
		['amount_too_low', 400, 'AMOUNT_TOO_LOW'], ['unsupported', 400, 'UNSUPPORTED_NETWORK'],
		['settlement_failed', 402, 'SETTLEMENT_FAILED'], ['settlement_timeout', 504, 'SETTLEMENT_TIMEOUT'],
		['payment_in_progress', 409, 'PAYMENT_IN_PROGRESS'], ['not_configured', 503, 'X402_NOT_CONFIGURED'],
	]) {
		await live.fail('x402_pay', mode);
		assert.deepEqual(said(await pay(live, await payment(live, wallet))), [status, error]);
	}
	assert.equal(await taken(live), before_);
	await live.fail('x402_pay', 'settlement_timeout', { lands: 0 });
	assert.equal((await pay(live, await payment(live, wallet))).status, 504);
	const until = Date.now() + 10000;
	while (await taken(live) === before_) assert.ok(Date.now() < until, 'it lands');
	assert.equal(await taken(live), before_ + 5);
});

test('a sign-in is good once, for five minutes, for its own wallet, with any statement', async () => {
	const wallet = Wallet.createRandom(), once = await signIn(wallet), own = `/x402/balance/${wallet.address}`;
	assert.equal((await live.api('GET', own, once)).status, 200);
	for (const [how, status] of [
		[{ nonce: 'abcdefgh' }, 200],
		[{ nonce: 'abcdefg' }, 401],
		[{ now: Date.now() - 290000 }, 200],
		[{ now: Date.now() - 310000 }, 401],
		[{ now: Date.now() + 20000 }, 200],
		[{ now: Date.now() + 40000 }, 401],
		[{ statement: 'anything' }, 200],
		[{ timestamp: Date.now() - 40000 }, 401],
		[{ timestamp: undefined }, 200],
	])
		assert.equal((await balanceOf(live, wallet, how)).status, status, JSON.stringify(how));
	const refused = await live.api('GET', own, once);
	assert.deepEqual([refused.status, refused.body], [401, { error: 'Invalid Sign-in-with-x signature' }]);
	const other = await live.api('GET', `/x402/balance/${TREASURY}`, await signIn(wallet));
	assert.deepEqual(said(other), [403, 'You can only access balance for your own wallet']);
	const none = await live.api('GET', own);
	assert.deepEqual(
		[none.status, none.body.x402Version, none.body.accepts.map(({ network }) => network)],
		[402, 2, ['base', 'solana']],
	);
});

test('a nonce is spent even where the request then fails', async () => {
	const wallet = Wallet.createRandom(), once = await signIn(wallet), own = `/x402/balance/${wallet.address}`;
	await live.fail('x402_balance', 'other_wallet');
	assert.equal((await live.api('GET', own, once)).status, 403);
	assert.equal((await live.api('GET', own, once)).status, 401);
});

test('the 429 of x402 says nothing of when', async () => {
	await live.fail('x402', 'status', { status: 429, message: 'Too many requests' });
	const answer = await live.api('POST', '/x402/top-up');
	assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, null]);
});

test('by the book: two codes for everything, and ten minutes', async () => {
	const wallet = await rich(book);
	assert.deepEqual(said(await pay(book, await payment(book, wallet, '1'))), [400, 'X402_INVALID_PAYMENT']);
	assert.equal((await pay(book, await payment(book, wallet))).body.data.newBalance, 5);
	assert.deepEqual(said(await balanceOf(book, wallet, { now: Date.now() - 500000 })), [200, undefined]);
	assert.deepEqual(said(await balanceOf(book, wallet, { now: Date.now() - 700000 })), [
		401,
		'X402_INVALID_SIGN_IN',
	]);
	assert.deepEqual(said(await book.api('GET', `/x402/balance/${wallet.address}`)), [401, 'X402_INVALID_SIGN_IN']);
	assert.deepEqual(said(await book.api('GET', `/x402/balance/${TREASURY}`, await signIn(wallet))), [
		403,
		'X402_WALLET_MISMATCH',
	]);
});
