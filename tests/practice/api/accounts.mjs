// What each wallet's account has to spend: DIEM staked on chain, and credit that tests put there, less what was spent.
import { formatEther, getAddress } from 'ethers';

/** Below this much staked DIEM none of it can be spent. */
const LEAST_USABLE_DIEM = 0.1;

export function makeAccounts(chain, spending) {
	const funds = new Map();

	return {
		/** Sets what `address` holds besides its staked DIEM. */
		fund(address, { usd, diem }) {
			const owner = getAddress(address);
			const held = funds.get(owner) ?? { usd: null, diem: null };
			if (usd !== undefined) held.usd = Number(usd) + spending.usdEver(owner);
			if (diem !== undefined) held.diem = Number(diem);
			funds.set(owner, held);
		},

		addUsd(address, usd) {
			const owner = getAddress(address);
			this.fund(owner, { usd: this.usd(owner) + usd });
			return this.usd(owner);
		},

		usd(address) {
			const owner = getAddress(address);
			return Math.max((funds.get(owner)?.usd ?? 0) - spending.usdEver(owner), 0);
		},

		async balance(owner) {
			const held = funds.get(owner) ?? { usd: null, diem: null };
			const staked = Number(formatEther(await chain.stakedDiem(owner)));
			const allocation = staked + (held.diem ?? 0);
			const left = Math.max(allocation - spending.diemToday(owner), 0);
			const diem = staked === 0 && held.diem === null ? null : left;
			const usd = held.usd === null ? null : this.usd(owner);
			const currency = allocation >= LEAST_USABLE_DIEM && left > 0 ? 'DIEM' : usd > 0 ? 'USD' : null;
			return { diem, usd, allocation, currency, canConsume: currency !== null };
		},
	};
}
