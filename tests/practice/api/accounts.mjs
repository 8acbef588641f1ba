// What each wallet's account has to spend: DIEM staked on chain, and credit that tests put there, less what was spent.
// What a wallet has paid in by x402 is its own and not here: no API key spends it.
import { formatEther, getAddress } from 'ethers';

/** Below this much staked DIEM none of it can be spent. */
const LEAST_USABLE_DIEM = 0.1;
/** Below this much in sum nothing can be. */
const LEAST_TO_CONSUME = 0.1;
/** Money that does not come back once it is spent, in the order in which it is spent, after DIEM. */
const CREDITS = ['earned', 'bundled', 'usd'];
const NAMES = { diem: 'DIEM', earned: 'EARNED_CREDITS', bundled: 'BUNDLED_CREDITS', usd: 'USD' };

export function makeAccounts(chain, spending) {
	const funds = new Map();
	const heldBy = (owner) => funds.get(owner) ?? { diem: null, earned: null, bundled: null, usd: null };
	const left = (owner, credit) => Math.max((heldBy(owner)[credit] ?? 0) - spending.ever(owner)[credit], 0);

	return {
		/** Sets what `address` holds besides its staked DIEM. */
		fund(address, { diem, ...credits }) {
			const owner = getAddress(address),
				held = { ...heldBy(owner) };
			for (const credit of CREDITS)
				if (credits[credit] !== undefined)
					held[credit] = Number(credits[credit]) + spending.ever(owner)[credit];
			if (diem !== undefined) held.diem = Number(diem);
			funds.set(owner, held);
		},

		async balance(owner) {
			const held = heldBy(owner);
			const staked = Number(formatEther(await chain.stakedDiem(owner)));
			const allocation = staked + (held.diem ?? 0);
			const diem = Math.max(allocation - spending.diemToday(owner), 0);
			const purses = { diem: staked === 0 && held.diem === null ? null : diem };
			for (const credit of CREDITS)
				purses[credit] = held[credit] === null ? null : left(owner, credit);
			const usable = { ...purses, diem: allocation >= LEAST_USABLE_DIEM ? diem : 0 };
			const purse = Object.keys(usable).find((name) => usable[name] > 0) ?? null;
			const sum = Object.values(usable).reduce((total, amount) => total + (amount ?? 0), 0);
			const canConsume = sum >= LEAST_TO_CONSUME;
			return {
				...purses,
				allocation,
				canConsume,
				purse: canConsume ? purse : null,
				currency: canConsume ? NAMES[purse] : null,
			};
		},

		/**
		 * Returns what is left of the limit that the key's next request would count to, { name, left };
		 * null without a limit.
		 */
		async limitOf(key) {
			const { purse } = await this.balance(key.owner);
			const name = purse === 'diem' ? 'diem' : 'usd',
				limit = key.consumptionLimits[name];
			return purse === null || limit === null
				? null
				: { name, left: limit - spending.inPeriod(key)[name] };
		},
	};
}
