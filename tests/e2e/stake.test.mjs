// Staking on a chain that is as it should be.  On any other, nothing is signed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertStake } from './shapes.mjs';
import { onChain, sentBy, transactionsOf } from './chain.mjs';
import { STAKING, VVV, arrived, openWorld, parseEther, send } from './support.mjs';

const world = await openWorld();
const { network } = world;

/** Expects an error, with nothing broadcast and nothing in flight. */
async function refused(home, amount, code, exit) {
	const nonce = await sentBy(network, home);
	const error = await home.error(['stake', amount, '--yes']);
	assert.deepEqual([error.code, error.exit], [code, exit], error.message);
	assert.equal(await sentBy(network, home), nonce);
	assert.deepEqual((await home.inFlight()), []);
	return error;
}

async function staked(home, amount, total = amount) {
	const result = await home.data(['stake', amount, '--yes']);
	assertStake(result, { approved: result.approve_tx !== null });
	assert.equal(result.svvv, total);
	assert.equal(await onChain(network, home), total);
	assert.deepEqual((await home.inFlight()), []);
	return result;
}

test('approves exactly the amount, so that nothing of the allowance is left', async () => {
	const home = await world.funded();
	await staked(home, '10');
	assert.equal(
		await onChain(network, home, VVV, 'allowance(address,address) view returns (uint256)', STAKING),
		'0',
	);
	assert.equal(await sentBy(network, home), 2);
	await staked(home, '0.000000000000000001', '10.000000000000000001');
});

test('an allowance that suffices is not approved again', async () => {
	const home = await world.funded();
	await send(home.wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('50'));
	const result = await staked(home, '10');
	assert.equal(result.approve_tx, null);
	assert.equal(await sentBy(network, home), 2);
	assert.notEqual((await staked(home, '45', '55')).approve_tx, null);
});

test('too little VVV, too little ETH', async () => {
	const home = await world.funded();
	const error = await refused(home, '100.5', 'needs_vvv', 5);
	assert.match(error.message, /100\.5/);
	const poor = world.home();
	const { address } = await poor.newWallet();
	await network.control('faucet', { address, vvv: '10', eth: '0.000000001' });
	poor.wallet = { address };
	assert.match((await refused(poor, '10', 'needs_eth', 5)).message, /ETH/);
});

test('another chain', async () => {
	const home = await world.funded();
	await network.fail('rpc', 'wrong_chain_id', { times: 0 });
	await refused(home, '1', 'wrong_chain', 1);
});

test('no contract', async () => {
	const home = await world.funded();
	for (const address of [VVV, STAKING]) {
		await network.fail('rpc', 'no_code', { address, times: 0 });
		await refused(home, '1', 'no_contract', 1);
		await network.control('reset');
	}
});

test('a revert\'s reason is shown, before anything is signed', async () => {
	const home = await world.funded();
	await send(home.wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('50'));
	const data = `0x08c379a0${'20'.padStart(64, '0')}${'12'.padStart(64, '0')}${Buffer.from('the pool is paused').toString('hex').padEnd(64, '0')}`;
	for (const method of ['eth_estimateGas']) {
		await network.fail('rpc', 'error', {
			method,
			code: 3,
			message: 'execution reverted: the pool is paused',
			data,
			times: 0,
		});
		const error = await refused(home, '10', 'reverted', 1);
		assert.match(error.message, /the pool is paused/);
	}
});

test('batches that are refused are asked for one by one', async () => {
	for (const how of ['error', 'http413', 'empty']) {
		const home = await world.funded();
		await network.fail('rpc', 'refuse_batches', { how });
		await staked(home, '1');
		assert.equal((await home.data(['balance'])).balances[0].svvv, '1');
		await network.control('reset');
	}
});

/** Returns the most that whoever made the block could get of the home's last transaction, in wei. */
async function tipOf(home) {
	const { gasLimit, maxPriorityFeePerGas } = (await transactionsOf(network, home.wallet.address)).at(-1);
	return gasLimit * maxPriorityFeePerGas;
}

