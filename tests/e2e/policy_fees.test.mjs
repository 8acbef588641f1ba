// The caps of ETH count fees: however a script repeats itself, what the chain takes of a wallet stays below them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inPool, sentBy } from './chain.mjs';
import { forEveryWrite, killedAt } from './crash.mjs';
import { Interface, STAKING, VVV, arrived, formatEther, openMiningWorld, parseEther, send } from './support.mjs';

const FRIEND = '0x000000000000000000000000000000000000dEaD';
const SEND = ['send', 'ETH', '0.000000000000000001', FRIEND];
const SAID =
	/^(\S+) ETH with fees in the last 24 hours, and with this (\S+): more than (\S+), the policy's cap for a day$/;

const world = await openMiningWorld();
const { network } = world;

const setPolicy = (home, policy) =>
	writeFileSync(path.join(home.dir, 'config'), `[policy ${home.wallet.address}]\n${policy}\n`, { mode: 0o600 });
const perDay = (home, wei) => setPolicy(home, `per-day = ${formatEther(wei)} ETH`);
/** A home with a policy from the beginning, so that each line has the chain's time, which these tests move on. */
async function capped(options) {
	const home = await world.funded(options);
	perDay(home, parseEther('1'));
	return home;
}

const balance = (home) => network.provider.getBalance(home.wallet.address);
const ledgerFile = (home) => path.join(home.dir, 'log', 'ledger.jsonl');
const ledger = (home) => existsSync(ledgerFile(home))
	? readFileSync(ledgerFile(home), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line))
	: [];
const signed = (home) => ledger(home).filter(({ event }) => event.startsWith('tx_signed'));

/** Runs a command that the cap of a day refuses: returns what it says was spent, and would be, in wei. */
async function refused(home, args) {
	const sent = await sentBy(network, home), count = signed(home).length;
	const { code, exit, message } = await home.error([...args, '--yes']);
	assert.deepEqual([code, exit], ['policy_day', 1], message);
	const [, before, after] = SAID.exec(message) ?? assert.fail(message);
	assert.equal(await sentBy(network, home), sent);
	assert.equal(signed(home).length, count);
	return { before: parseEther(before), after: parseEther(after) };
}

/** Runs a command until it is refused: returns how often it was done, and what the refusal says. */
async function loop(home, args, most = 40) {
	for (let done = 0; done < most; done++) {
		const { status, json } = await home.run([...args, '--yes']);
		if (status === 0) continue;
		const [, before, after] = SAID.exec(json.error.message) ?? assert.fail(json.error.message);
		return { done, before: parseEther(before), after: parseEther(after) };
	}
	assert.fail('no cap ended it');
}

test('small sends, claims, approvals and revokes in a loop end at the cap, and the chain has taken what is said', async () => {
	const home = await capped({ staked: '100' });
	await send(home.wallet, VVV, 'approve(address,uint256)', FRIEND, 5n);	/* by ethers: the ledger does not know it */
	await network.control('faucet', { address: home.wallet.address, vvv: '100' });
	const before = await balance(home);
	for (const args of [
		SEND, ['claim'], ['allowance', 'revoke', 'VVV', FRIEND], ['stake', '1'], ['claim', '--restake'], ['unstake', '1'],
		SEND,
	]) {
		await network.control('chain', { advance: 60 });	/* there are rewards again */
		await home.data([...args, '--yes']);
	}
	const cap = before - await balance(home) + 2n * BigInt(signed(home).at(-1).tx.fee_most);
	perDay(home, cap);
	const { done, before: said, after } = await loop(home, SEND);
	assert.ok(done > 1, `${done} were done`);
	assert.equal(said, before - await balance(home), 'to the last wei');
	assert.ok(said <= cap && after > cap);
	assert.equal((await refused(home, ['claim'])).before, said);
	await network.control('chain', { advance: 86400 });
	await home.data([...SEND, '--yes']);
});

