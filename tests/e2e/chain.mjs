// What the chain itself says, asked with ethers, which no ordered failure reaches.
import { STAKING, formatEther, view } from './support.mjs';

const short = (text) => text.replace(/\.0$/, '');

/** Reads a number that a contract gives for the home's wallet, as decimal text; sVVV by default. */
export async function onChain(
	network,
	home,
	to = STAKING,
	signature = 'balanceOf(address) view returns (uint256)',
	...more
) {
	const [value] = await view(network.provider, to, signature, home.wallet.address, ...more);
	return short(formatEther(value));
}

/** Counts the transactions of the home's wallet that were mined. */
export const sentBy = (network, home) => network.provider.getTransactionCount(home.wallet.address, 'latest');

/** Resolves once the node has what was sent to it, because a kill can be faster than the connection. */
export async function inPool(network, home) {
	const count = (tag) => network.provider.getTransactionCount(home.wallet.address, tag);
	while (await count('pending') === await count('latest'));
}

/** Returns every mined transaction that `address` sent, oldest first. */
export async function transactionsOf(network, address) {
	const found = [];
	for (let number = 1; number <= await network.provider.getBlockNumber(); number++) {
		const block = await network.provider.getBlock(number, true);
		found.push(...block.prefetchedTransactions.filter(({ from }) => from === address));
	}
	return found;
}
