// A node that is behind: it answers as the chain was some seconds ago, and passes on at once what it is sent.
import { connect } from './rpc.mjs';

const WATCH_MS = 40;

/** Which parameter of each method names the block. */
const BLOCK_AT = {
	eth_getBalance: 1,
	eth_getCode: 1,
	eth_getTransactionCount: 1,
	eth_call: 1,
	eth_estimateGas: 1,
	eth_feeHistory: 1,
	eth_getBlockByNumber: 0,
};

/** Methods that ask by a hash or a number.  What is in a block that the node does not have yet is unknown to it. */
const LOOKUPS = ['eth_getTransactionReceipt', 'eth_getTransactionByHash', 'eth_getTransactionBySenderAndNonce'];

const hex = (number) => `0x${number.toString(16)}`;
const isTag = (block) => block === undefined || !/^0x[0-9a-f]+$/i.test(block);

/** Follows the chain's height from now on.  The view never goes back to before that. */
export function makeLag(anvilPort) {
	const rpc = connect(anvilPort);
	let heights = [], watching = null;

	async function look() {
		const number = Number(await rpc.call('eth_blockNumber'));
		if (number !== heights.at(-1)?.number) heights.push({ number, since: Date.now() });
	}

	return {
		async start() {
			heights = [];
			await look();
			watching ??= setInterval(() => look().catch(() => {}), WATCH_MS).unref();
		},

		stop() {
			clearInterval(watching);
			watching = null;
		},

		/**
		 * Returns the call as it must be asked, and how its answer must be changed, for a node so many
		 * seconds behind.
		 */
		behind(call, seconds) {
			const { number } =
				heights.findLast(({ since }) => since <= Date.now() - seconds * 1000) ?? heights[0];
			const { method, params = [] } = call;
			const same = (answer) => answer;
			if (method === 'eth_blockNumber')
				return [call, (answer) => ({ ...answer, result: hex(number) })];
			if (LOOKUPS.includes(method)) {
				const isSeen = ({ blockNumber }) => blockNumber && Number(blockNumber) <= number;
				return [
					call,
					(answer) => ({
						...answer,
						result: answer.result && isSeen(answer.result) ? answer.result : null,
					}),
				];
			}
			if (!(method in BLOCK_AT)) return [call, same];
			const at = BLOCK_AT[method],
				asked = [...params];
			if (!isTag(asked[at]) && Number(asked[at]) > number && method === 'eth_getBlockByNumber')
				return [call, (answer) => ({ ...answer, result: null })];
			if (isTag(asked[at]) || Number(asked[at]) > number) asked[at] = hex(number);
			return [{ ...call, params: asked }, same];
		},
	};
}
