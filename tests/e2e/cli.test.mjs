// The whole way without a screen: from an empty folder to a key that was checked.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { assertFields } from './output.mjs';
import { assertHoldsNone, assertPrivate } from './files.mjs';
import { assertBalance, assertCheck, assertListed, assertMinted, assertStake, assertWallet } from './shapes.mjs';
import { HDNodeWallet, STAKING, formatEther, keepWorld, view } from './support.mjs';

const world = await keepWorld();
const { network } = world;
const home = world.home();
let wallet, words, key;

test('an empty home has no wallets', async () => {
	assert.deepEqual(await home.data(['wallet', 'list'], { password: false }), { wallets: [] });
	assert.deepEqual(await home.data(['key', 'list'], { password: false }), { keys: [] });
	assert.equal((await home.error(['balance'])).code, 'no_wallet');
	assert.equal((await home.error(['stake', '1', '--yes'])).code, 'no_wallet');
	assert.equal((await home.error(['mint'])).code, 'no_wallet');
});

test('wallet new', async () => {
	const made = await home.newWallet('first', ['--words', '24']);
	words = readFileSync(made.words, 'utf8');
	delete made.words;
	assertWallet(made);
	assert.equal(made.kind, 'mnemonic');
	assert.match(words, /^[a-z]+( [a-z]+){23}\n?$/);
	assert.equal(statSync(home.path('words-first')).mode & 0o777, 0o600);
	const phrase = words.trim();
	wallet = HDNodeWallet.fromPhrase(phrase);
	assert.equal(made.address, wallet.address);
	home.secrets.add(phrase).add(phrase.split(' ').slice(0, 3).join(' ')).add(wallet.privateKey.slice(2));
});

test('wallet list and show need no password', async () => {
	const { wallets } = await home.data(['wallet', 'list'], { password: false });
	assert.deepEqual(wallets, [{ name: 'first', address: wallet.address, kind: 'mnemonic' }]);
	assert.deepEqual(await home.data(['wallet', 'show'], { password: false }), wallets[0]);
	assert.deepEqual(await home.data(['wallet', 'show', 'first'], { password: false }), wallets[0]);
	assert.deepEqual(await home.data(['wallet', 'show', wallet.address], { password: false }), wallets[0]);
});

test('balance', async () => {
	await network.control('faucet', { address: wallet.address, eth: '0.5', vvv: '25.25', usdc: '3.5', diem: '2' });
	const { balances, ...rest } = await home.data(['balance'], { password: false });
	assert.deepEqual(rest, {});
	assert.equal(balances.length, 1);
	assertBalance(balances[0]);
	const { name, address, eth, vvv, svvv, usdc, diem } = balances[0];
	assert.deepEqual(
		{ name, address, eth, vvv, svvv, usdc, diem },
		{ name: 'first', address: wallet.address, eth: '0.5', vvv: '25.25', svvv: '0', usdc: '3.5', diem: '2' },
	);
});

test('stake', async () => {
	const staked = await home.data(['stake', '10', '--yes']);
	assertStake(staked, { approved: true });
	assert.equal(staked.svvv, '10');
	const [onChain] = await view(
		network.provider,
		STAKING,
		'balanceOf(address) view returns (uint256)',
		wallet.address,
	);
	assert.equal(formatEther(onChain), '10.0');
	const receipt = await network.provider.getTransactionReceipt(staked.stake_tx);
	assert.equal(receipt.blockNumber, staked.block);
	assert.equal(receipt.status, 1);
	const [balance] = (await home.data(['balance', 'first'])).balances;
	assert.equal(balance.svvv, '10');
	assert.equal(balance.svvv_unlocked, '10');
	assert.equal(balance.vvv, '15.25');
});

test('mint with every option', async () => {
	key = await home.mint([
		'--type',
		'ADMIN',
		'--description',
		'für "uns" \\ alle',
		'--expires',
		'2031-02-03',
		'--limit-usd',
		'12.5',
		'--limit-diem',
		'0',
		'--limit-vcu',
		'7',
		'--period',
		'MONTH',
		'--privacy',
		'PRIVATE_TEXT',
	]);
	assertMinted(key);
	const { id, apiKey, ...rest } = key;
	assert.deepEqual(rest, {
		apiKeyType: 'ADMIN',
		description: 'für "uns" \\ alle',
		consumptionLimit: { usd: '12.5', diem: '0', vcu: '7' },
		limitPeriod: 'MONTH',
		modelPrivacy: 'PRIVATE_TEXT',
		expiresAt: rest.expiresAt,
		address: wallet.address,
		confirmed: true,
	});
	assert.equal(Date.parse(rest.expiresAt), Date.UTC(2031, 1, 3));
	const [known] = await network.keys();
	assert.equal(known.id, id);
	assert.equal(known.address, wallet.address);
});

