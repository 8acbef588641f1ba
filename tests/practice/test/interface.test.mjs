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
	},
	StakingDocumented: { a694fc3a: 'stake' },
	DIEM: { a694fc3a: 'stake', ae5ac921: 'initiateUnstake', '2def6620': 'unstake', '9503b15c': 'stakedInfos' },
};

for (const [contract, selectors] of Object.entries(SELECTORS))
	test(`${contract} has the selectors of Base`, async () => {
		const abi = new Interface((await builtContracts())[contract].abi);
		for (const [selector, name] of Object.entries(selectors))
			assert.equal(abi.getFunction(`0x${selector}`)?.name, name, selector);
	});

test('each form of the staking contract has one stake function', async () => {
	const contracts = await builtContracts();
	for (const name of ['StakingLive', 'StakingDocumented'])
		assert.equal(contracts[name].abi.filter((item) => item.name === 'stake').length, 1);
});
