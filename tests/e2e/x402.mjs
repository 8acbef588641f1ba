// x402 as another client does it, with ethers, to compare rialto with.
import { randomBytes } from 'node:crypto';
import { TREASURY, USDC, formatUnits, parseUnits, requests, view } from './support.mjs';

const FIELDS = 'address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce';
const TYPES = {
	TransferWithAuthorization: FIELDS.split(',')
		.map((field) => field.split(' '))
		.map(([type, name]) => ({ type, name })),
};

/** Puts USDC into a wallet's credit. */
export async function payIn(network, wallet, usd) {
	await network.control('faucet', { address: wallet.address, usdc: usd });
	const [accepted] = (await network.api('POST', '/x402/top-up')).body.accepts;
	const authorization = {
		from: wallet.address, to: accepted.payTo, value: parseUnits(usd, 6).toString(), validAfter: '0',
		validBefore: String(Math.floor(Date.now() / 1000) + 300), nonce: `0x${randomBytes(32).toString('hex')}`,
	};
	const signature = await wallet.signTypedData(
		{ ...accepted.extra, chainId: 8453, verifyingContract: USDC },
		TYPES,
		authorization,
	);
	const payment = {
		x402Version: 2,
		accepted: { ...accepted, amount: authorization.value },
		payload: { authorization, signature },
	};
	const headers = { 'PAYMENT-SIGNATURE': Buffer.from(JSON.stringify(payment)).toString('base64') };
	const answer = await network.api('POST', '/x402/top-up', { headers });
	if (answer.status !== 200) throw new Error(`top-up: ${answer.text}`);
}

/** Returns the USDC that an address has, as the chain says; by default Venice's address. */
export async function usdcOf(network, address = TREASURY) {
	const [units] = await view(network.provider, USDC, 'balanceOf(address) view returns (uint256)', address);
	return Number(formatUnits(units, 6));
}

/** Decodes a PAYMENT-SIGNATURE header. */
export const decoded = (header) => JSON.parse(Buffer.from(header, 'base64').toString());

/** Returns every payment that arrived, decoded, oldest first. */
export async function payments(network) {
	return (await requests(network, 'x402'))
		.filter(({ payment }) => payment)
		.map(({ payment }) => decoded(payment));
}
