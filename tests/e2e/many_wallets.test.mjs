// Several wallets at once: their balances in one call, and one review for what is done with each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { transactionsOf } from './chain.mjs';
import { forEveryWrite, killedAt } from './crash.mjs';
import { STAKING, VVV, Wallet, formatEther, mined, openWorld, parseEther, randomKey, send, view } from './support.mjs';

const world = await openWorld();
const { network } = world;

const rpc = async () => (await network.log()).rpc;

/** Makes a home with so many watched addresses. */
async function watching(count) {
	const home = world.home();
	const { address } = await network.staker('3');
	for (let i = 1; i < count; i++)
		await home.data(['wallet', 'watch', `w${i}`, new Wallet(`0x${(7000 + i).toString(16).padStart(64, '0')}`).address]);
	await home.data(['wallet', 'watch', 'staker', address]);
	return home;
}

test('the balances of 200 wallets: one call, one block', async () => {
	const home = await watching(200);
	const before = (await rpc()).length;
	const { balances } = await home.data(['balance', '--all'], { password: false });
	assert.equal(balances.length, 200);
	assert.equal(new Set(balances.map(({ block }) => block)).size, 1);
	assert.equal(balances.find(({ name }) => name === 'staker').svvv, '3');
	const calls = (await rpc()).slice(before).map(({ method }) => method);
	assert.equal(calls.filter((method) => method === 'eth_call').length, 1, calls.join(' '));
});

const NAMES = ['a', 'b', 'c'];

/** A home whose wallets a, b and c have ETH and VVV, or `staked` sVVV. */
async function homeOfThree(staked) {
	const home = world.home();
	home.wallets = {};
	for (const name of NAMES) {
		const wallet = staked ? await network.staker(staked) : await network.wallet();
		await home.importKey(wallet.privateKey, name);
		home.wallets[name] = wallet;
	}
	return home;
}

const svvvOf = async ({ address }) =>
	formatEther((await view(network.provider, STAKING, 'balanceOf(address) view returns (uint256)', address))[0]);
const vvvOf = async (address) =>
	(await view(network.provider, VVV, 'balanceOf(address) view returns (uint256)', address))[0];
const sentBy = ({ address }) => network.provider.getTransactionCount(address);
const stakesOf = async ({ address }) =>
	(await transactionsOf(network, address)).filter(({ to }) => to === STAKING).length;

test('stake --all: one review, a result each', async () => {
	const home = await homeOfThree();
	const { results } = await home.data(['stake', '10', '--all', '--yes']);
	assert.deepEqual(results.map(({ wallet, ok, svvv }) => [wallet, ok, svvv]), [
		['a', true, '10'], ['b', true, '10'], ['c', true, '10'],
	]);
	for (const { approve_tx: approval, stake_tx: stake, block } of results) {
		assert.match(approval, /^0x[0-9a-f]{64}$/);
		assert.match(stake, /^0x[0-9a-f]{64}$/);
		assert.ok(block > 0);
	}
	for (const name of NAMES) assert.equal(await svvvOf(home.wallets[name]), '10.0');
	assert.deepEqual(await home.inFlight(), []);
	const again = await home.data(['stake', '1', '--wallets', 'b,c', '--yes']);
	assert.deepEqual(again.results.map(({ wallet, svvv }) => [wallet, svvv]), [['b', '11'], ['c', '11']]);
});

test('claim and send for several', async () => {
	const home = await homeOfThree('100');
	await network.control('chain', { advance: 3600 });
	const claimed = await home.data(['claim', '--all', '--yes']);
	for (const { ok, claimed: amount } of claimed.results) assert.ok(ok && Number(amount) > 0);
	const to = home.wallets.a.address, before = await vvvOf(to);
	const sent = await home.data(['send', 'VVV', '0.001', to, '--all', '--yes']);
	assert.deepEqual(sent.results.map(({ wallet, amount, to: whom }) => [wallet, amount, whom]), [
		['b', '0.001', to], ['c', '0.001', to],
	]);
	assert.equal(await vvvOf(to), before + parseEther('0.002'));
});

test('without a yes nothing is signed, and the review lists each wallet', async () => {
	const home = await homeOfThree();
	const error = await home.error(['stake', '10', '--all']);
	assert.deepEqual([error.code, error.exit], ['needs_answer', 2]);
	assert.deepEqual(error.results.map(({ ok }) => ok), [false, false, false]);
	for (const name of NAMES) assert.equal(await sentBy(home.wallets[name]), 0);
	const { stderr } = await home.run(['stake', '10', '--all'], { json: false });
	assert.match(stderr, /With each of 3 wallets: Stake 10 VVV/);
});

