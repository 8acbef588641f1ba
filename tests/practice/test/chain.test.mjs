import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AbiCoder, Interface, Signature, Wallet, hexlify, parseEther, parseUnits, randomBytes } from 'ethers';
import {
	AERODROME_FACTORY, AERODROME_ROUTER, DIEM, DIEM_VVV_POOL, GAS_PRICE_ORACLE, MULTICALL3, STAKING, USDC, VVV,
	VVV_WETH_POOL, WETH,
} from '../chain/addresses.mjs';
import { mined, send, startNetwork, view } from './harness.mjs';

let network;
let provider;
before(async () => {
	network = await startNetwork();
	({ provider } = network);
});
after(() => network.stop());

const balance = async (token, address) =>
	(await view(provider, token, 'balanceOf(address) view returns (uint256)', address))[0];

/** Makes a call as `wallet` and returns the revert data. */
async function refusal(wallet, to, signature, ...args) {
	const data = new Interface([`function ${signature}`]).encodeFunctionData(signature, args);
	const { body } = await network.rpc('eth_call', [{ from: wallet.address, to, data }, 'latest']);
	assert.ok(body.error, 'refused');
	return body.error.data;
}

const ERRORS = new Interface([
	'error Error(string)',
	'error Panic(uint256)',
	'error TransferNotAllowed()',
	'error CooldownNotOver(uint256)',
	'error ERC20InsufficientAllowance(address,uint256,uint256)',
	'error ERC20InsufficientBalance(address,uint256,uint256)',
	'error SlippageExceeded(uint256,uint256)',
	'error InsufficientUnlockedStake(uint256,uint256)',
	'error UnstakePending(uint256)',
]);

test('contracts stand at the addresses of Base', async () => {
	for (const address of [VVV, STAKING, DIEM, USDC, MULTICALL3])
		assert.notEqual(await provider.getCode(address), '0x');
	assert.equal(await provider.getCode(GAS_PRICE_ORACLE), '0x');
	assert.equal((await network.rpc('eth_chainId')).body.result, '0x2105');
	for (const [token, symbol, decimals] of [
		[VVV, 'VVV', 18n],
		[DIEM, 'DIEM', 18n],
		[USDC, 'USDC', 6n],
		[STAKING, 'sVVV', 18n],
	]) {
		assert.equal((await view(provider, token, 'symbol() view returns (string)'))[0], symbol);
		assert.equal((await view(provider, token, 'decimals() view returns (uint8)'))[0], decimals);
	}
	assert.equal((await view(provider, STAKING, 'cooldownDuration() view returns (uint256)'))[0], 7n * 86400n);
	assert.equal((await view(provider, DIEM, 'cooldownDuration() view returns (uint256)'))[0], 86400n);
});

test('the faucet gives what is asked', async () => {
	const { address } = Wallet.createRandom();
	const { hashes } = await network.control('faucet', { address, eth: '1.5', vvv: '7', usdc: '20', diem: '3' });
	assert.equal(hashes.length, 4);
	assert.equal(await provider.getBalance(address), parseEther('1.5'));
	assert.equal(await balance(VVV, address), parseEther('7'));
	assert.equal(await balance(USDC, address), parseUnits('20', 6));
	assert.equal(await balance(DIEM, address), parseEther('3'));
	await assert.rejects(network.control('faucet', { address, doge: '1' }), /doge/);
});

test('the faucet writes balances while mining is off', async () => {
	const { address } = Wallet.createRandom();
	await network.control('chain', { automine: false });
	const block = await provider.getBlockNumber();
	await network.control('faucet', { address, eth: '2', vvv: '3' });
	assert.equal(await provider.getBlockNumber(), block);
	assert.equal(await provider.getBalance(address), parseEther('2'));
	assert.equal(await balance(VVV, address), parseEther('3'));
	await network.control('chain', { automine: true });
});

test('stakes for a recipient, with allowance', async () => {
	const wallet = await network.wallet();
	const { address } = wallet;
	const data = await refusal(wallet, STAKING, 'stake(address,uint256)', address, 5n);
	assert.equal(ERRORS.parseError(data).name, 'ERC20InsufficientAllowance');
	await send(wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('500'));
	const poor = await refusal(wallet, STAKING, 'stake(address,uint256)', address, parseEther('500'));
	assert.equal(ERRORS.parseError(poor).name, 'ERC20InsufficientBalance');
	const receipt = await send(wallet, STAKING, 'stake(address,uint256)', address, parseEther('10'));
	assert.ok(
		receipt.logs.some(
			(log) =>
				new Interface(['event Staked(address indexed,uint256)']).parseLog(log)?.args[1] ===
				parseEther('10'),
		),
	);
	assert.equal(await balance(STAKING, address), parseEther('10'));
	assert.equal(await balance(VVV, address), parseEther('90'));
	assert.equal(await refusal(wallet, STAKING, 'stake(uint256)', 5n), '0x');
	assert.equal(
		ERRORS.parseError(await refusal(wallet, STAKING, 'transfer(address,uint256)', VVV, 1n)).name,
		'TransferNotAllowed',
	);
	assert.equal(
		ERRORS.parseError(await refusal(wallet, STAKING, 'stake(address,uint256)', address, 0n)).name,
		'Error',
	);
});

