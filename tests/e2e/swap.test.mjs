// ETH and USDC are swapped for VVV through Aerodrome's router: for no less than the review said, or not at all.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inPool, sentBy, transactionsOf } from './chain.mjs';
import { assertTidy, forEveryWrite, killedAt } from './crash.mjs';
import { assertFields } from './output.mjs';
import { agreedIn, assertReviewed, sentByRialto } from './signed.mjs';
import {
	AERODROME_FACTORY, AERODROME_ROUTER, Contract, Transaction, USDC, VVV, VVV_WETH_POOL, WETH, arrived,
	formatEther, formatUnits, mined, openWorld, parseEther, parseUnits, startWorld, view,
} from './support.mjs';

const BALANCE = 'balanceOf(address) view returns (uint256)';
const ALLOWANCE = 'allowance(address,address) view returns (uint256)';
const QUOTE = 'getAmountsOut(uint256,(address,address,bool,address)[]) view returns (uint256[])';
const SWAP_ETH = 'swapExactETHForTokens(uint256,(address,address,bool,address)[],address,uint256) payable returns (uint256[])';
const ROUTES = {
	eth: [[WETH, VVV, false, AERODROME_FACTORY]],
	usdc: [[USDC, WETH, false, AERODROME_FACTORY], [WETH, VVV, false, AERODROME_FACTORY]],
};
const FIELDS = 'approve_tx tx block spent received minimum';

const world = await openWorld();
const { network } = world;

async function rich(of = world, options) {
	const home = await of.funded(options);
	await of.network.control('faucet', { address: home.wallet.address, usdc: '500' });
	return home;
}

const ask = async (to, signature, ...args) => (await view(network.provider, to, signature, ...args))[0];
const vvvOf = (home) => ask(VVV, BALANCE, home.wallet.address);
const allowed = (home) => ask(USDC, ALLOWANCE, home.wallet.address, AERODROME_ROUTER);
const quote = async (token, units) => (await ask(AERODROME_ROUTER, QUOTE, units, ROUTES[token])).at(-1);
const lastReview = (home) => agreedIn(home.dir).at(-1).rows;
const swap = (home, ...args) => home.data(['swap', ...args, '--yes']);

/** Expects a failure before anything is signed. */
async function refused(home, args, code, words) {
	const nonce = await sentBy(network, home);
	const error = await home.error(['swap', ...args, '--yes']);
	assert.equal(error.code, code, error.message);
	assert.match(error.message, words);
	assert.equal(await sentBy(network, home), nonce);
	assert.deepEqual(await home.inFlight(), []);
	return error;
}

test('ETH becomes VVV: what was received is what the chain says', async () => {
	const home = await rich(), before = await vvvOf(home), expected = await quote('eth', parseEther('0.1'));
	const data = await swap(home, 'eth', '0.1');
	assertFields(data, FIELDS);
	assert.equal(data.approve_tx, null);
	assert.equal(data.spent, '0.1');
	assert.equal(parseEther(data.received), expected);
	assert.equal(await vvvOf(home) - before, expected);
	assert.equal(parseEther(data.minimum), (expected * 9950n) / 10000n);
	const rows = lastReview(home);
	assert.match(rows.Contract[0], new RegExp(`^Aerodrome router ${AERODROME_ROUTER}$`));
	assert.match(rows.Quote[0], new RegExp(`^${formatEther(expected)} VVV`));
	assert.match(rows['At least'][0], new RegExp(`^${data.minimum} VVV: slippage of 0.5 %`));
	assert.match(rows['Price impact'][0], /^0\.31 % less/);
	assert.match(rows.Simulation.join('\n'), /ETH without the fee: 1, then 0.9/);
	const [raw] = (await sentByRialto(network)).slice(-1), { to, value, data: call } = Transaction.from(raw);
	assert.deepEqual([to, value, call.slice(0, 10)], [AERODROME_ROUTER, parseEther('0.1'), '0x903638a4']);
	const { timestamp } = await network.provider.getBlock(data.block);
	const deadline = /^deadline: (\d+) \((.*)\)$/.exec(rows.Call.at(-1));
	assert.ok(Math.abs(Number(deadline[1]) - timestamp - 1200) < 60, 'by the chain\'s clock');
	assert.equal(Date.parse(deadline[2].replace(' UTC', 'Z').replace(' ', 'T')) / 1000, Number(deadline[1]));
});

