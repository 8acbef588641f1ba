// The chain as the rest of the practice network uses it: reading, mining, sending as the faucet.
import { Interface } from 'ethers';
import { DIEM, FAUCET, STAKING } from './addresses.mjs';

const TOKEN = new Interface(['function balanceOf(address) view returns (uint256)']);
const DIEM_STAKE = new Interface(['function stakedInfos(address) view returns (uint256,uint256,uint256)']);
const RECEIPT_POLL_MS = 25;

export function makeChain(rpc, { blockTime = 0 } = {}) {
	let mining = true;
	let reachable = true;
	let sending = Promise.resolve();
	let ticking = null;

	async function read(address, abi, name, args) {
		if (!reachable) throw new Error('the chain cannot be reached');
		const data = abi.encodeFunctionData(name, args);
		const answer = await rpc.call('eth_call', [{ to: address, data }, 'latest']);
		return abi.decodeFunctionResult(name, answer);
	}

	async function receipt(hash) {
		for (;;) {
			const found = await rpc.call('eth_getTransactionReceipt', [hash]);
			if (found) return found;
			// A test may have switched mining off after this was sent.
			if (!mining) await rpc.call('evm_mine');
			else await new Promise((resolve) => setTimeout(resolve, RECEIPT_POLL_MS));
		}
	}

	async function sendNow(calls) {
		const hashes = [];
		for (const { to, value = 0n, data = '0x', gas = 500000n } of calls) {
			const fields = {
				from: FAUCET,
				to,
				data,
				value: '0x' + value.toString(16),
				gas: '0x' + gas.toString(16),
			};
			hashes.push(await rpc.call('eth_sendTransaction', [fields]));
		}
		return Promise.all(hashes.map(receipt));
	}

	/** Once it was switched off, anvil's own interval takes only whole seconds, so a shorter one is kept here. */
	async function mineEvery(seconds) {
		clearInterval(ticking);
		if (Number.isInteger(seconds)) await rpc.call('evm_setIntervalMining', [seconds]);
		else ticking = setInterval(() => rpc.call('evm_mine').catch(() => {}), seconds * 1000).unref();
	}

	return {
		rpc,
		sVVV: async (address) => (await read(STAKING, TOKEN, 'balanceOf', [address]))[0],
		stakedDiem: async (address) => (await read(DIEM, DIEM_STAKE, 'stakedInfos', [address]))[0],

		/** Sends transactions from the faucet, one caller at a time. Resolves to their receipts. */
		sendAsFaucet(calls) {
			const turn = sending.then(() => sendNow(calls));
			sending = turn.catch(() => {});
			return turn;
		},

		isMining: () => mining,

		/** Whether the API can read the chain.  Clients have their own connection to it. */
		setReachable(yes) {
			reachable = yes;
		},

		mine: (blocks) => rpc.call('anvil_mine', ['0x' + blocks.toString(16)]),

		/** Replaces the last blocks by as many empty ones: what was in them is gone. */
		reorg: (depth) => rpc.call('anvil_reorg', [depth, []]),

		async setMining(on) {
			if (on === mining) return;
			mining = on;
			if (!on) {
				await rpc.call('evm_setAutomine', [false]);
				await mineEvery(0);
			} else if (blockTime > 0) {
				await mineEvery(blockTime);
			} else {
				await rpc.call('evm_setAutomine', [true]);
				// Transactions that were sent meanwhile are waiting.
				await rpc.call('evm_mine');
			}
		},

		async advance(seconds) {
			await rpc.call('evm_increaseTime', [seconds]);
			await rpc.call('evm_mine');
		},
	};
}
