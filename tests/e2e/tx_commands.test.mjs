// A transaction that waits has a way out: listed, sped up, cancelled, given up; and what is past stays on the list.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { onChain, sentBy } from './chain.mjs';
import { STAKING, VVV, arrived, parseEther, send, startWorld } from './support.mjs';

let world, network;
before(async () => {
	world = await startWorld();
	network = world.network;
});
after(() => world.stop());

/** Resolves once one more transaction was sent than when it was called. */
async function oneMoreSent() {
	const sends = (await network.log()).rpc.filter((call) => call.method === 'eth_sendRawTransaction').length;
	return { sent: arrived(network, 'eth_sendRawTransaction', sends + 1, 'rpc') };
}

/** A stake that is sent while nothing is mined, and left there by a kill; its hash. */
async function stuck(home) {
	await send(home.wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('1000'));
	await network.control('chain', { automine: false });
	const { sent } = await oneMoreSent();
	const run = home.start(['stake', '10', '--yes']);
	await sent;
	run.child.kill('SIGKILL');
	await run.ended;
	const { transactions } = await home.data(['tx', 'list']);
	assert.deepEqual([transactions[0].purpose, transactions[0].status, transactions[0].nonce], ['stake', 'pending', 1]);
	return transactions[0].hash;
}

/** Runs a change that waits for a block, which comes once it is sent. */
async function changed(home, ...args) {
	const { sent } = await oneMoreSent();
	const run = home.run(args);
	await sent;
	await network.control('chain', { automine: true });
	for (let i = 0; i < 6; i++) await network.control('chain', { mine: 1 });
	return run;
}

test('sped up: the same number, a tenth more, and one of them is mined', async () => {
	const home = await world.funded(), hash = await stuck(home);
	const { status, json } = await changed(home, 'tx', 'speed-up', hash, '--yes', '--max-tip', '0.001');
	assert.equal(status, 0, JSON.stringify(json));
	assert.deepEqual([json.data.replaces, json.data.outcome], [hash, 'replacement']);
	assert.equal(await onChain(network, home), '10');
	assert.equal(await sentBy(network, home), 2);
	const { transactions } = await home.data(['tx', 'list']);
	assert.deepEqual(transactions.map((row) => [row.hash, row.status]).sort(), [[json.data.tx, 'mined'], [hash, 'replaced']].sort());
	assert.ok(Number(transactions.find((row) => row.status === 'mined').fee) > 0);
	assert.equal((await home.data(['tx', 'show', hash])).status, 'replaced');
});

test('cancelled: nothing is staked, and its number is used', async () => {
	const home = await world.funded(), hash = await stuck(home);
	const { status, json } = await changed(home, 'tx', 'cancel', hash, '--yes', '--max-tip', '0.001');
	assert.equal(status, 0, JSON.stringify(json));
	assert.equal(json.data.outcome, 'replacement');
	assert.equal(await onChain(network, home), '0');
	assert.equal(await sentBy(network, home), 2);
});

test('given up by the person alone: it is off the list, and may still be mined', async () => {
	const home = await world.funded(), hash = await stuck(home);
	assert.equal((await home.run(['tx', 'forget', hash])).json.error.code, 'needs_answer');
	assert.deepEqual(await home.data(['tx', 'forget', hash, '--yes']), { hash, forgotten: true });
	assert.equal((await home.data(['tx', 'list'])).transactions.filter((row) => row.status === 'pending').length, 0);
	await network.control('chain', { automine: true });
	await network.control('chain', { mine: 1 });
});

test('a hash that is none, or of nothing that waits', async () => {
	const home = await world.funded();
	for (const hash of ['0x12', 'abc', '0x' + '00'.repeat(32)])
		for (const command of ['show', 'speed-up', 'cancel', 'forget'])
			assert.deepEqual([(await home.run(['tx', command, hash, '--yes'])).json.error.code, command], ['invalid_input', command]);
});