test('a key is listed and shown without a password, and without itself', async () => {
	const { keys, ...rest } = await home.data(['key', 'list'], { password: false });
	assert.deepEqual(rest, {});
	assert.equal(keys.length, 1);
	assertListed(keys[0]);
	assert.equal(keys[0].id, key.id);
	assert.equal(keys[0].last6, key.apiKey.slice(-6));
	assert.equal(keys[0].stored, true);
	assert.deepEqual(keys[0].consumptionLimit, key.consumptionLimit);
	const shown = await home.data(['key', 'show', key.id], { password: false });
	assert.equal(shown.id, key.id);
	assert.equal(shown.apiKey, undefined);
});

test('key show --reveal needs the password', async () => {
	const shown = await home.data(['key', 'show', key.id, '--reveal'], { reveals: true });
	assert.equal(shown.apiKey, key.apiKey);
	assert.equal((await home.error(['key', 'show', key.id, '--reveal'], { password: false })).exit, 7);
});

test('key check', async () => {
	const before_ = await home.data(['key', 'check', key.id]);
	assertCheck(before_);
	assert.equal(before_.canConsume, false);
	await network.control('fund', { address: wallet.address, usd: 5.5 });
	const funded = await home.data(['key', 'check', key.id]);
	assertCheck(funded);
	assert.deepEqual(
		[funded.id, funded.canConsume, funded.consumptionCurrency, funded.balances.usd, funded.accessPermitted],
		[key.id, true, 'USD', '5.5', true],
	);
	assert.deepEqual([funded.tier, funded.isCharged, funded.expiresAt, funded.keyBalances],
		['paid', true, '2031-02-03T00:00:00Z', { usd: '5.5', diem: null }]);
	assert.deepEqual(funded.rateLimits.find(({ model }) => model === 'practice-coder').limits,
		[{ type: 'RPM', amount: '500' }, { type: 'RPD', amount: '10000' }, { type: 'TPM', amount: '1000000' }]);
});

test('key check for people: what is left of the DIEM, when it refreshes, and the limits as a table', async () => {
	await network.control('fund', { address: wallet.address, usd: 5.5, diem: 4 });
	const free = await home.mint(['--type', 'ADMIN', '--expires', '2031-02-03']);
	const { stdout } = await home.run(['key', 'check', free.id], { json: false });
	assert.match(stdout, /^pays with +DIEM$/m);
	assert.match(stdout, /^DIEM +4 left of 4 this epoch \(100 %\)$/m);
	assert.match(stdout, /^next epoch +\S+T00:00:00Z, in (\d\d:)?\d\d:\d\d$/m);
	assert.match(stdout, /^tier +paid, pay per use$/m);
	assert.match(stdout, /^key expires +2031-02-03T00:00:00Z$/m);
	assert.match(stdout, /^MODEL +REQUESTS\/MIN +REQUESTS\/DAY +TOKENS\/MIN\s*$/m);
	assert.match(stdout, /^practice-coder +500 +10000 +1000000\s*$/m);
});

test('key check of a key whose own limit is used up: the account could pay, the key cannot', async () => {
	const check = await home.data(['key', 'check', key.id]);	// it may spend no DIEM, which comes first
	assertCheck(check);
	assert.deepEqual(
		[check.canConsume, check.accessPermitted, check.consumptionCurrency, check.balances.diem],
		[false, false, 'DIEM', '4'],
	);
	const { stdout } = await home.run(['key', 'check', key.id], { json: false });
	assert.match(stdout, /^can pay +no$/m);
	assert.match(stdout, /only not by this key: its own limit is used up/);
	assert.match(stdout, /'rialto key update' raises its limits/);
});

test('key check of an INFERENCE key: what it may spend, by its own word; the account is not asked', async () => {
	const plain = await home.mint(['--limit-usd', '2']);
	await network.control('fund', { address: wallet.address, usd: 5.5, diem: 0, earned: 3, bundled: 1 });
	const asked = (await network.log()).requests.length;
	const check = await home.data(['key', 'check', plain.id]);
	assert.deepEqual(
		(await network.log()).requests.slice(asked).map(({ path }) => path),
		['/api/v1/api_keys/rate_limits'],
	);
	assert.deepEqual(
		[check.canConsume, check.accessPermitted, check.consumptionCurrency, check.diemEpochAllocation],
		[true, true, 'BUNDLED_CREDITS', null],
	);
	assert.deepEqual(check.balances, { usd: '2', diem: null, bundledCredits: '1' }, 'clamped to the key\'s limit');
	assert.match(
		(await home.run(['key', 'check', plain.id], { json: false })).stdout,
		/^pays with +bundled credits$/m,
	);
	await network.control('fund', { address: wallet.address, usd: 0, diem: 0, earned: 0, bundled: 0 });
	const poor = await home.data(['key', 'check', plain.id]);
	assert.deepEqual([poor.canConsume, poor.accessPermitted], [false, false]);
});

