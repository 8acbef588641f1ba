// Staking on networks that are built differently.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onChain, sentBy, transactionsOf } from './chain.mjs';
import { assertBalance, assertStake } from './shapes.mjs';
import { STAKING, VVV, startWorld } from './support.mjs';

const LIVE = '0xadc9772e', DOCUMENTED = '0xa694fc3a';

/** Stakes 10 twice on a network of that kind; returns the last transaction to the staking contract. */
async function stakeOn(options, look = async () => {}) {
	const world = await startWorld(...options);
	try {
		const home = await world.funded();
		for (const total of ['10', '20']) {
			const result = await home.data(['stake', '10', '--yes']);
			assertStake(result, { approved: true });
			assert.equal(result.svvv, total);
			assert.equal(await onChain(world.network, home), total);
		}
		assert.equal(await sentBy(world.network, home), 4);
		const [balance] = (await home.data(['balance'])).balances;
		assertBalance(balance);
		assert.equal(balance.svvv, '20');
		await look(world, home);
		return (await transactionsOf(world.network, home.wallet.address))
			.filter(({ to }) => to === STAKING)
			.at(-1);
	} finally {
		await world.stop();
	}
}

test('the live interface', async () => {
	assert.equal((await stakeOn([])).data.slice(0, 10), LIVE);
});

test('only the documented interface', async () => {
	assert.equal((await stakeOn(['--staking', 'documented'])).data.slice(0, 10), DOCUMENTED);
});

test('no Multicall3, and then no batches either', async () => {
	await stakeOn(['--no-multicall'], async (world, home) => {
		await world.network.fail('rpc', 'refuse_batches');
		const [{ vvv }] = (await home.data(['balance'])).balances;
		assert.equal(vvv, await onChain(world.network, home, VVV));
		assert.ok(Number(vvv) >= 80 && Number(vvv) < 81, `${vvv}: 80, and the rewards that the second stake paid out`);
	});
});

test('fees for L1 and to the operator, asked of the oracle', async () => {
	await stakeOn(['--l1-oracle'], async ({ network }) => {
		const { rpc } = await network.log();
		for (const selector of ['0x49948e0e', '0x275aedd2'])
			assert.ok(
				rpc.some(
					({ method, params }) =>
						method === 'eth_call' && params[0].data?.startsWith(selector),
				),
			);
	});
});

test('blocks of 200 ms, as on Base', async () => {
	await stakeOn(['--block-time', '0.2']);
});

test('blocks that come by the second', async () => {
	await stakeOn(['--block-time', '1']);
});