test('unstakes after seven days, and earns rewards', async () => {
	const wallet = await network.staker('10');
	const { address } = wallet;
	await network.control('chain', { advance: 10 });
	const vvv = await balance(VVV, address);
	await send(wallet, STAKING, 'initiateUnstake(uint256)', parseEther('5'));
	const paidOut = await balance(VVV, address) - vvv;
	assert.ok(paidOut > 0n);
	const second = await refusal(wallet, STAKING, 'initiateUnstake(uint256)', parseEther('1'));
	assert.equal(ERRORS.parseError(second).name, 'UnstakePending');
	assert.equal(await balance(STAKING, address), parseEther('5'));
	const [, end, amount] = await view(
		provider,
		STAKING,
		'stakes(address) view returns (uint256,uint256,uint256)',
		address,
	);
	assert.equal(amount, parseEther('5'));
	assert.equal(ERRORS.parseError(await refusal(wallet, STAKING, 'finalizeUnstake()')).args[0], end);
	await network.control('chain', { advance: 7 * 86400 });
	await send(wallet, STAKING, 'finalizeUnstake()');
	assert.equal(await balance(VVV, address), parseEther('95') + paidOut);

	const [pending] = await view(provider, STAKING, 'pendingRewards(address) view returns (uint256)', address);
	assert.ok(pending > 0n);
	await send(wallet, STAKING, 'claim()');
	assert.ok(await balance(VVV, address) >= parseEther('95') + paidOut + pending);
	await network.control('chain', { advance: 100 });
	await send(wallet, STAKING, 'claimAndStake()');
	assert.ok(await balance(STAKING, address) > parseEther('5'));
});

test('locks sVVV for DIEM, and stakes DIEM on itself', async () => {
	const wallet = await network.staker('100');
	const { address } = wallet;
	const [out] = await view(
		provider,
		STAKING,
		'getDiemAmountOut(uint256) view returns (uint256)',
		parseEther('90'),
	);
	const slipped = await refusal(wallet, STAKING, 'mintDiem(uint256,uint256)', parseEther('90'), out + 1n);
	assert.equal(ERRORS.parseError(slipped).name, 'SlippageExceeded');
	await send(wallet, STAKING, 'mintDiem(uint256,uint256)', parseEther('90'), out);
	assert.equal(await balance(DIEM, address), out);
	assert.equal(await balance(STAKING, address), parseEther('100'));
	assert.deepEqual(
		[...(await view(provider, STAKING, 'lockedStakes(address) view returns (uint256,uint256)', address))],
		[parseEther('90'), out],
	);
	assert.equal(
		(await view(provider, STAKING, 'balanceOfUnlocked(address) view returns (uint256)', address))[0],
		parseEther('10'),
	);
	const locked = await refusal(wallet, STAKING, 'initiateUnstake(uint256)', parseEther('11'));
	assert.equal(ERRORS.parseError(locked).name, 'InsufficientUnlockedStake');

	await send(wallet, DIEM, 'stake(uint256)', out);
	assert.equal(await balance(DIEM, address), 0n);
	await send(wallet, DIEM, 'initiateUnstake(uint256)', out);
	assert.equal(ERRORS.parseError(await refusal(wallet, DIEM, 'unstake()')).args[0], 'Diem: cooldown is not over');
	await network.control('chain', { advance: 86400 });
	await send(wallet, DIEM, 'unstake()');
	assert.equal(await balance(DIEM, address), out);
	assert.equal(ERRORS.parseError(await refusal(wallet, STAKING, 'burnDiem(uint256)', out + 1n)).name, 'Panic');
	await send(wallet, STAKING, 'burnDiem(uint256)', out);
	assert.equal(
		(await view(provider, STAKING, 'balanceOfUnlocked(address) view returns (uint256)', address))[0],
		parseEther('100'),
	);
});

