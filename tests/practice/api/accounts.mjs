// What each wallet's account has to spend: DIEM staked on chain, and credit that tests put there.
import { formatEther, getAddress } from 'ethers';

/** Below this much staked DIEM none of it can be spent. */
const LEAST_USABLE_DIEM = 0.1;

export function makeAccounts(chain) {
	const funds = new Map();

	return {
		/** Sets what `address` holds besides its staked DIEM. */
		fund(address, { usd, diem }) {
			const owner = getAddress(address);
			const held = funds.get(owner) ?? { usd: null, diem: null };
			if (usd !== undefined) held.usd = Number(usd);
			if (diem !== undefined) held.diem = Number(diem);
			funds.set(owner, held);
		},

		addUsd(address, usd) {
			const owner = getAddress(address);
			this.fund(owner, { usd: (funds.get(owner)?.usd ?? 0) + usd });
			return funds.get(owner).usd;
		},

		usd: (address) => funds.get(getAddress(address))?.usd ?? 0,

		async balance(owner) {
			const held = funds.get(owner) ?? { usd: null, diem: null };
			const staked = Number(formatEther(await chain.stakedDiem(owner)));
			const allocation = staked + (held.diem ?? 0);
			const diem = staked === 0 && held.diem === null ? null : allocation;
			const currency = diem >= LEAST_USABLE_DIEM ? 'DIEM' : held.usd > 0 ? 'USD' : null;
			return { diem, usd: held.usd, allocation, currency, canConsume: currency !== null };
		},
	};
}
