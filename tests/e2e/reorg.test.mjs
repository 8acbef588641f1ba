// A chain that takes back what it had: the blocks with a transaction are replaced by others without it.  It is noticed,
// said, sent again as it was signed, and never done twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onChain, sentBy } from './chain.mjs';
import { STAKING, VVV, openWorld, parseEther, send } from './support.mjs';

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
	assert.match(told, /Block \d+, which had the stake transaction, is no longer part of the chain/);
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
