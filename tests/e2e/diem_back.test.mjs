// DIEM comes back: unstaked, waited for, withdrawn, and burnt for the sVVV that is locked for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onChain, sentBy } from './chain.mjs';
import { assertFields } from './output.mjs';
import { agreedIn } from './signed.mjs';
import { DIEM, STAKING, openWorld, parseEther } from './support.mjs';

const DAY = 86400;
const LOCKED = 'lockedStakes(address) view returns (uint256, uint256)';

const world = await openWorld();
const { network } = world;

const advance = (seconds) => network.control('chain', { advance: seconds });
const run = (home, ...args) => home.data([...args, '--yes']);
const besides = (home) => agreedIn(home.dir).at(-1).rows.Besides.join('\n');

async function refused(home, args, code, exit) {
	const nonce = await sentBy(network, home);
	const error = await home.error([...args, '--yes']);
	assert.deepEqual([error.code, error.exit], [code, exit], error.message);
	assert.equal(await sentBy(network, home), nonce);
	return error;
}

test('unstaked, added to, waited for, and withdrawn', async () => {
	const home = await world.funded({ staked: '1' });
	await network.control('faucet', { address: home.wallet.address, diem: '5' });
	await run(home, 'diem', 'stake', '5');
	const begun = await run(home, 'diem', 'unstake', '2');
	assertFields(begun, 'tx block diem_staked ends spendable');
	assert.deepEqual([begun.diem_staked, begun.spendable], ['3', true]);
	assert.match(besides(home), /API credit of the day falls at once/);
	await advance(DAY / 2);
	const added = await run(home, 'diem', 'unstake', '1');
	assert.match(besides(home), /2 DIEM are coming back already: this adds to them, and the cooldown begins anew/);
	assert.ok(Date.parse(added.ends) > Date.parse(begun.ends));
	await advance(DAY / 2);
	assert.match((await refused(home, ['diem', 'withdraw'], 'cooldown', 3)).message, new RegExp(`3 DIEM can be taken out at ${added.ends}`));
	await advance(DAY / 2);
	assert.match(
		(await home.run(['balance'], { json: false })).stdout,
		new RegExp(`cooling down \\(DIEM\\) +3, over since ${added.ends}: 'rialto diem withdraw' takes it out`),
	);
	const taken = await run(home, 'diem', 'withdraw');
	assertFields(taken, 'tx block diem');
	assert.equal(taken.diem, '3');
	assert.equal(await onChain(network, home, DIEM), '3');
	await refused(home, ['diem', 'withdraw'], 'nothing_there', 1);
	await refused(home, ['diem', 'withdraw', '1'], 'usage', 2);
	await refused(home, ['diem', 'unstake', '2.5'], 'needs_diem', 5);
});

test('burnt: what it frees is said, and is what comes free', async () => {
	const home = await world.funded({ staked: '100' });
	await advance(60);	// so that the estimate includes paying out a reward
	const minted = await run(home, 'diem', 'mint', '90');
	const half = String(Number(minted.diem) / 2);
	const burnt = await run(home, 'diem', 'burn', half);
	assertFields(burnt, 'tx block diem svvv_locked svvv_unlocked');
	const [, freed] = /it releases ([\d.]+) sVVV/.exec(besides(home));
	assert.equal(parseEther('90') - parseEther(freed), parseEther(burnt.svvv_locked));
	assert.equal(await onChain(network, home, STAKING, LOCKED), burnt.svvv_locked);
	await network.control('faucet', { address: home.wallet.address, diem: '5' });
	assert.match((await refused(home, ['diem', 'burn', '3'], 'needs_diem', 5)).message, /minted from its own sVVV, less than 3/);
	assert.deepEqual(await home.inFlight(), []);
});
