// The selectors that the program calls, as they were read on Base.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Interface } from 'ethers';
import { builtContracts } from '../build.mjs';

const SELECTORS = {
	StakingLive: {
		adc9772e: 'stake',
		ae5ac921: 'initiateUnstake',
		'0ea94341': 'finalizeUnstake',
		'4e71d92d': 'claim',
		cb1a4fc0: 'claimAndStake',
		'2006efcb': 'mintDiem',
		'4d44f110': 'burnDiem',
		'31d7a262': 'pendingRewards',
		'16934fc4': 'stakes',
		'92417dc7': 'lockedStakes',
		'87716cbf': 'getDiemAmountOut',
		'70a08231': 'balanceOf',
		ceddd07d: 'balanceOfUnlocked',
		35269315: 'cooldownDuration',
		a80152d6: 'emissionRatePerSecond',
		'25bef746': 'totalLockedStakedVVV',
		e3a68402: 'diemMintRates',
		b4f70f72: 'diemSupply',
	},
	StakingDocumented: { a694fc3a: 'stake' },
	DIEM: {
		a694fc3a: 'stake',
		ae5ac921: 'initiateUnstake',
		'2def6620': 'unstake',
		'9503b15c': 'stakedInfos',
		'817b1cd2': 'totalStaked',
		35269315: 'cooldownDuration',
	},
	AerodromeRouter: {
		'5509a1ac': 'getAmountsOut',
		'903638a4': 'swapExactETHForTokens',
		cac88ea9: 'swapExactTokensForTokens',
	},
};

for (const [contract, selectors] of Object.entries(SELECTORS))
	test(`${contract} has the selectors of Base`, async () => {
		const abi = new Interface((await builtContracts())[contract].abi);
		for (const [selector, name] of Object.entries(selectors))
			assert.equal(abi.getFunction(`0x${selector}`)?.name, name, selector);
	});

test('what is logged when DIEM is minted and burnt has the topics of Base', async () => {
	const abi = new Interface((await builtContracts()).StakingLive.abi);
	assert.equal(abi.getEvent('DiemMinted').topicHash, '0xd081a649ef2f9530490e16b4ff4d6e1f46460e01107d1ecf7c576cca3cf9d357');
	assert.equal(abi.getEvent('DiemBurned').topicHash, '0x77e8c1608e07b1a4395fc907407d6244a50b86eead919f3ee61d8ce99e204bd6');
});

test('each form of the staking contract has one stake function', async () => {
	const contracts = await builtContracts();
	for (const name of ['StakingLive', 'StakingDocumented'])
		assert.equal(contracts[name].abi.filter((item) => item.name === 'stake').length, 1);
});