test('key check of an ADMIN key: earned and bundled credits, in the order in which they are spent', async () => {
	const keeper = await home.mint(['--type', 'ADMIN']);
	await network.control('fund', { address: wallet.address, usd: 5.5, diem: 0, earned: 3, bundled: 1 });
	const check = await home.data(['key', 'check', keeper.id]);
	assert.deepEqual([check.canConsume, check.consumptionCurrency, check.balances],
		[true, 'EARNED_CREDITS', { usd: '5.5', diem: null, earnedCredits: '3', bundledCredits: '1' }]);
	const { stdout } = await home.run(['key', 'check', keeper.id], { json: false });
	assert.match(stdout, /^earned credits +3\nbundled credits +1\nUSD +5\.5$/m);
	for (const [mode, more] of [
		['status', { status: 504 }],
		['status', { status: 401, message: 'Admin API key required' }],
		['html', {}],
	]) {
		await network.fail('balance', mode, more);
		const half = await home.data(['key', 'check', keeper.id]);
		assert.deepEqual(
			[half.canConsume, half.accessPermitted, half.consumptionCurrency],
			[true, true, 'BUNDLED_CREDITS'],
			mode,
		);
	}
	await network.control('fund', { address: wallet.address, usd: 5.5, diem: 4, earned: 0, bundled: 0 });
});

test('key check without its limits: the money is told, the limits are unknown', async () => {
	for (const [mode, more] of [['wrong_shape', {}], ['status', { status: 500 }], ['cut_mid', {}]]) {
		await network.fail('rate_limits', mode, more);
		const check = await home.data(['key', 'check', key.id]);
		assert.deepEqual(
			[check.canConsume, check.accessPermitted, check.rateLimits, check.tier, check.isCharged],
			[true, null, null, null, null],
			mode,
		);
	}
	await network.fail('rate_limits', 'wrong_shape');
	assert.match((await home.run(['key', 'check', key.id], { json: false })).stdout, /^limits +unknown/m);
});

test('doctor finds nothing wrong', async () => {
	const { status, json, stdout } = await home.run(['doctor'], { password: false });
	assert.equal(status, 0, stdout);
	assert.equal(json.ok, true);
});

test('the same without --json is text', async () => {
	for (const args of [
		['wallet', 'list'],
		['wallet', 'show'],
		['balance'],
		['key', 'list'],
		['key', 'show', key.id],
		['key', 'check', key.id],
		['tx', 'list'],
		['doctor'],
	]) {
		const { status, stdout, stderr } = await home.run(args, { json: false });
		assert.equal(status, 0, args.join(' '));
		assert.equal(stderr, '', 'progress only on a terminal');
		assert.ok(stdout.endsWith('\n'));
		assert.throws(() => JSON.parse(stdout));
	}
	const { stdout } = await home.run(['key', 'show', key.id, '--reveal'], { json: false, reveals: true });
	assert.ok(stdout.includes(key.apiKey));
	const minted = await home.run(['mint'], { json: false, reveals: true });
	home.secrets.add(/VENICE_INFERENCE_KEY_[\w-]{43}/.exec(minted.stdout)[0]);
	const staked = await home.run(['stake', '0.5', '--yes'], { json: false });
	assert.equal(staked.status, 0);
	assert.equal(staked.stderr, '');
	assert.match(staked.stdout, /0x[0-9a-f]{64}/);
});

test('nothing secret lies in the home folder, and nobody else may look', async () => {
	assertHoldsNone(home.dir, home.secrets);
	assertPrivate(home.dir);
	const { transactions } = await home.data(['tx', 'list'], { password: false });
	assert.deepEqual(transactions.filter(({ status }) => status === 'pending'), [], 'nothing is in flight');
});

test('wallet watch and export', async () => {
	const watched = await home.data(['wallet', 'watch', 'seen', '0xd8da6bf26964af9d7eed9e03e53415d37aa96045']);
	assert.deepEqual(watched, {
		name: 'seen',
		address: '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045',
		kind: 'watch',
	});
	assert.equal((await home.data(['wallet', 'list'])).wallets.length, 2);
	assert.equal((await home.error(['stake', '1', '--yes', '--wallet', 'seen'])).code, 'watch_only');
	assert.equal((await home.error(['mint', '--wallet', 'seen'])).code, 'watch_only');
	assert.equal((await home.error(['mint'])).code, 'wallet_ambiguous');
	const out = home.path('exported.json');
	assert.equal((await home.data(['wallet', 'export', 'first', '--out', out])).name, 'first');
	assert.equal(statSync(out).mode & 0o777, 0o600);
	assert.equal((await home.error(['wallet', 'export', 'first', '--out', out])).exit, 2, 'never overwrites');
	assertFields((await home.data(['balance', 'first', 'seen'])), 'balances');
});
