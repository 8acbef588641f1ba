// USDC becomes prepaid credit: once, and for what was agreed to, whatever goes wrong on the way.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { assertTidy, forEveryWrite, killedAt } from './crash.mjs';
import { assertFields } from './output.mjs';
import { BUILD } from './program.mjs';
import { DIEM, TREASURY, USDC, VVV, arrived, openWorld, parseEther, send, startWorld } from './support.mjs';
import { payments, usdcOf } from './x402.mjs';

const world = await openWorld();
const { network } = world;
const home = await rich('1000');

async function rich(usdc) {
	const made = await world.funded();
	await network.control('faucet', { address: made.wallet.address, usdc });
	return made;
}

const topUp = (usd, ...more) => home.data(['x402', 'top-up', usd, '--yes', ...more]);
const topUpError = (usd, ...more) => home.error(['x402', 'top-up', usd, '--yes', ...more]);
const settle = () => home.data(['x402', 'settle']);
const open = async () => (await home.inFlight());

/** Measures what a step costs the wallet, what it gives Venice, and how many payments it sends. */
async function measure(step, of = home) {
	const before_ = [
		await usdcOf(network, of.wallet.address),
		await usdcOf(network),
		(await payments(network)).length,
	];
	await step();
	return {
		spent: before_[0] - await usdcOf(network, of.wallet.address), got: await usdcOf(network) - before_[1],
		sent: (await payments(network)).slice(before_[2]),
	};
}

test('USDC moves on chain, and is credited', async () => {
	let data;
	const { spent, got, sent } = await measure(async () => { data = await topUp('12.5'); });
	assert.deepEqual([spent, got], [12.5, 12.5]);
	assertFields(data, 'address amount token payTo transaction amountCredited balanceUsd paymentId paidBefore');
	assert.deepEqual([data.address, data.amount, data.token, data.payTo.toLowerCase(), data.amountCredited],
		[home.wallet.address, '12.5', 'USDC', TREASURY.toLowerCase(), '12.5']);
	const receipt = await network.provider.getTransactionReceipt(data.transaction);
	assert.deepEqual([receipt.status, receipt.to], [1, USDC]);
	assert.deepEqual(await open(), []);
	assert.equal((await home.data(['x402', 'balance'])).balanceUsd, data.balanceUsd);
	const [{ accepted, payload, x402Version }] = sent;
	assert.equal(x402Version, 2);
	assert.deepEqual([accepted.scheme, accepted.network, accepted.amount, accepted.asset, accepted.extra],
		['exact', 'eip155:8453', '12500000', USDC, { name: 'USD Coin', version: '2' }]);
	const now = Date.now() / 1000, ends = Number(payload.authorization.validBefore);
	assert.ok(ends > now + 200 && ends <= now + 301, 'it does not live longer than it must');
	const { stdout } = await home.run(['x402', 'top-up', '5', '--yes'], { json: false });
	assert.match(stdout, /paid +5 USDC/);
	assert.match(stdout, /credited +5 USD/);
	assert.match(stdout, /not for API keys/);
	assert.doesNotMatch(stdout, /DIEM/);
});

test('DIEM that the wallet has staked is spent first: that is said', async () => {
	const staker = await rich('100');
	await network.control('faucet', { address: staker.wallet.address, diem: '3' });
	await send(staker.wallet.connect(network.provider), DIEM, 'stake(uint256)', parseEther('2'));
	const { stdout } = await staker.run(['x402', 'top-up', '5', '--yes'], { json: false });
	assert.match(stdout, /2 DIEM are staked: Venice spends that first/);
	const { json } = await staker.run(['x402', 'top-up', '5', '--yes']);
	assert.match(json.warnings[0], /2 DIEM are staked: Venice spends that first/);
});

test('what is paid in pays for no API key', async () => {
	const minter = await world.funded({ staked: '10' });
	await network.control('faucet', { address: minter.wallet.address, usdc: '100' });
	const { id } = await minter.mint();
	await minter.data(['x402', 'top-up', '5', '--yes']);
	assert.equal((await minter.data(['x402', 'balance'])).canConsume, true);
	assert.equal((await minter.data(['key', 'check', id])).canConsume, false);
	const { ways } = await minter.data(['fund']);
	assert.match(
		ways.find(({ name }) => name === 'x402').text,
		/for requests that it signs itself .* does nothing for a key/,
	);
	assert.match(
		(await minter.run(['fund'], { json: false })).stdout,
		/Not for API keys, but for requests that the wallet signs itself:\n\nx402/,
	);
});

