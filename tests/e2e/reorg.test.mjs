// A chain that takes back what it had: the blocks with a transaction are replaced by others without it.  It is noticed,
// said, sent again as it was signed, and never done twice.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { onChain, sentBy } from './chain.mjs';
import { BUILD } from './program.mjs';
import { STAKING, VVV, Wallet, openWorld, parseEther, send } from './support.mjs';

const SEND = 'eth_sendRawTransaction';

const world = await openWorld();
const { network } = world;
const args = ['stake', '10', '--yes'];

/** Makes a home whose stake needs no approval, so that a stake is one transaction in the last block. */
async function approved() {
	const home = await world.funded();
	await send(home.wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('1000'));
	await network.control('chain', { mine: 2 });
	return home;
}

const reorg = (depth = 1) => network.control('chain', { reorg: depth });

/** Returns the raw transactions that were sent since the log had so many entries. */
async function sentRaw(since) {
	const { rpc } = await network.log();
	return rpc.slice(since).filter(({ method }) => method === SEND).map(({ params }) => params[0]);
}

const logged = async () => (await network.log()).rpc.length;

test('the block is gone: the same command sends the same bytes again, and gives the same result', async () => {
	const home = await approved();
	const before = await logged();
	const first = await home.data(args);
	await reorg();
	assert.equal(await onChain(network, home), '0');
	const { status, stderr, json } = await home.run(args);
	assert.equal(status, 0, stderr);
	assert.equal(json.data.stake_tx, first.stake_tx);
	const told = json.warnings.join();
	assert.match(told, /Block \d+, which had the stake transaction of main, is no longer.*: it is sent/);
	const sent = await sentRaw(before);
	assert.ok(sent.length >= 2);
	assert.equal(new Set(sent).size, 1);
	assert.equal(await onChain(network, home), '10');
	assert.equal(await sentBy(network, home), 2);
});

test('another command finds it gone: it is sent and followed before anything else is done', async () => {
	const home = await approved();
	const first = await home.data(args);
	await reorg();
	const data = await home.data(['unstake', '4', '--yes']);
	assert.deepEqual(data.followed.map(({ hash, status }) => [hash, status]), [[first.stake_tx, 'mined']]);
	assert.equal(await onChain(network, home), '6');
	assert.equal((await home.data(args)).stake_tx, first.stake_tx);
	assert.equal(await onChain(network, home), '6');
});

test('the transaction is in another block afterwards: nothing is sent again', async () => {
	const home = await approved();
	const first = await home.data(args);
	const raw = (await sentRaw(0)).at(-1);
	await reorg();
	await network.rpc(SEND, [raw]);
	await network.control('chain', { mine: 3 });
	const before = await logged();
	const { transactions } = await home.data(['tx', 'list']);
	assert.equal(transactions.find(({ hash }) => hash === first.stake_tx)?.status, 'mined');
	assert.deepEqual(await sentRaw(before), []);
	assert.equal(await onChain(network, home), '10');
});

test('of another wallet: it is named, and its own next command sends the same bytes', async () => {
	const home = await approved();
	const key = Wallet.createRandom().privateKey;
	const other = (await home.importKey(key, 'other')).address;
	await network.control('faucet', { address: other });
	const as = (name, ...more) => [...more, '--wallet', name];
	const first = await home.data(as('main', ...args));
	const raw = (await sentRaw(0)).at(-1);
	await reorg();
	const before = await logged();
	const { json } = await home.run(as('other', 'send', 'VVV', '1', Wallet.createRandom().address, '--yes'));
	assert.ok(json.ok);
	assert.match(json.warnings.join('\n'),
		/had the stake transaction of main, is .* the next command that signs with that wallet sends/);
	assert.ok(!(await sentRaw(before)).includes(raw));
	assert.equal((await home.data(as('main', ...args))).stake_tx, first.stake_tx);
	assert.ok((await sentRaw(before)).includes(raw));
	assert.equal(await onChain(network, home), '10');
});

/** Later than the last look, so that what is seen again counts. */
const LATER = { env: { LD_PRELOAD: path.join(BUILD, 'clock_ahead.so'), CLOCK_AHEAD: '10' } };

/** Returns the row of 'tx list' of this hash, and the warnings beside it. */
async function listed(home, hash) {
	const { json } = await home.run(['tx', 'list'], LATER);
	return { ...json.data.transactions.find((row) => row.hash === hash), told: (json.warnings ?? []).join('\n') };
}

