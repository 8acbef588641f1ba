// DIEM is minted from sVVV and staked, so that a key can pay.  Where that is impossible, nothing is signed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertDiemMint, assertDiemStake, assertFund } from './shapes.mjs';
import { onChain, sentBy } from './chain.mjs';
import { DIEM, Interface, STAKING, arrived, formatUnits, openWorld, parseEther, send } from './support.mjs';

const STAKED = 'stakedInfos(address) view returns (uint256, uint256, uint256)';
const LOCKED = 'lockedStakes(address) view returns (uint256, uint256)';

const MOST = formatUnits(2n ** 256n - 1n, 18);

const world = await openWorld();
const { network } = world;

/** Makes a home whose wallet holds `diem`, and `staked` sVVV. */
async function holder({ diem = '0', ...options } = {}) {
	const home = await world.funded(options);
	if (diem !== '0') await network.control('faucet', { address: home.wallet.address, diem });
	return home;
}

/** Expects an error, with nothing broadcast and nothing in flight. */
async function refused(home, args, code, exit) {
	const nonce = await sentBy(network, home);
	const error = await home.error([...args, '--yes']);
	assert.deepEqual([error.code, error.exit], [code, exit], error.message);
	assert.equal(await sentBy(network, home), nonce);
	assert.deepEqual((await home.inFlight()), []);
	return error;
}

const stake = (home, amount) => home.data(['diem', 'stake', amount, '--yes']);
const mint = (home, amount) => home.data(['diem', 'mint', amount, '--yes']);
const check = (home, id) => home.data(['key', 'check', id]);

test('from sVVV to a key that can pay', async () => {
	const home = await holder({ staked: '100' });
	const { id } = await home.mint();
	assert.equal((await check(home, id)).canConsume, false);
	const minted = await mint(home, '90');
	assertDiemMint(minted);
	assert.deepEqual([minted.svvv_locked, minted.svvv_unlocked], ['90', '10']);
	assert.equal(await onChain(network, home, STAKING, LOCKED), '90');
	assert.equal(await onChain(network, home, DIEM), minted.diem);
	const staked = await stake(home, '0.5');
	assertDiemStake(staked);
	assert.deepEqual([staked.diem_staked, staked.spendable], ['0.5', true]);
	assert.equal(await onChain(network, home, DIEM, STAKED), '0.5');
	assert.deepEqual((await home.inFlight()), []);
	const { canConsume, consumptionCurrency, balances } = await check(home, id);
	assert.deepEqual([canConsume, consumptionCurrency, balances.diem], [true, 'DIEM', '0.5']);
	const [balance] = (await home.data(['balance'])).balances;
	assert.deepEqual([balance.diem_staked, balance.svvv_unlocked], ['0.5', '10']);
});

test('below a tenth of a DIEM nothing can be spent, and that is said', async () => {
	const home = await holder({ diem: '1', staked: '1' });
	const { id } = await home.mint();
	const { diem_staked, spendable } = await stake(home, '0.0999');
	assert.deepEqual([diem_staked, spendable], ['0.0999', false]);
	assert.equal((await check(home, id)).canConsume, false);
	const { stdout } = await home.run(['diem', 'stake', '0.0001', '--yes'], { json: false });
	assert.doesNotMatch(stdout, /none of it can be spent/);
	assert.equal((await check(home, id)).canConsume, true);
	const poor = await holder({ diem: '1' });
	assert.match(
		(await poor.run(['diem', 'stake', '0.05', '--yes'], { json: false })).stdout,
		/none of it can be spent/,
	);
});

test('no less DIEM is accepted than the contract promised', async () => {
	const home = await holder({ staked: '100' });
	const { tx } = await mint(home, '45');
	const { data } = await network.provider.getTransaction(tx);
	const out = await onChain(network, home, DIEM);
	assert.equal(BigInt(`0x${data.slice(10 + 64)}`), parseEther(out));
});