test('the log says what was paid', async () => {
	const { records } = await home.data(['log', 'payment_']);
	assert.deepEqual(records.slice(-2).map(({ event }) => event), ['payment_sent', 'payment_taken']);
	assert.match(records.at(-1).text, /^5 USDC, 0x[0-9a-f]{64}$/);
});

for (const [usd, code] of [['4.99', 'invalid_input'], ['0', 'invalid_input'], ['5.0000001', 'invalid_input'],
	['five', 'invalid_input'], ['1000000', 'needs_usdc']]) {
	test(`${usd} USD: ${code}, and nothing is signed`, async () => {
		const { spent, sent } = await measure(async () => assert.equal((await topUpError(usd)).code, code));
		assert.deepEqual([spent, sent], [0, []]);
		assert.deepEqual(await open(), []);
	});
}

test('too little USDC: fund, exit 5', async () => {
	const poor = await rich('4');
	const error = await poor.error(['x402', 'top-up', '5', '--yes']);
	assert.deepEqual([error.code, error.exit, error.remedy], ['needs_usdc', 5, 'fund']);
	assert.match(error.message, /4 USDC, less than 5/);
});

test('nobody says yes: nothing is signed', async () => {
	const { sent } = await measure(async () =>
		assert.equal((await home.error(['x402', 'top-up', '5'])).code, 'needs_answer'),
	);
	assert.deepEqual(sent, []);
});

test('--readonly, a watch-only wallet, no password', async () => {
	await home.data(['wallet', 'watch', 'cold', '0x000000000000000000000000000000000000dEaD']);
	const { sent } = await measure(async () => {
		for (const command of [['top-up', '5'], ['settle']]) {
			const error = await home.error(['x402', ...command, '--yes', '--readonly', '--wallet', 'main']);
			assert.deepEqual([error.code, error.exit], ['readonly', 8]);
		}
		assert.equal((await topUpError('5', '--wallet', 'cold')).code, 'watch_only');
		const error = await home.error(['x402', 'top-up', '5', '--yes', '--wallet', 'main'], {
			password: false,
		});
		assert.deepEqual([error.code, error.exit], ['password_needed', 7]);
	});
	assert.deepEqual(sent, []);
	await home.data(['wallet', 'remove', 'cold', '--yes']);
});

test('a server whose clock is far ahead gets no signature that is good for as long', async () => {
	const { sent } = await measure(async () => {
		await network.control('clock', { offset: 365 * 86400 });
		const error = await topUpError('5');
		assert.deepEqual([error.code, error.remedy], ['clock', 'stop']);
		assert.match(error.message, /365d 00h|364d 23h/);
	});
	assert.deepEqual(sent, []);
	assert.deepEqual(await open(), []);
	await network.control('clock', { offset: 300 });
	assert.equal((await topUp('5')).amount, '5');
});

