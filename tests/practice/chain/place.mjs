// Puts the practice contracts where the real ones stand on Base.
import { toBeHex, zeroPadValue } from 'ethers';
import {
	AERODROME_FACTORY, AERODROME_ROUTER, DIEM, FAUCET, GAS_PRICE_ORACLE, MULTICALL3, STAKING, STAKING_CODE, USDC,
	VVV, WETH,
} from './addresses.mjs';
import { poolCalls } from './pools.mjs';

const ERC1967_IMPLEMENTATION = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';
const REFUSES_SECOND_UNSTAKE = zeroPadValue('0x00', 32);
const word = (value) => zeroPadValue(value, 32);

export async function placeContracts(rpc, contracts, options) {
	const staking = options.staking === 'documented' ? contracts.StakingDocumented : contracts.StakingLive;
	const code = [
		[VVV, contracts.VVV.code],
		[DIEM, contracts.DIEM.code],
		[USDC, contracts.USDC.code],
		[STAKING, contracts.Proxy.code],
		[STAKING_CODE, staking.code],
		[WETH, contracts.WETH.code],
		[AERODROME_FACTORY, options.market ? contracts.AerodromeFactory.code : '0x'],
		[AERODROME_ROUTER, options.market ? contracts.AerodromeRouter.code : '0x'],
		[MULTICALL3, options.multicall ? contracts.Multicall3.code : '0x'],
		[GAS_PRICE_ORACLE, options.l1Oracle ? contracts.GasPriceOracle.code : '0x'],
	];
	const calls = code.map((placed) => ['anvil_setCode', placed]);
	calls.push(['anvil_setStorageAt', [STAKING, ERC1967_IMPLEMENTATION, word(STAKING_CODE)]]);
	if (options.secondUnstake === 'refuse')
		calls.push(['anvil_setStorageAt', [STAKING, REFUSES_SECOND_UNSTAKE, word('0x01')]]);
	if (options.market) calls.push(...poolCalls(contracts));
	calls.push(['anvil_setBalance', [FAUCET, toBeHex(10n ** 30n)]]);
	calls.push(['anvil_impersonateAccount', [FAUCET]]);
	await rpc.batch(calls);
}
