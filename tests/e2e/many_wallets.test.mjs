// Several wallets at once: their balances in one call, and one review for what is done with each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Wallet, openWorld } from './support.mjs';

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

test('the balances of 200 wallets: one call, one block, under a second', async () => {
	const home = await watching(200);
	const before = (await rpc()).length;
	const began = performance.now();
	const { balances } = await home.data(['balance', '--all'], { password: false });
	const took = performance.now() - began;
	assert.equal(balances.length, 200);
	assert.equal(new Set(balances.map(({ block }) => block)).size, 1);
	assert.equal(balances.find(({ name }) => name === 'staker').svvv, '3');
	const calls = (await rpc()).slice(before).map(({ method }) => method);
	assert.equal(calls.filter((method) => method === 'eth_call').length, 1, calls.join(' '));
	assert.ok(took < 1000, `${took} ms`);
});