test('the tip is capped by what a person set, whatever the node names', async () => {
	const home = await world.funded();
	await send(home.wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('50'));
	await network.fail('rpc', 'high_tip', { times: 0 });
	const most = (eth, tip) =>
		assert.ok(
			tip * 5n <= parseEther(eth) * 4n && tip * 5n > (parseEther(eth) * 39n) / 10n,
			`${tip} of ${eth}`,
		);
	await home.data(['stake', '1', '--yes']);
	most('0.00005', await tipOf(home));
	await home.data(['stake', '1', '--yes', '--max-tip', '0.000001']);
	most('0.000001', await tipOf(home));
	const error = await home.error(['stake', '1', '--yes', '--max-tip', '0.000000001']);
	assert.deepEqual([error.code, error.exit], ['invalid_input', 2]);
	assert.match(error.message, /max-tip/);
	for (const tip of ['0', '', '-1', 'none', '1e-5', '0x1'])
		assert.equal((await home.error(['stake', '1', '--yes', `--max-tip=${tip}`])).code, 'usage');
	await network.control('reset');
	await network.fail('rpc', 'fee_zero', { times: 0 });
	await home.data(['stake', '1', '--yes']);
	assert.ok(await tipOf(home) > 0n);
});

test('more gas than Base allows is refused before anything is signed', async () => {
	const home = await world.funded();
	await network.fail('rpc', 'gas', { gas: 2 ** 24 + 1, times: 0 });
	assert.match((await refused(home, '10', 'gas_too_high', 1)).message, /16777217 gas.*16777216/);
});

const SENDING = ['lose_send', 'drop_send', 'already_known'];
for (const mode of SENDING) {
	test(`a broadcast that goes wrong: ${mode}, for the approval and for the stake`, async () => {
		for (const times of [1, 2]) {
			const home = await world.funded();
			await network.fail('rpc', mode, { times });
			await staked(home, '10');
			assert.equal(await sentBy(network, home), 2);
		}
	});
}

for (const mode of ['underpriced', 'nonce_too_low']) {
	test(`a broadcast that is refused: ${mode}`, async () => {
		const home = await world.funded();
		await network.fail('rpc', mode, { times: 1 });
		const { status, json } = await home.run(['stake', '10', '--yes']);
		await network.control('reset');
		assert.ok([0, 1, 3, 6].includes(status), JSON.stringify(json));
		if (status !== 0) await home.data(['stake', '10', '--yes']);
		assert.equal(await onChain(network, home), '10');
		assert.equal(await sentBy(network, home), 2);
	});
}

test('an error on sending that says nothing certain: found out, not staked twice', async () => {
	const home = await world.funded();
	await network.fail('rpc', 'error', {
		method: 'eth_sendRawTransaction',
		code: -32603,
		message: 'internal error',
		times: 1,
	});
	const { status } = await home.run(['stake', '10', '--yes']);
	if (status !== 0) await home.data(['stake', '10', '--yes']);
	assert.equal(await onChain(network, home), '10');
	assert.equal(await sentBy(network, home), 2);
});

for (const mode of ['cut', 'garbage', 'html', 'bad_json', 'wrong_shape', 'huge', 'rate_limit', 'status']) {
	test(`a node that answers badly: ${mode}`, async () => {
		const home = await world.funded();
		await network.fail('rpc', mode, { times: 1, resetIn: 1 });
		const { status, json } = await home.run(['stake', '10', '--yes']);
		assert.ok([0, 3].includes(status), JSON.stringify(json));
		if (status === 3) await home.data(['stake', '10', '--yes']);
		assert.equal(await onChain(network, home), '10');
		assert.equal(await sentBy(network, home), 2);
	});
}

test('a node that answers badly while the receipt is waited for', async () => {
	const home = await world.funded();
	await network.fail('rpc', 'garbage', { method: 'eth_getTransactionReceipt', times: 2 });
	await staked(home, '10');
});

test('an error text full of escape sequences stays harmless', async () => {
	const home = await world.funded();
	await network.fail('rpc', 'error', {
		method: 'eth_estimateGas',
		message: '\u001b]0;x\u0007\u009b31m\u202ered\u001b[0m',
		times: 0,
	});
	const error = await home.error(['stake', '10', '--yes']);
	assert.equal(error.code, 'rpc_error');
	const { stderr, status } = await home.run(['stake', '10', '--yes'], { json: false });
	assert.equal(status, 3);
	assert.match(stderr, /red/);
});

test('two runs at once: one stakes, the other says that it is busy', async () => {
	const home = await world.funded();
	await network.fail('rpc', 'held', { method: 'eth_sendRawTransaction' });
	const { rpc } = await network.log();
	const sends = rpc.filter(({ method }) => method === 'eth_sendRawTransaction').length;
	const first = home.data(['stake', '10', '--yes']);
	await arrived(network, 'eth_sendRawTransaction', sends + 1, 'rpc');
	const second = await home.error(['stake', '10', '--yes']);
	assert.deepEqual([second.code, second.exit], ['busy', 3]);
	await network.control('release');
	assert.equal((await first).svvv, '10');
	assert.equal(await onChain(network, home), '10');
});
