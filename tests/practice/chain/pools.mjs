// Aerodrome's pools with about the prices of September 2026: VVV at $26, ETH at $2,600, DIEM at 77 VVV.
import { parseUnits, toBeHex, zeroPadValue } from 'ethers';
import { DIEM, DIEM_VVV_POOL, USDC, VVV, VVV_WETH_POOL, WETH, WETH_USDC_POOL } from './addresses.mjs';
import { balanceSlot } from './faucet.mjs';

const POOLS = [
	{ at: VVV_WETH_POOL, holds: { [VVV]: ['180000', 18], [WETH]: ['1800', 18] } },
	{ at: WETH_USDC_POOL, holds: { [WETH]: ['5000', 18], [USDC]: ['13000000', 6] } },
	{ at: DIEM_VVV_POOL, holds: { [DIEM]: ['1000', 18], [VVV]: ['77000', 18] } },
];

const word = (value) => zeroPadValue(toBeHex(value), 32);

/**
 * What a pool holds is not part of any token's supply, so the price of minting DIEM begins as it would without
 * pools.
 */
function fill({ at, holds }) {
	const tokens = Object.keys(holds).sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
	const amounts = tokens.map((token) => parseUnits(...holds[token]));
	const slots = [...tokens, ...amounts];	// token0, token1, what is kept of each
	return [
		...slots.map((value, slot) => ['anvil_setStorageAt', [at, word(slot), word(value)]]),
		...tokens.map((token, i) => ['anvil_setStorageAt', [token, balanceSlot(at), word(amounts[i])]]),
	];
}

/** Returns the calls that put the pools there, filled. */
export const poolCalls = ({ AerodromePool }) => [
	...POOLS.map(({ at }) => ['anvil_setCode', [at, AerodromePool.code]]),
	...POOLS.flatMap(fill),
	['anvil_setBalance', [WETH, toBeHex(parseUnits('6800', 18))]],
];