test('locked sVVV earns four fifths; the fifth goes to nobody else', async (t) => {
	const other = await startNetwork();
	t.after(() => other.stop());
	const number = async (signature, ...args) =>
		(await view(other.provider, STAKING, `${signature} view returns (uint256)`, ...args))[0];
	const [free, locker] = [await other.staker('100'), await other.staker('100')];
	await send(locker, STAKING, 'mintDiem(uint256,uint256)', parseEther('100'), 0n);
	assert.equal(await number('totalLockedStakedVVV()'), parseEther('100'));
	const rewards = () => Promise.all([free, locker].map(({ address }) => number('pendingRewards(address)', address)));
	const before_ = await rewards();
	const { timestamp } = await other.provider.getBlock('latest');
	await other.control('chain', { advance: 86400 });
	const seconds = BigInt((await other.provider.getBlock('latest')).timestamp - timestamp);
	const after_ = await rewards();
	const rate = await number('emissionRatePerSecond()');
	assert.equal(after_[0] - before_[0], (rate * seconds) / 2n);
	assert.equal(after_[1] - before_[1], (rate * seconds * 4n) / 10n);
	await send(locker, STAKING, 'burnDiem(uint256)', parseEther('0.5'));
	const [locked] = await view(other.provider, STAKING, 'lockedStakes(address) view returns (uint256,uint256)', locker.address);
	assert.equal(await number('totalLockedStakedVVV()'), locked);
	assert.equal(await number('pendingRewards(address)', locker.address), 0n);
});

const ROUTES = '(address from,address to,bool stable,address factory)[]';
const route = (from, to) => [from, to, false, AERODROME_FACTORY];

/** Returns the router's answer for an amount, hop by hop. */
async function quote(amount, ...path) {
	const routes = path.slice(1).map((to, i) => route(path[i], to));
	const [amounts] = await view(
		provider, AERODROME_ROUTER, `getAmountsOut(uint256,${ROUTES}) view returns (uint256[])`, amount, routes);
	return { routes, amounts: [...amounts] };
}

test('the market quotes and swaps (Aerodrome)', async () => {
	const wallet = await network.wallet();
	const { address } = wallet;
	const { routes, amounts } = await quote(parseEther('0.1'), WETH, VVV, DIEM);
	const before_ = await balance(VVV, VVV_WETH_POOL);
	const swap = `swapExactETHForTokens(uint256,${ROUTES},address,uint256)`;
	const data = new Interface([`function ${swap} payable`]).encodeFunctionData(swap, [amounts[2], routes, address, 2n ** 40n]);
	await mined(await wallet.sendTransaction({ to: AERODROME_ROUTER, data, value: parseEther('0.1') }));
	assert.equal(await balance(DIEM, address), amounts[2]);
	assert.equal(await balance(VVV, VVV_WETH_POOL), before_ - amounts[1]);

	await network.control('faucet', { address, usdc: '100' });
	await send(wallet, USDC, 'approve(address,uint256)', AERODROME_ROUTER, parseUnits('100', 6));
	const back = await quote(parseUnits('100', 6), USDC, WETH, VVV);
	const tokens = `swapExactTokensForTokens(uint256,uint256,${ROUTES},address,uint256)`;
	const swapFor = (least, deadline) =>
		send(wallet, AERODROME_ROUTER, tokens, back.amounts[0], least, back.routes, address, deadline);
	await assert.rejects(swapFor(back.amounts[2] + 1n, 2n ** 40n));
	await assert.rejects(swapFor(0n, 1n));
	const had = await balance(VVV, address);
	await swapFor(back.amounts[2], 2n ** 40n);
	assert.equal(await balance(VVV, address) - had, back.amounts[2]);

	assert.deepEqual((await quote(5n, USDC, DIEM)).amounts, [5n, 0n], 'no such pool');
	const [pool] = await view(
		provider, AERODROME_FACTORY, 'getPool(address,address,bool) view returns (address)', DIEM, VVV, false);
	assert.equal(pool, DIEM_VVV_POOL);
});