const HOSTILE = [
	[{ asset: VVV }, /paid with that, not with USDC/],
	[{ asset: 'USDC' }, /not with USDC/],
	[{ network: 'eip155:1' }, /paid there/],
	[{ network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp' }, /solana/],
	[{ scheme: 'upto' }, /allowed more/],
	[{ scheme: 7 }, /scheme/],
	[{ payTo: USDC }, /USDC would have been lost/],
	[{ payTo: '0x0000000000000000000000000000000000000000' }, /no address/],
	[{ payTo: '8qUL23aSj7mDWdoLMXGHFvnVCT9wd7jXcysiekroADEL' }, /no address/],
	[{ amount: '-1' }, /no number/],
	[{ amount: '1e18' }, /no number/],
	[{ amount: 5000000 }, /no number/],
	[{ amount: '9'.repeat(400) }, /no number/],
	[{ extra: { name: 'USDC', version: '2' } }, /another contract/],
	[{ extra: { name: 'USD Coin', version: '1' } }, /another contract/],
	[{ extra: null }, /another contract/],
	[{ extra: { name: 'USD Coin', version: '2', assetTransferMethod: 'permit2' } }, /another contract/],
	[{ payTo: `0x${'\u202e'.repeat(10)}` }, /no address/],
];
for (const [option, words] of HOSTILE) {
	test(`what is offered is refused: ${JSON.stringify(option).slice(0, 70)}`, async () => {
		await network.fail('x402', 'altered', { option });
		const { spent, sent } = await measure(async () => {
			const error = await topUpError('5');
			assert.deepEqual([error.code, error.exit, error.remedy], ['x402_refused', 1, 'stop']);
			assert.match(error.message, words);
		});
		assert.deepEqual([spent, sent], [0, []]);
		assert.deepEqual(await open(), []);
	});
}

for (const [whole, code] of [
	[{ x402Version: 1 }, 'x402_refused'],
	[{ accepts: [] }, 'bad_answer'],
	[{ accepts: {} }, 'bad_answer'],
	[{ accepts: [null, 7, 'x', []] }, 'x402_refused'],
]) {
	test(`the whole offer is no good: ${JSON.stringify(whole)}`, async () => {
		await network.fail('x402', 'altered', { whole });
		assert.equal((await topUpError('5')).code, code);
	});
}

test('the payee is this wallet itself', async () => {
	await network.fail('x402', 'altered', { option: { payTo: home.wallet.address } });
	assert.match((await topUpError('5')).message, /this wallet itself/);
});

test('a higher least amount is kept to', async () => {
	await network.fail('x402', 'altered', { option: { amount: '7500000' } });
	const error = await topUpError('5');
	assert.deepEqual([error.code, error.message], ['invalid_input', 'The least that Venice takes is 7.5 USD']);
});

test('another chain\'s offer first: the one on Base is taken, however it is spelled', async () => {
	const [base, solana] = (await network.api('POST', '/x402/top-up')).body.accepts;
	const bare = { ...base, network: 'base' }, unknown = { ...base, network: 'sui:mainnet' };
	for (const accepts of [
		[solana, { ...base, asset: VVV }, base],
		[{ ...solana, network: 'solana' }, unknown, bare],
	]) {
		await network.control('reset');
		await network.fail('x402_offer', 'altered', { whole: { accepts }, times: 0 });
		const { spent, got, sent } = await measure(() => topUp('5'));
		assert.deepEqual([spent, got], [5, 5]);
		assert.equal(sent[0].accepted.network, accepts.at(-1).network);
	}
});

test('more than Venice takes at once: nothing is signed', async () => {
	const whale = await rich('20000');
	const { sent } = await measure(async () => {
		const error = await whale.error(['x402', 'top-up', '10000.01', '--yes']);
		assert.deepEqual(
			[error.code, error.message],
			['invalid_input', 'The most that Venice takes at once is 10000 USD'],
		);
	});
	assert.deepEqual(sent, []);
});

for (const [mode, more, code] of [['wrong_chain_id', {}, 'wrong_chain'], ['no_code', { address: USDC }, 'no_contract'],
	['error', { method: 'eth_call', code: 3, message: 'execution reverted', times: 1 }, 'reverted']]) {
	test(`the chain is not as it should be: ${mode}`, async () => {
		const { sent } = await measure(async () => {
			await network.fail('rpc', mode, more);
			assert.equal((await topUpError('5')).code, code);
			await network.control('reset');
		});
		assert.deepEqual(sent, []);
	});
}

// Orders a failure of the answer to the payment itself.
const onPaying = (mode, more = {}) => network.fail('x402_pay', mode, more);
const REFUSED = { status: 400, message: 'X402_INVALID_PAYMENT' };

test('400: rebuilt from the latest terms by itself, under the same number', async () => {
	await onPaying('status', REFUSED);
	const { spent, sent } = await measure(() => topUp('5'));
	assert.equal(spent, 5);
	assert.deepEqual(
		sent.map(({ payload }) => payload.authorization.nonce),
		Array(2).fill(sent[0].payload.authorization.nonce),
	);
	assert.deepEqual(await open(), []);
});

test('402 in answer to a payment is its refusal', async () => {
	await onPaying('status', { status: 402, message: 'Payment required' });
	const { spent, sent } = await measure(() => topUp('5'));
	assert.deepEqual([spent, sent.length], [5, 2]);
});

test('400 and the payee has changed since: not paid', async () => {
	await onPaying('status', { ...REFUSED, hold: true });
	const { spent, sent } = await measure(async () => {
		const before_ = (await network.log()).requests;
		const refused = topUpError('5');
		await oneMorePayment(before_);
		await network.fail('x402_offer', 'altered', {
			option: { payTo: '0x000000000000000000000000000000000000dEaD' },
		});
		await network.control('release');
		const error = await refused;
		assert.deepEqual([error.code, error.exit], ['x402_unknown', 6]);
		assert.match(error.message, /another payee/);
	});
	assert.deepEqual([spent, sent.length], [0, 1]);
	assert.deepEqual((await measure(() => topUp('5'))).spent, 5);
});

test('400 for good: another amount waits, the same goes on, and is paid once', async () => {
	await onPaying('status', { ...REFUSED, times: 2 });
	const { spent, sent } = await measure(async () => {
		const error = await topUpError('5');
		assert.deepEqual(
			[error.code, error.exit, error.status, error.remedy],
			['x402_invalid_payment', 3, 400, 'retry'],
		);
	});
	assert.deepEqual([spent, sent.length], [0, 2]);
	assert.equal((await open())[0].purpose, 'x402 top-up');
	assert.equal((await topUpError('6')).code, 'x402_unknown');
	const again = await measure(() => topUp('5'));
	assert.deepEqual([again.spent, again.sent.length], [5, 1]);
	assert.equal(again.sent[0].payload.authorization.nonce, sent[0].payload.authorization.nonce);
});

// Venice says that nothing moved.  The number stays open in spite of that, and the same command pays once, under
// it.
const REFUSALS = [
	['amount_too_low', {}, 400, 'x402_amount_too_low', 2],
	['amount_too_high', {}, 400, 'x402_amount_too_high', 2],
	['unsupported', {}, 400, 'x402_unsupported', 1],
	['verification_failed', {}, 400, 'x402_verification_failed', 3],
	['invalid_payment', { times: 2 }, 400, 'x402_invalid_payment', 3],
	['settlement_failed', {}, 402, 'x402_settlement_failed', 3],
	['not_configured', {}, 503, 'x402_not_configured', 3],
	['status', { status: 401, message: 'X402_INVALID_SIGN_IN' }, 401, 'x402_invalid_sign_in', 3],
	['status', { status: 403, message: 'X402_WALLET_MISMATCH' }, 403, 'x402_wallet_mismatch', 2],
	['status', { status: 404, message: 'Not found' }, 404, 'not_found', 2],
	['status', { status: 429, message: 'Too many requests', resetIn: 30 }, 429, 'rate_limited', 3],
];
for (const [mode, more, status, code, exit] of REFUSALS) {
	test(`${status} ${code}: said, and the same again pays once`, async () => {
		await onPaying(mode, more);
		const first = await measure(async () => {
			const error = await topUpError('5');
			assert.deepEqual([error.code, error.exit, error.status], [code, exit, status], error.message);
			assert.match(
				error.meaning,
				status < 401 || ['settlement_failed', 'not_configured'].includes(mode)
					? /by its word nothing (moved|was taken)/
					: /./,
			);
		});
		assert.equal(first.spent, 0);
		assert.equal((await open())[0].purpose, 'x402 top-up');
		const again = await measure(() => topUp('5'));
		assert.equal(again.spent, 5);
		assert.equal(again.sent[0].payload.authorization.nonce, first.sent[0].payload.authorization.nonce);
		assert.deepEqual(await open(), []);
	});
}

test('too many requests, and nothing says for how long: the same payment is handed over again', async () => {
	const tooMany = { status: 429, message: 'Too many requests' };
	await network.fail('x402_offer', 'status', tooMany);
	await onPaying('status', tooMany);
	const { spent, sent } = await measure(() => topUp('5'));
	assert.deepEqual([spent, sent.length], [5, 2]);
	assert.deepEqual(sent[0], sent[1]);
});

for (const [mode, status, code] of [
	['settlement_timeout', 504, 'x402_settlement_timeout'],
	['payment_in_progress', 409, 'x402_payment_in_progress'],
]) {
	test(`${status} ${code}: followed, and paid when it lands`, async () => {
		await onPaying(mode, { lands: 1500 });
		const { spent, sent } = await measure(async () => assert.equal((await topUp('5')).amount, '5'));
		assert.deepEqual([spent, sent.length], [5, 1]);
		assert.deepEqual(await open(), []);
	});

	test(`${status} ${code}: followed for a while, then unknown, and in the end paid once`, async () => {
		await onPaying(mode);
		const { spent, sent } = await measure(async () => {
			const {
				json: { error, waited },
				status: exit,
			} = await home.run(['x402', 'top-up', '5', '--yes']);
			assert.deepEqual(
				[error.code, exit, error.status, error.remedy],
				[code, 6, status, 'check_keys'],
				error.message,
			);
			assert.match(error.message, /^5 USDC may be taken until 20/);
			assert.match(waited.at(-1).for, /the chain to show what became of the payment/);
			assert.equal((await home.error(['x402', 'settle'])).exit, 6);
		});
		assert.deepEqual([spent, sent.length], [0, 1]);
		assert.equal((await measure(() => topUp('5'))).spent, 5);
		assert.deepEqual(await open(), []);
	});
}

const NOTHING_DONE = [...[408, 500, 502, 503, 504].map((status) => ['status', { status }]),
	...['cut', 'garbage', 'wrong_shape', 'html', 'huge', 'redirect'].map((mode) => [mode, {}])];
for (const [mode, more] of NOTHING_DONE) {
	test(`no answer, ${mode} ${more.status ?? ''}, and nothing was done: unknown, then paid once`, async () => {
		await onPaying(mode, more);
		const { spent, sent } = await measure(async () => {
			const error = await topUpError('5');
			assert.deepEqual(
				[error.code, error.exit, error.remedy],
				['x402_unknown', 6, 'check_keys'],
				error.message,
			);
			assert.match(error.message, /^5 USDC may be taken until 20/);
			const still = await home.error(['x402', 'settle']);
			assert.deepEqual([still.code, still.exit], ['x402_unknown', 6]);
			assert.equal((await topUpError('6')).code, 'x402_unknown');
		});
		assert.deepEqual([spent, sent.length], [0, 1]);
		assert.equal((await measure(() => topUp('5'))).spent, 5);
		assert.deepEqual(await settle(), { settled: [] });
	});
}

for (const mode of ['cut_after', 'cut_mid', 'bad_json']) {
	test(`no whole answer, ${mode}, but it was taken: found out at once, and not paid again`, async () => {
		await onPaying(mode);
		const { spent, sent } = await measure(async () => {
			const data = await topUp('5');
			assert.deepEqual([data.amount, data.amountCredited, data.balanceUsd], ['5', null, null]);
			assert.equal(
				(await network.provider.getTransactionReceipt(data.transaction)).status,
				1,
				'the chain shows which',
			);
		});
		assert.deepEqual([spent, sent.length], [5, 1]);
		assert.deepEqual(await open(), []);
	});
}

/** Pays 5 USDC while neither Venice nor the chain can be heard: it is taken, and nobody knows. */
async function payUnheard() {
	await onPaying('cut_after');
	await network.fail('rpc', 'error', { method: 'eth_getBlockByNumber', code: -32000, message: 'down', times: 0 });
	assert.equal((await topUpError('5')).code, 'x402_unknown');
	await network.control('reset');
}

test('taken, but neither Venice nor the chain can be heard: found out by the next run', async () => {
	for (const next of [settle, () => topUp('5')]) {
		const { spent, sent } = await measure(async () => {
			await payUnheard();
			const data = await next();
			if (data.settled)
				assert.deepEqual(
					data.settled.map(({ outcome, amount }) => [outcome, amount]),
					[['paid', '5']],
				);
			else assert.equal(data.amount, '5');
		});
		assert.deepEqual([spent, sent.length], [5, 1]);
		assert.deepEqual(await open(), []);
	}
});

test('taken, and nobody knew: the next payment says so', async () => {
	const { spent, sent } = await measure(async () => {
		await payUnheard();
		const { amount, paidBefore } = await topUp('6');
		assert.deepEqual([amount, paidBefore], ['6', '5']);
	});
	assert.deepEqual([spent, sent.length], [11, 2]);
	assert.deepEqual(await open(), []);
});

test('taken, and nobody knew; what the next payment says of it is not heard either: the one after says both', async () => {
	const { spent, sent } = await measure(async () => {
		await payUnheard();
		assert.equal((await home.start(['x402', 'top-up', '6', '--yes'], { reader: false }).ended).status, 1);
		assert.equal((await open()).length, 2, 'neither was told, so both are open');
		const { amount, paidBefore } = await topUp('7');
		assert.deepEqual([amount, paidBefore], ['7', '11']);
	});
	assert.deepEqual([spent, sent.length], [18, 3]);
	assert.deepEqual(await open(), []);
});

/** Resolves when one more payment has arrived; its terms may be asked for once or twice before that. */
async function oneMorePayment(before_) {
	const isX402 = ({ route }) => route === 'x402';
	let asked = before_.filter(isX402).length;
	for (const known = before_.filter(({ payment }) => payment).length; ;) {
		const { requests } = await arrived(network, 'x402', asked + 1);
		if (requests.filter(({ payment }) => payment).length > known) return;
		asked = requests.filter(isX402).length;
	}
}

for (const signal of ['SIGINT', 'SIGKILL']) {
	test(`no answer, and ${signal} while it waits: the next run finds out`, async () => {
		const { spent } = await measure(async () => {
			const before_ = (await network.log()).requests;
			await onPaying('hang');
			const { child, ended } = home.start(['x402', 'top-up', '5', '--yes']);
			await oneMorePayment(before_);
			child.kill(signal);
			const { status, signal: by } = await ended;
			assert.equal(signal === 'SIGKILL' ? by : status, signal === 'SIGKILL' ? signal : 130);
			await network.control('reset');
			assert.equal((await open())[0].purpose, 'x402 top-up');
			assert.equal((await home.error(['x402', 'settle'])).code, 'x402_unknown');
			await topUp('5');
		});
		assert.equal(spent, 5);
	});
}

/** Sets this machine's clock ahead by so many seconds. */
const clockAhead = (seconds) => ({
	env: {
		LD_PRELOAD: path.join(BUILD, 'clock_ahead.so'), CLOCK_AHEAD: String(seconds),
		ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0`,
	},
});

test('what was never taken expires once the chain, this machine\'s clock and Venice\'s all say so', async () => {
	const own = await startWorld();
	try {
		const poor = await own.funded();
		const settled = (ahead) => poor.run(['x402', 'settle'], clockAhead(ahead));
		await own.network.control('faucet', { address: poor.wallet.address, usdc: '20' });
		await own.network.fail('x402_pay', 'cut');
		assert.equal((await poor.error(['x402', 'top-up', '5', '--yes'])).code, 'x402_unknown');
		await own.network.control('chain', { advance: 300 });
		async function stillOpen(venice, ahead, says) {
			await own.network.control('clock', { offset: venice });
			const { json, status } = await settled(ahead);
			assert.deepEqual([json.error.code, status], ['x402_unknown', 6], `${venice} ${ahead}`);
			assert.match(json.error.message, says);
		}
		await stillOpen(400, 400, /the chain's final blocks are not so late yet/);
		await own.network.control('chain', { advance: 90 });
		await own.network.control('chain', { mine: 70 });
		await stillOpen(0, 0, /this machine's clock is not/);
		await stillOpen(400, 0, /this machine's clock is not/);
		await stillOpen(0, 400, /Venice's clock is not/);
		await own.network.control('clock', { offset: 400 });
		const untold = await poor.start(['x402', 'settle'], { ...clockAhead(400), reader: false }).ended;
		assert.equal(untold.status, 1);
		assert.deepEqual(
			(await settled(400)).json.data.settled.map(({ outcome }) => outcome),
			['expired'],
		);
		assert.deepEqual(await poor.inFlight(), []);
		assert.equal(await usdcOf(own.network, poor.wallet.address), 20);
	} finally {
		await own.stop();
	}
});

/** Puts on chain what Venice was sent and did not take at the time, as anybody can who has it. */
async function takeLater(sent) {
	for (const { accepted, payload } of sent) {
		const payment = { x402Version: 2, accepted, payload };
		await network.api('POST', '/x402/top-up', {
			headers: { 'PAYMENT-SIGNATURE': Buffer.from(JSON.stringify(payment)).toString('base64') },
		});
	}
}

test('a node says that it is tomorrow: nothing has expired, and no second payment is signed', async () => {
	const own = await rich('100');
	const { spent } = await measure(async () => {
		await network.fail('rpc', 'tomorrow', { times: 0 });
		await onPaying('cut');
		const { sent } = await measure(async () => {
			const unknown = await own.error(['x402', 'top-up', '5', '--yes']);
			assert.deepEqual([unknown.code, unknown.exit], ['x402_unknown', 6]);
			for (const command of [['settle'], ['top-up', '6', '--yes']]) {
				const error = await own.error(['x402', ...command]);
				assert.deepEqual([error.code, error.exit], ['x402_unknown', 6], error.message);
			}
			assert.match(
				(await own.error(['x402', 'settle'])).message,
				/the node's blocks are later than that, and this machine's clock is not/,
			);
			assert.equal((await own.data(['x402', 'top-up', '5', '--yes'])).amount, '5');
		}, own);
		assert.equal(new Set(sent.map(({ payload }) => payload.authorization.nonce)).size, 1);
		await takeLater(sent);
	}, own);
	assert.equal(spent, 5);
	await network.control('reset');
	assert.deepEqual((await own.inFlight()), []);
});

test('a node says that it was used: not believed without its transaction, and no second payment is signed', async () => {
	const own = await rich('100');
	const { spent } = await measure(async () => {
		await network.fail('rpc', 'used', { times: 0 });
		await onPaying('cut');
		const { sent } = await measure(async () => {
			for (const command of [['top-up', '5', '--yes'], ['settle'], ['top-up', '6', '--yes']]) {
				const error = await own.error(['x402', ...command]);
				assert.deepEqual([error.code, error.exit], ['x402_unknown', 6], error.message);
				assert.match(error.message, /says that it was, but shows no transaction/);
			}
		}, own);
		assert.equal(sent.length, 1);
		await takeLater(sent);
		await network.control('reset');
		const [settled] = (await own.data(['x402', 'settle'])).settled;
		assert.equal(settled.outcome, 'paid');
	}, own);
	assert.equal(spent, 5);
});

test('on a chain with a block every 200 ms: taken once it has blocks on top', async () => {
	const own = await startWorld('--block-time', '0.2');
	try {
		const home_ = await own.funded();
		await own.network.control('faucet', { address: home_.wallet.address, usdc: '20' });
		await own.network.fail('x402_pay', 'cut_after');
		const data = await home_.data(['x402', 'top-up', '5', '--yes']);
		const { blockNumber } = await own.network.provider.getTransactionReceipt(data.transaction);
		assert.ok(await own.network.provider.getBlockNumber() - blockNumber >= 5);
		assert.equal(await usdcOf(own.network, home_.wallet.address), 15);
	} finally {
		await own.stop();
	}
});

test('it cannot even be sent: nothing is left open', async () => {
	const wrong = home
		.options()
		.map((option) => (option === network.apiUrl ? 'http://127.0.0.1:1/api/v1' : option));
	const { stdout } = await home.start([...wrong, 'x402', 'top-up', '5', '--yes'], { bare: true }).ended;
	assert.equal(JSON.parse(stdout).error.code, 'unreachable');
	assert.deepEqual(await open(), []);
});

test('killed at every write: paid at most once, and in the end exactly once', async () => {
	const args = ['x402', 'top-up', '5', '--yes'];
	await forEveryWrite(async (n) => {
		// To ask for the terms is a failed request, of which Venice bears 50 in half a minute.
		await network.control('reset');
		const own = await rich('100');
		const first = await killedAt(own, n, args);
		if (!first.finished) {
			assert.ok([100, 95].includes(await usdcOf(network, own.wallet.address)));
			const second = await killedAt(own, 1 + n % 7, args);
			if (!second.finished) assert.equal((await own.data(args)).amount, '5');
		}
		assert.equal(await usdcOf(network, own.wallet.address), 95, 'one payment');
		await own.data(['x402', 'settle']);
		await assertTidy(own);
		return first.killed;
	});
});