test('one without gas and one beyond its policy are left out, and the others go on; then the same command goes on', async () => {
	const home = await homeOfThree();
	const { b } = home.wallets;
	const rest = await network.provider.getBalance(b.address);
	await mined(await b.sendTransaction({ to: home.wallets.a.address, value: rest - parseEther('0.00003') }));
	writeFileSync(path.join(home.dir, 'config'), '[policy c]\nper-tx = 5 VVV\n', { mode: 0o600 });
	const poor = await sentBy(b);
	const error = await home.error(['stake', '10', '--all', '--yes']);
	assert.equal(error.code, 'needs_eth', error.message);
	assert.match(error.message, /1 of 3 wallets are done, the same command goes on; b: /);
	assert.deepEqual(error.results.map(({ wallet, ok, error: why }) => [wallet, ok, why?.code]), [
		['a', true, undefined], ['b', false, 'needs_eth'], ['c', false, 'policy_cap'],
	]);
	assert.equal(await sentBy(b), poor);
	assert.equal(await sentBy(home.wallets.c), 0);
	await network.control('faucet', { address: b.address });
	writeFileSync(path.join(home.dir, 'config'), '', { mode: 0o600 });
	const { results } = await home.data(['stake', '10', '--all', '--yes']);
	assert.deepEqual(results.map(({ ok, svvv }) => [ok, svvv]), NAMES.map(() => [true, '10']));
	assert.equal(await stakesOf(home.wallets.a), 1);
});

test('what was followed is told for every wallet', async () => {
	const home = await homeOfThree();
	writeFileSync(path.join(home.dir, 'config'), '[policy c]\nper-tx = 5 VVV\n', { mode: 0o600 });
	const { results } = await home.error(['stake', '10', '--all', '--yes']);
	const to = home.wallets.c.address;
	const { followed } = await home.data(['send', 'VVV', '0.001', to, '--wallets', 'a,b', '--yes']);
	const hashes = followed.map(({ hash }) => hash);
	for (const { stake_tx: stake } of results.slice(0, 2)) assert.ok(hashes.includes(stake), `${stake} of ${hashes}`);
});

test('a day\'s cap is kept for each wallet', async () => {
	const home = await homeOfThree();
	writeFileSync(path.join(home.dir, 'config'), '[policy a]\nper-day = 15 VVV\n', { mode: 0o600 });
	await home.data(['stake', '10', '--all', '--yes']);
	const { results } = await home.error(['stake', '10', '--all', '--yes']);
	assert.deepEqual(results.map(({ ok, error }) => [ok, error?.code]), [
		[false, 'policy_day'], [true, undefined], [true, undefined],
	]);
	assert.equal(await svvvOf(home.wallets.a), '10.0');
});

test('a node that is gone ends it for all', async () => {
	const home = await homeOfThree();
	const error = await home.error(['stake', '10', '--all', '--yes', '--rpc-url', 'http://127.0.0.1:9']);
	assert.equal(error.code, 'unreachable');
	assert.deepEqual(error.results.map(({ ok, error: why }) => [ok, why.code]), NAMES.map(() => [false, 'unreachable']));
});

test('another wallet\'s password keeps only that one from it', async () => {
	const home = await homeOfThree();
	const other = randomKey(), file = home.file('other', `${other}\n`);
	home.secrets.add(other.slice(2));
	await home.data(['wallet', 'import', 'b2', '--key-file', file, '--light-kdf', '--password-file',
		home.file('pw2', 'quite another one\n')]);
	await network.control('faucet', { address: new Wallet(other).address });
	const error = await home.error(['stake', '10', '--all', '--yes']);
	assert.equal(error.code, 'wrong_password', error.message);
	assert.deepEqual(error.results.map(({ wallet, ok }) => [wallet, ok]), [
		['a', true], ['b', true], ['b2', false], ['c', true],
	]);
});

test('names that are none are refused before anything is signed', async () => {
	const home = await homeOfThree();
	for (const more of [['--wallets', 'a,x'], ['--wallets', 'a,a'], ['--all', '--wallets', 'a']])
		assert.equal((await home.error(['stake', '1', '--yes', ...more])).exit, 2);
	assert.equal(await sentBy(home.wallets.a), 0);
});

test('kill -9 at every write: the same command goes on, and none is done twice', async () => {
	const args = ['stake', '10', '--wallets', 'a,b', '--yes'];
	await forEveryWrite(async (n) => {
		const home = world.home();
		const wallets = [];
		for (const name of ['a', 'b']) {
			const wallet = await network.wallet();
			await send(wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('10'));
			await home.importKey(wallet.privateKey, name);
			wallets.push(wallet);
		}
		const first = await killedAt(home, n, args);
		if (!first.finished) {
			const { results } = await home.data(args);
			assert.deepEqual(results.map(({ ok, svvv }) => [ok, svvv]), [[true, '10'], [true, '10']]);
		}
		for (const wallet of wallets) {
			assert.equal(await svvvOf(wallet), '10.0');
			assert.equal(await sentBy(wallet), 2, 'the approval by ethers, and one stake');
		}
		return first.killed;
	});
});