test('moves USDC by a signed authorization, once (EIP-3009)', async () => {
	const [payer, relay] = [Wallet.createRandom(), await network.wallet()];
	await network.control('faucet', { address: payer.address, usdc: '20' });
	const nonce = hexlify(randomBytes(32));
	const authorization = {
		from: payer.address,
		to: relay.address,
		value: parseUnits('5', 6),
		validAfter: 0,
		validBefore: 2n ** 40n,
		nonce,
	};
	const domain = { name: 'USD Coin', version: '2', chainId: 8453, verifyingContract: USDC };
	const fields = [
		['address', 'from'],
		['address', 'to'],
		['uint256', 'value'],
		['uint256', 'validAfter'],
		['uint256', 'validBefore'],
		['bytes32', 'nonce'],
	];
	const types = { TransferWithAuthorization: fields.map(([type, name]) => ({ type, name })) };
	const { v, r, s } = Signature.from(await payer.signTypedData(domain, types, authorization));
	const transfer =
		'transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)';
	const wrong = await refusal(relay, USDC, transfer, ...Object.values({ ...authorization, value: 6n }), v, r, s);
	assert.equal(ERRORS.parseError(wrong).args[0], 'FiatTokenV2: invalid signature');
	await send(relay, USDC, transfer, ...Object.values(authorization), v, r, s);
	assert.equal(await balance(USDC, relay.address), parseUnits('5', 6));
	assert.deepEqual(
		[
			...(await view(
				provider,
				USDC,
				'authorizationState(address,bytes32) view returns (bool)',
				payer.address,
				nonce,
			)),
		],
		[true],
	);
	const again = await refusal(relay, USDC, transfer, ...Object.values(authorization), v, r, s);
	assert.match(ERRORS.parseError(again).args[0], /used or canceled/);
});

test('aggregates calls (Multicall3)', async () => {
	const abi = new Interface([
		'function aggregate3((address target, bool allowFailure, bytes callData)[]) returns ((bool success, bytes returnData)[])',
		'function getEthBalance(address) view returns (uint256)',
		'function getChainId() view returns (uint256)',
	]);
	const { address } = await network.wallet();
	const calls = [
		[MULTICALL3, false, abi.encodeFunctionData('getEthBalance', [address])],
		[MULTICALL3, false, abi.encodeFunctionData('getChainId')],
		[STAKING, true, '0xdeadbeef'],
	];
	const [results] = abi.decodeFunctionResult('aggregate3',
		await provider.call({ to: MULTICALL3, data: abi.encodeFunctionData('aggregate3', [calls]) }));
	assert.deepEqual(results.map((r) => r.success), [true, true, false]);
	assert.equal(AbiCoder.defaultAbiCoder().decode(['uint256'], results[0].returnData)[0], parseEther('1'));
	assert.equal(BigInt(results[1].returnData), 8453n);
});

test('another network: the documented interface, no Multicall3, an L1 fee, blocks by the clock', async (t) => {
	const other = await startNetwork(
		'--staking',
		'documented',
		'--no-multicall',
		'--l1-oracle',
		'--block-time',
		'1',
		'--second-unstake',
		'add',
	);
	t.after(() => other.stop());
	assert.equal(await other.provider.getCode(MULTICALL3), '0x');
	assert.equal(
		(await view(other.provider, GAS_PRICE_ORACLE, 'getL1Fee(bytes) view returns (uint256)', '0x0102'))[0],
		102000000000n,
	);
	const wallet = await other.wallet();
	await send(wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('10'));
	await send(wallet, STAKING, 'stake(uint256)', parseEther('10'));
	assert.equal(
		(await view(other.provider, STAKING, 'balanceOf(address) view returns (uint256)', wallet.address))[0],
		parseEther('10'),
	);
	await assert.rejects(
		view(other.provider, STAKING, 'stake(address,uint256) view returns ()', wallet.address, 1n),
	);
	for (let i = 0; i < 2; i++) {
		await other.control('chain', { advance: 10 }); // there are rewards whenever the gas is estimated
		await send(wallet, STAKING, 'initiateUnstake(uint256)', 1n);
	}
});

test('blocks of 200 ms share their timestamps, also after mining was off', async (t) => {
	const other = await startNetwork('--block-time', '0.2');
	t.after(() => other.stop());
	const { provider } = other;
	const until = async (number) => {
		while ((await provider.getBlockNumber()) < number)
			await new Promise((next) => provider.once('block', next));
	};
	async function assertShared(from) {
		await until(from + 9);
		const blocks = await Promise.all(Array.from({ length: 10 }, (_, i) => provider.getBlock(from + i)));
		const times = blocks.map(({ timestamp }) => timestamp);
		assert.ok(new Set(times).size <= 5, `times of ten blocks: ${times}`);
		assert.deepEqual(times, [...times].sort((a, b) => a - b));
	}
	await assertShared(1);
	await other.control('chain', { automine: false });
	const off = await provider.getBlockNumber();
	const wallet = await other.wallet();
	await other.control('chain', { automine: true });
	await assertShared(off + 1);
	await send(wallet, VVV, 'approve(address,uint256)', STAKING, parseEther('10'));
});
