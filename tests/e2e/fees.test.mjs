// What a person chooses to offer for gas: ethers finds in what was signed the fees that the review named.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { agreedIn, assertReviewed, sentByRialto } from './signed.mjs';
import { STAKING, Transaction, VVV, openWorld, parseEther, send } from './support.mjs';

const world = await openWorld();
const { network } = world;
const home = await world.funded();
await send(home.wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('1000'));

const GWEI = 10n ** 9n;

/** Stakes with these options; returns its transaction, the review that was agreed to, and the base fee then. */
async function staked(...options) {
	const before = (await sentByRialto(network)).length;
	await home.data(['stake', '0.1', '--yes', ...options]);
	const raws = (await sentByRialto(network)).slice(before);
	assert.equal(raws.length, 1);
	const review = agreedIn(home.dir).at(-1);
	assertReviewed(raws[0], [review]);
	const tx = Transaction.from(raws[0]);
	const { maxFeePerGas: most, maxPriorityFeePerGas: tip, gasLimit: gas } = tx;
	return { most, tip, gas, choice: review.rows['Fee choice'], rows: review.rows };
}

/**
 * Returns what each speed costs at most by one review: the chosen one by its total, the others by the row that
 * names them.
 */
function costs({ choice, rows }) {
	const [total] = rows['Fee in all'] ?? rows.Fee;
	const chosen = choice[0].split(':')[0];
	const all = { [chosen]: parseEther(total.split(' ')[0]) };
	for (const [, speed, cost] of choice[1].matchAll(/(slow|normal|fast) for ([\d.]+)/g))
		all[speed] = parseEther(cost);
	return all;
}

async function assertInOrder() {
	for (const speed of ['slow', 'normal', 'fast']) {
		const signed = await staked('--fee', speed, '--max-tip', '0.1');
		assert.ok(signed.choice[0].startsWith(`${speed}: `), signed.choice[0]);
		const { slow, normal, fast } = costs(signed);
		assert.ok(slow < normal && normal < fast, `${slow} ${normal} ${fast}`);
	}
}

test('slow, normal and fast: each is signed as reviewed, and costs more than the one before', assertInOrder);

test('an own offer is signed to the wei', async () => {
	for (const [fee, most, tip] of [
		['0.5/0.002', GWEI / 2n, 2000000n],
		['3.000000001/0.001', 3n * GWEI + 1n, 1000000n],
		['100/0.001', 100n * GWEI, 1000000n],
	]) {
		const signed = await staked('--fee', fee);
		assert.deepEqual([signed.most, signed.tip], [most, tip]);
		assert.match(signed.choice[0], /^own: /);
	}
	const bare = await staked('--fee', '2');
	assert.equal(bare.most, 2n * GWEI);
	assert.ok(bare.tip >= 1000000n && bare.tip <= bare.most);
});

test('the configuration has a default, and the command line goes before it', async () => {
	writeFileSync(path.join(home.dir, 'config'), 'fee = fast\n', { mode: 0o600 });
	assert.match((await staked()).choice[0], /^fast: /);
	assert.match((await staked('--fee', 'slow')).choice[0], /^slow: /);
	writeFileSync(path.join(home.dir, 'config'), 'fee = quick\n', { mode: 0o600 });
	const error = await home.error(['stake', '0.1', '--yes']);
	assert.equal(error.code, 'config_bad');
	assert.match(error.message, /line 1.*slow, normal, fast/);
	writeFileSync(path.join(home.dir, 'config'), '', { mode: 0o600 });
});

test('what is no fee is refused before anything is asked', async () => {
	const before = (await sentByRialto(network)).length;
	for (const fee of ['', 'cheap', '0', '0.004', '101', '-1', '1e2', '0x1', '0.02/', '0.02/0.03', '0.02/0', '1,5']) {
		const error = await home.error(['stake', '0.1', '--yes', `--fee=${fee}`]);
		assert.deepEqual([error.code, error.exit], ['usage', 2], fee);
		assert.match(error.message, /--fee/);
	}
	const error = await home.error(['stake', '0.1', '--yes', '--fee', '90/80']);
	assert.deepEqual([error.code, error.exit], ['invalid_input', 2]);
	assert.match(error.message, /max-tip allows 0\.00005: --max-tip [\d.]+ is needed/);
	assert.equal((await sentByRialto(network)).length, before);
});

test('a node without a history of fees: its price says them', async () => {
	await network.fail('rpc', 'no_fee_history', { times: 0 });
	await assertInOrder();
});

test('whatever the node names, the tip of a fast one is within max-tip', async () => {
	await network.fail('rpc', 'high_tip', { times: 0 });
	const { gas, tip } = await staked('--fee', 'fast');
	assert.ok(gas * tip <= parseEther('0.00005'));
});
