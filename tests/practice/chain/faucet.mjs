// ETH and tokens for whoever asks: real transactions, so a client sees blocks, logs and receipts.
// While mining is switched off it writes balances instead, for a block would also take in what a
// test is holding back.
import { AbiCoder, Interface, isAddress, keccak256, parseUnits, toBeHex, zeroPadValue } from 'ethers';
import { DIEM, USDC, VVV } from './addresses.mjs';

const TOKEN = new Interface(['function mint(address to, uint256 amount)']);
const ASSETS = { eth: [null, 18], vvv: [VVV, 18], usdc: [USDC, 6], diem: [DIEM, 18] };
const BALANCE_OF_SLOT = 1;

/** The storage slot in which a token of the practice network keeps the balance of `owner`. */
export const balanceSlot = (owner) =>
	keccak256(AbiCoder.defaultAbiCoder().encode(['address', 'uint256'], [owner, BALANCE_OF_SLOT]));

function parseGifts(amounts) {
	const wanted = Object.keys(amounts).length > 0 ? amounts : { eth: '1', vvv: '100' };
	return Object.entries(wanted).map(([name, amount]) => {
		if (!Object.hasOwn(ASSETS, name)) throw new TypeError(`${name}: not something the faucet gives`);
		const [token, decimals] = ASSETS[name];
		return { token, amount: parseUnits(String(amount), decimals) };
	});
}

async function give(chain, to, gifts) {
	const receipts = await chain.sendAsFaucet(gifts.map(({ token, amount }) => (token
		? { to: token, data: TOKEN.encodeFunctionData('mint', [to, amount]) }
		: { to, value: amount })));
	return receipts.map((receipt) => receipt.transactionHash);
}

async function write(chain, to, gifts) {
	for (const { token, amount } of gifts) {
		if (token) {
			const slot = balanceSlot(to);
			const held = BigInt(await chain.rpc.call('eth_getStorageAt', [token, slot, 'latest']));
			await chain.rpc.call('anvil_setStorageAt', [
				token,
				slot,
				zeroPadValue(toBeHex(held + amount), 32),
			]);
		} else {
			const held = BigInt(await chain.rpc.call('eth_getBalance', [to, 'latest']));
			await chain.rpc.call('anvil_setBalance', [to, toBeHex(held + amount)]);
		}
	}
	return [];
}

/** Gives { address, eth, vvv, usdc, diem } (decimal text) and resolves to transaction hashes. */
export async function drip(chain, { address, ...amounts }) {
	if (!isAddress(address)) throw new TypeError('address: not an address');
	const gifts = parseGifts(amounts);
	return chain.isMining() ? give(chain, address, gifts) : write(chain, address, gifts);
}