/** A stake that was reported as done, and that so many blocks were built on that the journal let go of it. */
async function closed() {
	const home = await approved();
	const { stake_tx: hash } = await home.data(args);
	const raw = (await sentRaw(0)).at(-1);
	await network.control('chain', { mine: 12 });
	assert.equal((await home.error(['stake', '1'], LATER)).code, 'needs_answer', 'a command that signs looks at it first');
	const { status, safe } = await listed(home, hash);
	assert.deepEqual([status, safe], ['mined', false]);
	return { home, hash, raw };
}

test('the list alone, too, follows it to the safe block, and says when its block is gone', async () => {
	const home = await approved();
	const { stake_tx: hash } = await home.data(args);
	const at = async () => {
		const { status, safe } = await listed(home, hash);
		return [status, safe];
	};
	await network.control('chain', { mine: 12 });
	assert.deepEqual(await at(), ['mined', false]);
	await reorg(13);
	const gone = await listed(home, hash);
	assert.equal(gone.status, 'unknown');
	assert.match(gone.told, /had the stake transaction of.main.* that signs with that wallet sends/);
	assert.match((await home.run(['tx', 'list'], { json: false })).stdout, /^\S+ +reorged +stake /m);
	assert.equal((await home.data(args)).stake_tx, hash);
	await network.control('chain', { mine: 80 });
	assert.deepEqual(await at(), ['mined', true]);
});

test('gone before it is safe: noticed and said, then in another block, and safe at last', async () => {
	const { home, hash, raw } = await closed();
	await reorg(13);
	const before = await logged();
	const gone = await listed(home, hash);
	assert.notEqual(gone.status, 'mined');
	assert.match(gone.reason, /block \d+, which had it, is no longer part of the chain/);
	assert.notEqual((await listed(home, hash)).status, 'mined', 'and the next run knows it');
	assert.deepEqual(await sentRaw(before), [], 'what was over is not sent again unasked');
	await network.rpc(SEND, [raw]);
	await network.control('chain', { mine: 1 });
	const moved = await listed(home, hash);
	assert.deepEqual([moved.status, moved.safe], ['mined', false]);
	await network.control('chain', { mine: 80 });
	const safe = await listed(home, hash);
	assert.deepEqual([safe.status, safe.safe], ['mined', true]);
	assert.equal(await onChain(network, home), '10');
});

test('gone before it is safe, and done again: only one of the two can ever be mined', async () => {
	const { home, hash, raw } = await closed();
	await reorg(13);
	await listed(home, hash);
	const again = await home.data(args);
	assert.equal(await onChain(network, home), '10');
	await assert.rejects(network.provider.send(SEND, [raw]), /nonce|known/);
	await network.control('chain', { mine: 80 });
	assert.equal((await listed(home, again.stake_tx)).safe, true);
	assert.equal(await onChain(network, home), '10');
	assert.equal(await sentBy(network, home), 2);
});

test('gone before it is safe, and undone in another block: its failure is what the list says', async () => {
	const { home, hash, raw } = await closed(), { provider } = network;
	const code = await provider.getCode(STAKING);
	await reorg(13);
	await provider.send('anvil_setCode', [STAKING, '0x60006000fd']);
	await network.rpc(SEND, [raw]);
	await network.control('chain', { mine: 1 });
	await provider.send('anvil_setCode', [STAKING, code]);
	await listed(home, hash);
	assert.equal((await listed(home, hash)).status, 'failed');
});

test('in another block it fails: that is said, and nothing is sent in its place', async () => {
	const home = await approved(), { provider } = network;
	const { stake_tx: hash } = await home.data(args);
	const raw = (await sentRaw(0)).at(-1), code = await provider.getCode(STAKING);
	await reorg();
	await provider.send('anvil_setCode', [STAKING, '0x60006000fd']);
	await network.rpc(SEND, [raw]);
	await network.control('chain', { mine: 1 });
	await provider.send('anvil_setCode', [STAKING, code]);
	const before = await logged();
	const error = await home.error(args);
	assert.equal(error.code, 'tx_reverted', error.message);
	assert.equal((await listed(home, hash)).status, 'failed');
	assert.deepEqual(await sentRaw(before), []);
	assert.equal(await onChain(network, home), '0');
});