test('too little of everything', async () => {
	const home = await holder({ diem: '3', staked: '10' });
	assert.match(
		(await refused(home, ['diem', 'stake', '3.5'], 'needs_diem', 5)).message,
		/3 DIEM, less than 3\.5/,
	);
	assert.match(
		(await refused(home, ['diem', 'mint', '10.5'], 'needs_svvv', 5)).message,
		/10 unlocked sVVV, less than 10\.5/,
	);
	assert.match((await refused(home, ['diem', 'mint', MOST], 'needs_svvv', 5)).message, /10 unlocked sVVV, less than 1157920892373/);
	await mint(home, '9');
	assert.match((await refused(home, ['diem', 'mint', '2'], 'needs_svvv', 5)).message, /1 unlocked sVVV/);
	await refused(home, ['diem', 'mint', '0.000000000000000001'], 'invalid_input', 2);
	await refused(home, ['diem', 'stake', '0'], 'invalid_input', 2);
	await refused(home, ['diem', 'stake', '1e3'], 'invalid_input', 2);
	const poor = world.home();
	const { address } = await poor.newWallet();
	await network.control('faucet', { address, diem: '10', eth: '0.000000001' });
	poor.wallet = { address };
	assert.match((await refused(poor, ['diem', 'stake', '1'], 'needs_eth', 5)).message, /ETH/);
});

test('another chain, no contract, --readonly, a watched wallet', async () => {
	const home = await holder({ diem: '3', staked: '10' });
	await network.fail('rpc', 'wrong_chain_id', { times: 0 });
	await refused(home, ['diem', 'stake', '1'], 'wrong_chain', 1);
	await network.control('reset');
	await network.fail('rpc', 'no_code', { address: DIEM, times: 0 });
	await refused(home, ['diem', 'stake', '1'], 'no_contract', 1);
	await network.control('reset');
	await network.fail('rpc', 'no_code', { address: STAKING, times: 0 });
	await refused(home, ['diem', 'mint', '1'], 'no_contract', 1);
	await network.control('reset');
	await refused(home, ['diem', 'stake', '1', '--readonly'], 'readonly', 8);
	await home.data(['wallet', 'watch', 'cold', '0x000000000000000000000000000000000000dEaD']);
	await refused(home, ['diem', 'stake', '1', '--wallet', 'cold'], 'watch_only', 2);
});

test('a revert\'s reason is shown, before anything is signed', async () => {
	const home = await holder({ diem: '3' });
	await network.fail('rpc', 'error', {
		method: 'eth_estimateGas',
		code: 3,
		message: 'execution reverted: paused',
		times: 0,
	});
	assert.match((await refused(home, ['diem', 'stake', '1'], 'reverted', 1)).message, /paused/);
});

for (const mode of ['lose_send', 'drop_send', 'already_known']) {
	test(`a broadcast that goes wrong: ${mode}`, async () => {
		const home = await holder({ diem: '3' });
		await network.fail('rpc', mode, { times: 2 });
		assert.equal((await stake(home, '2')).diem_staked, '2');
		assert.equal(await sentBy(network, home), 1);
	});
}

/** Starts a run while no block is made; resolves once its transaction is in the pool and followed. */
async function inFlight(home, args) {
	const polls = (await network.log()).rpc.filter(({ method }) => method === 'eth_getTransactionReceipt').length;
	await network.control('chain', { automine: false });
	const run = home.start([...args, '--yes']);
	await arrived(network, 'eth_getTransactionReceipt', polls + 1, 'rpc');
	return run;
}

test('the price rises before the block comes: undone on chain, said, and not in the way of the next', async () => {
	const home = await holder({ staked: '100' });
	const other = await network.staker('100');
	const run = await inFlight(home, ['diem', 'mint', '50']);
	const data = new Interface(['function mintDiem(uint256,uint256)']).encodeFunctionData('mintDiem', [
		parseEther('100'),
		0,
	]);
	const fee = 20n * 10n ** 9n;
	await other.sendTransaction({
		to: STAKING,
		data,
		gasLimit: 500000n,
		maxFeePerGas: fee,
		maxPriorityFeePerGas: fee,
	});
	await network.control('chain', { automine: true });
	const { status, stdout } = await run.ended;
	assert.deepEqual([status, JSON.parse(stdout).error.code], [1, 'tx_reverted']);
	assert.equal(await onChain(network, home, STAKING, LOCKED), '0');
	assert.equal((await mint(home, '50')).svvv_locked, '50');
	assert.deepEqual((await home.inFlight()), []);
});