test('USDC becomes VVV over WETH: exactly that is approved, and used up', async () => {
	const home = await rich(), before = await vvvOf(home), expected = await quote('usdc', parseUnits('100', 6));
	const data = await swap(home, 'USDC', '100', '--slippage', '1.25');
	assertFields(data, FIELDS);
	assert.equal(data.spent, '100');
	assert.equal(parseEther(data.received), expected);
	assert.equal(await vvvOf(home) - before, expected);
	assert.equal(parseEther(data.minimum), (expected * 9875n) / 10000n);
	assert.equal(await allowed(home), 0n);
	const [approval, own] = agreedIn(home.dir).slice(-2).map(({ rows }) => rows);
	assert.deepEqual(approval.Call.slice(0, 3), [
		'approve(address,uint256)',
		`spender: ${AERODROME_ROUTER} Aerodrome router`,
		'amount: 100000000 (100 USDC)',
	]);
	assert.match(approval['For a swap'][0], new RegExp(`${formatEther(expected)} VVV by now`));
	assert.match(approval.Simulation.join('\n'), /Router's allowance: 0, then 100/);
	assert.deepEqual(own.Call.slice(1, -1).map((row) => row.replace(/(\w+: \S+).*/, '$1')), [
		'amountIn: 100000000', `amountOutMin: ${parseEther(data.minimum)}`, 'routes: 2',
		`from: ${USDC}`, `to: ${WETH}`, 'stable: false', `factory: ${AERODROME_FACTORY}`,
		`from: ${WETH}`, `to: ${VVV}`, 'stable: false', `factory: ${AERODROME_FACTORY}`,
		`to: ${home.wallet.address}`,
	]);
});

test('ethers finds in what was signed exactly what was reviewed, and nothing else would do', async () => {
	const home = await rich(), skip = (await sentByRialto(network)).length;
	await swap(home, 'usdc', '50');
	await swap(home, 'eth', '0.01');
	const raws = (await sentByRialto(network)).slice(skip), reviews = agreedIn(home.dir);
	assert.deepEqual([raws.length, reviews.length], [3, 3]);
	raws.forEach((raw, i) => assertReviewed(raw, [reviews[i]]));
	for (const raw of raws.slice(1)) {
		const tx = Transaction.from(raw), words = (tx.data.length - 10) / 64;
		for (let word = 0; word < words; word++) {
			const copy = tx.clone(), at = 10 + 64 * (word + 1) - 1;
			const digit = tx.data[at] === '1' ? '2' : '1';
			const data = tx.data.slice(0, at) + digit + tx.data.slice(at + 1);
			Object.assign(copy, { signature: null, data });
			copy.signature = home.wallet.signingKey.sign(copy.unsignedHash);
			assert.throws(() => assertReviewed(copy.serialized, reviews), undefined, `word ${word} of ${words}`);
		}
	}
});

test('what is not for it, and what is typed wrongly, is refused in words', async () => {
	const home = await rich();
	await refused(home, ['vvv', '1'], 'invalid_input', /'vvv' is nothing that is swapped here/);
	await refused(home, ['eth', '0'], 'invalid_input', /An amount of 0/);
	await refused(home, ['usdc', '0.0000001'], 'invalid_input', /6 decimals|at most 6/);
	await refused(home, ['eth', '0.1', '--slippage', '5.01'], 'invalid_input', /more than 5 % is never agreed to/);
	await refused(home, ['eth', '0.1', '--slippage', 'x'], 'invalid_input', /a percentage/);
	await refused(home, ['usdc', '500.000001'], 'needs_usdc', /has 500 USDC, less than 500.000001/);
	await refused(home, ['eth', '2'], 'needs_eth', /has 1 ETH, less than 2/);
	assert.equal((await home.error(['swap', 'eth', '0.1', '--yes', '--readonly'])).code, 'readonly');
});

test('of ETH something is kept for the fees of what comes next', async () => {
	const home = await rich();
	await refused(home, ['eth', '1'], 'needs_eth', /fee can be up to/);
	const most = /(\S+) ETH at most/.exec(`${(await swap(home, 'eth', '0.5'), lastReview(home)).Fee}`.replace(',', ' '))[1];
	const balance = await network.provider.getBalance(home.wallet.address), fee = parseEther(most);
	const amount = formatEther(balance - 2n * fee);
	await refused(home, ['eth', amount], 'needs_eth', /It would leave \S+ ETH, and \S+ is kept for the fees/);
	await swap(home, 'eth', formatEther(balance - 6n * fee));
	assert.ok(await network.provider.getBalance(home.wallet.address) >= 2n * fee);
	await home.data(['stake', '1', '--yes']);	// approval and stake can still be paid for
});

test('what is too much for the pools is refused, and so is what brings nothing', async () => {
	const home = await rich();
	await network.provider.send('anvil_setBalance', [home.wallet.address, '0x152d02c7e14af6800000']);
	await refused(home, ['eth', '500'], 'market_thin', /500 ETH is too much for the pools: .* \d+\.\d+ % less/);
	await swap(home, 'eth', '90');
	assert.match(lastReview(home)['Price impact'][0], /^(4|5)\.\d+ % less/);
});

test('where the market is gone or says nonsense, nothing is approved', async () => {
	const home = await rich();
	const code = await network.provider.getCode(VVV_WETH_POOL);
	await network.provider.send('anvil_setCode', [VVV_WETH_POOL, '0x']);
	for (const token of ['eth', 'usdc'])
		await refused(home, [token, '0.1'], 'market_unreadable', /Aerodrome/);
	await network.provider.send('anvil_setCode', [VVV_WETH_POOL, code]);
	const router = await network.provider.getCode(AERODROME_ROUTER);
	await network.provider.send('anvil_setCode', [AERODROME_ROUTER, '0x00']);
	await refused(home, ['usdc', '1'], 'market_unreadable', /is no quote/);
	await network.provider.send('anvil_setCode', [AERODROME_ROUTER, '0x']);
	await refused(home, ['usdc', '1'], 'no_contract', /no code at the Aerodrome router/);
	await network.provider.send('anvil_setCode', [AERODROME_ROUTER, router]);
	assert.equal(await allowed(home), 0n);
});

test('where the pool is empty', async (t) => {
	const other = await startWorld();
	t.after(() => other.stop());
	const home = await rich(other);
	const keepsVvv = '0x3';
	await other.network.provider.send('anvil_setStorageAt', [VVV_WETH_POOL, keepsVvv, `0x${'0'.repeat(64)}`]);
	for (const token of ['eth', 'usdc']) {
		const { code, message } = await home.error(['swap', token, '0.1', '--yes']);
		assert.equal(code, 'market_thin');
		assert.match(message, /No VVV would come of it/);
	}
});

/** Lets somebody else swap 90 ETH first, for a higher fee. */
async function overtaken(home) {
	const other = (await world.funded()).wallet.connect(network.provider);
	await network.provider.send('anvil_setBalance', [other.address, '0x152d02c7e14af6800000']);
	const router = new Contract(AERODROME_ROUTER, [`function ${SWAP_ETH}`], other);
	await router.swapExactETHForTokens(0n, ROUTES.eth, other.address, 10n ** 12n, {
		value: parseEther('90'), maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 10n ** 12n, gasLimit: 500000n,
	});
}

/** Runs a swap that somebody overtakes. */
async function undone(home, token, amount) {
	await network.control('chain', { automine: false });
	const sent = arrived(network, 'eth_sendRawTransaction', (await network.log()).rpc
		.filter(({ method }) => method === 'eth_sendRawTransaction').length + 1, 'rpc');
	const run = home.start(['swap', token, amount, '--yes']);
	await sent;
	await inPool(network, home);
	await overtaken(home);
	await network.control('chain', { mine: 1 });
	await network.control('chain', { automine: true });
	return JSON.parse((await run.ended).stdout);
}

test('overtaken on the way: beyond the slippage it is undone, and costs its fee alone', async () => {
	const home = await rich(), vvv = await vvvOf(home), usdc = await ask(USDC, BALANCE, home.wallet.address);
	const eth = await network.provider.getBalance(home.wallet.address);
	const { error, warnings } = await undone(home, 'eth', '0.2');
	assert.equal(error.code, 'tx_reverted', error.message);
	assert.match(error.message, /nothing was swapped, most likely as the price slipped too far/);
	assert.ok(!(warnings ?? []).some((text) => /Still allowed/.test(text)));
	assert.equal(await vvvOf(home), vvv);
	assert.equal(await ask(USDC, BALANCE, home.wallet.address), usdc);
	const lost = eth - await network.provider.getBalance(home.wallet.address);
	assert.ok(lost > 0n && lost < parseEther('0.001'), `${formatEther(lost)} of fee`);
	assert.deepEqual(await home.inFlight(), []);
	const again = await swap(home, 'eth', '0.2');
	assert.equal(parseEther(again.received), await vvvOf(home) - vvv, 'with a new quote');
});

test('an approval that an undone swap did not use is said, and the words take it back', async () => {
	const home = await rich(), amount = parseUnits('30', 6), signer = home.wallet.connect(network.provider);
	const token = new Contract(USDC, ['function approve(address,uint256)'], signer);
	await mined(await token.approve(AERODROME_ROUTER, amount));
	const { error, warnings } = await undone(home, 'usdc', '30');
	const said = /^Still allowed: Aerodrome router may take 30 USDC\. .* 'rialto (.*)' takes it back\.$/;
	assert.equal(error.code, 'tx_reverted', error.message);
	const [, words] = said.exec(warnings.at(-1));
	assert.equal(await allowed(home), amount);
	await home.data([...words.split(' '), '--yes']);
	assert.equal(await allowed(home), 0n);
});

test('a policy counts it, by what is spent', async () => {
	const home = await rich();
	const [{ name }] = (await home.data(['wallet', 'list'])).wallets;
	const caps = 'per-tx = 60 USDC\nper-day = 100 USDC, 0.11 ETH';
	writeFileSync(path.join(home.dir, 'config'), `[policy ${name}]\n${caps}\n`, { mode: 0o600 });
	await refused(home, ['usdc', '61'], 'policy_cap', /61 USDC is more than 60, the policy/);
	assert.equal(await allowed(home), 0n);
	await swap(home, 'usdc', '60');
	await refused(home, ['usdc', '41'], 'policy_day', /60 USDC in the last 24 hours/);
	await swap(home, 'eth', '0.1');
	await refused(home, ['eth', '0.02'], 'policy_day', /ETH/);
});

test('the log and the table for bookkeeping have what was spent and received', async () => {
	const home = await rich();
	const { tx, received } = await swap(home, 'usdc', '25');
	const file = home.path('table.csv');
	await home.data(['log', '--format', 'csv', '--out', file]);
	const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split(','));
	const rows = lines.map((line) => Object.fromEntries(head.map((cell, i) => [cell, line[i]])));
	const row = rows.find(({ hash }) => hash === tx);
	assert.deepEqual(
		[row.type, row.status, row.token, row.amount, row.received_token, row.received, row.to],
		['swap', 'mined', 'USDC', '25', 'VVV', received, AERODROME_ROUTER],
	);
	const { records } = await home.data(['log']);
	assert.ok(records.some(({ event, text }) => event === 'tx_result' && text === `swap: ${received} VVV`));
});