test('an amount counts with its fee, for one transaction, too', async () => {
	const home = await capped();
	setPolicy(home, 'per-tx = 0.001 ETH');
	const { code, message } = await home.error(['send', 'ETH', '0.001', FRIEND, '--yes']);
	assert.equal(code, 'policy_cap');
	const words =
		/^0\.001 ETH and a fee of up to 0\.0\d+ are more than 0\.001, the policy's cap for one transaction$/;
	assert.match(message, words);
	await home.data(['send', 'ETH', '0.0009', FRIEND, '--yes']);
	setPolicy(home, 'per-tx = 0 ETH');
	const claim = await home.error(['stake', '1', '--yes']);
	assert.match(claim.message, /^A fee of up to \S+ ETH is more than 0, the policy's cap for one transaction$/);
	assert.match(claim.do, /the word exceed/);
	setPolicy(home, 'per-tx = 10 VVV');		/* no cap of ETH: as ever */
	await home.data(['stake', '1', '--yes']);
});

test('what was undone costs its fee, and that counts', async () => {
	const home = await capped({ staked: '100' }), other = await network.staker('100');
	const before = await balance(home);
	await network.control('chain', { automine: false });
	const sends = (await network.log()).rpc.filter(({ method }) => method === 'eth_sendRawTransaction').length;
	const run = home.start(['diem', 'mint', '50', '--yes']);
	await arrived(network, 'eth_sendRawTransaction', sends + 1, 'rpc');
	await inPool(network, home);
	const fee = 20n * 10n ** 9n;
	await other.sendTransaction({
		to: STAKING,
		data: new Interface(['function mintDiem(uint256,uint256)']).encodeFunctionData('mintDiem', [parseEther('100'), 0]),
		gasLimit: 500000n, maxFeePerGas: fee, maxPriorityFeePerGas: fee,
	});
	await network.control('chain', { automine: true });
	assert.equal(JSON.parse((await run.ended).stdout).error.code, 'tx_reverted');
	const paid = before - await balance(home);
	assert.ok(paid > 0n);
	perDay(home, 0n);
	assert.equal((await refused(home, SEND)).before, paid);
});

/** Sends while nothing is mined, and kills the run.  Returns the transaction's hash. */
async function stuck(home, args) {
	await network.control('chain', { automine: false });
	const sends = (await network.log()).rpc.filter(({ method }) => method === 'eth_sendRawTransaction').length;
	const run = home.start([...args, '--yes']);
	await arrived(network, 'eth_sendRawTransaction', sends + 1, 'rpc');
	run.child.kill('SIGKILL');
	await run.ended;
	await inPool(network, home);
	return (await home.inFlight())[0].hash;
}

async function mined(run) {
	await network.control('chain', { automine: true });
	for (let i = 0; i < 6; i++) await network.control('chain', { mine: 1 });
	return run;
}

for (const change of ['speed-up', 'cancel'])
	test(`${change}: the number counts once, is held to the cap, and costs what the chain took`, async () => {
		const home = await capped(), before = await balance(home);
		const hash = await stuck(home, ['send', 'ETH', '0.001', FRIEND]);
		const [first] = signed(home), most = BigInt(first.tx.fee_most), value = parseEther('0.001');
		perDay(home, value + most / 2n);
		const { before: others, after } = await refused(home, ['tx', change, hash]);
		assert.ok(after >= value + most);
		assert.ok(change === 'cancel' ? others === value + most : others === 0n);
		perDay(home, value + 2n * most);
		const sends = (await network.log()).rpc.filter(({ method }) => method === 'eth_sendRawTransaction').length;
		const run = home.run(['tx', change, hash, '--yes', '--max-tip', '0.001']);
		await arrived(network, 'eth_sendRawTransaction', sends + 1, 'rpc');
		const again = signed(home).at(-1);
		assert.deepEqual([again.event, again.tx.nonce], ['tx_signed_again', first.tx.nonce]);
		assert.ok(BigInt(again.tx.fee_most) >= most);
		assert.equal((await mined(run)).status, 0);
		perDay(home, 0n);
		assert.equal((await refused(home, SEND)).before, before - await balance(home));
		assert.equal(signed(home).length, 2);
	});

test('lines of earlier versions are read, and count what was paid', async () => {
	const home = await capped(), before = await balance(home);
	await home.data([...SEND, '--yes']);
	writeFileSync(ledgerFile(home), readFileSync(ledgerFile(home), 'utf8').replace(/"fee_most":"\d+",?/g, ''));
	assert.ok(signed(home).every(({ tx }) => !('fee_most' in tx)));
	perDay(home, 0n);
	assert.equal((await refused(home, SEND)).before, before - await balance(home));
});

test('killed at each write, it is never counted less than the chain took', async () => {
	await forEveryWrite(async (n) => {
		const home = await capped(), start = await balance(home);
		const { killed } = await killedAt(home, n, [...SEND, '--yes']);
		perDay(home, 0n);
		/* It sends what the journal has, and nothing else. */
		const { message } = await home.error(['send', 'ETH', '0.000000000000000002', FRIEND, '--yes']);
		const [, before] = SAID.exec(message) ?? assert.fail(message);
		const taken = start - await balance(home);
		assert.ok(parseEther(before) >= taken, `${before} is less than ${formatEther(taken)}`);
		assert.ok(await sentBy(network, home) <= 1);
		return killed;
	});
});