test('one that was in flight is followed and reported, not repeated', async () => {
	const home = await holder({ diem: '10' });
	const run = await inFlight(home, ['diem', 'stake', '2']);
	run.child.kill('SIGKILL');
	await run.ended;
	const [entry] = (await home.inFlight());
	assert.deepEqual([entry.purpose, entry.amount, entry.token], ['diem stake', '2', 'DIEM']);
	await network.control('chain', { automine: true });
	const result = await stake(home, '2');
	assertDiemStake(result);
	assert.deepEqual([result.tx, result.diem_staked], [entry.hash, '2']);
	assert.equal(await sentBy(network, home), 1);
	assert.equal((await stake(home, '2')).diem_staked, '4');
});

test('one that was in flight is followed and said by another command, and stays the result of its own', async () => {
	const home = await holder({ diem: '10', staked: '1' });
	const run = await inFlight(home, ['diem', 'stake', '2']);
	run.child.kill('SIGKILL');
	await run.ended;
	const [entry] = (await home.inFlight());
	await network.control('chain', { automine: true });
	const staked = await home.data(['stake', '2', '--yes']);
	assert.equal(staked.svvv, '3');
	assert.deepEqual(staked.followed.map(({ block, ...row }) => row),
		[{ hash: entry.hash, purpose: 'diem stake', amount: '2', token: 'DIEM', status: 'mined' }]);
	assert.match(
		(await home.run(['stake', '1', '--yes'], { json: false })).stdout,
		/earlier diem stake of 2 DIEM was mined in block \d+/,
	);
	const result = await stake(home, '2');
	assert.deepEqual([result.tx, result.diem_staked], [entry.hash, '2']);
	assert.equal(await sentBy(network, home), 7);
	assert.deepEqual((await home.inFlight()), []);
	assert.equal((await stake(home, '2')).diem_staked, '4');
});

test('fund: the ways, the links and what there is', async () => {
	const home = await holder({ diem: '1', staked: '20' });
	const before_ = await home.data(['fund']);
	assertFund(before_);
	assert.equal(before_.check, null);
	assert.deepEqual(
		[before_.diem, before_.diem_staked, before_.spendable, before_.svvv_unlocked],
		['1', '0', false, '20'],
	);
	const byName = Object.fromEntries(before_.ways.map((way) => [way.name, way]));
	assert.equal(byName.diem_stake.command, 'rialto diem stake AMOUNT');
	for (const name of ['card', 'coinbase_subscription', 'coinbase_onramp'])
		assert.equal(byName[name].url, 'https://venice.ai/settings/api');
	await home.mint();
	assert.equal((await home.data(['fund'])).check.canConsume, false);
	assert.equal((await home.data(['fund'], { password: false })).check, null);
	await stake(home, '0.5');
	const after_ = await home.data(['fund']);
	assertFund(after_);
	assert.deepEqual(
		[after_.check.canConsume, after_.check.consumptionCurrency, after_.spendable],
		[true, 'DIEM', true],
	);
	const { stdout } = await home.run(['fund'], { json: false });
	assert.match(stdout, /can pay +yes/);
	assert.match(stdout, /rialto diem mint AMOUNT/);
	assert.match(stdout, /https:\/\/venice\.ai\/settings\/api/);
	await network.fail('rate_limits', 'status', { status: 503, message: 'later', times: 0 });
	assert.equal((await home.error(['fund'])).code, 'unavailable');
	const none = world.home();
	assert.equal((await none.error(['fund'])).code, 'no_wallet');
});