for (const [token, amount, count] of [['usdc', '100', 2], ['eth', '0.1', 1]])
	test(`${token}, killed at every write: it is swapped once`, async () => {
		const args = ['swap', token, amount, '--yes'];
		await forEveryWrite(async (n) => {
			const home = await rich(), before = await vvvOf(home);
			const once = await quote(token, token === 'usdc' ? parseUnits(amount, 6) : parseEther(amount));
			const first = await killedAt(home, n, args);
			let data = first.json?.data;
			if (!first.finished) {
				const second = await killedAt(home, 1 + n % 9, args);
				data = second.finished ? second.json?.data : await home.data(args);
			}
			const got = await vvvOf(home) - before;
			assert.ok(got > once * 9n / 10n && got < once * 11n / 10n, `${formatEther(got)} of ${formatEther(once)}`);
			if (data) assert.deepEqual([parseEther(data.received), data.spent], [got, amount]);
			const minimum = data ? parseEther(data.minimum) : 1n;
			assert.ok(minimum > 0n && minimum <= got, data?.minimum);
			const sent = await transactionsOf(network, home.wallet.address);
			assert.equal(sent.filter(({ to }) => to === AERODROME_ROUTER).length, 1);
			assert.equal(await sentBy(network, home), count);
			if (token === 'usdc')
				assert.equal(formatUnits(await ask(USDC, BALANCE, home.wallet.address), 6), '400.0');
			if (!first.killed) await assertTidy(home);
			return first.killed;
		});
	});
