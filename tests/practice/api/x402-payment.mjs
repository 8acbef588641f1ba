// What must be paid by x402, and how a payment is read, judged and put on chain.
import { Interface, getAddress, parseUnits } from 'ethers';
import { CHAIN_ID, TREASURY, USDC } from '../chain/addresses.mjs';
import { parseJson } from '../http.mjs';
import { x402Refusal } from './x402-refusals.mjs';

export const MINIMUM_USD = 5;
const MAXIMUM_USD = 10000;
export const BASE = `eip155:${CHAIN_ID}`;
const SOLANA = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp';
/** The other spelling of a rail. */
const BARE = { [BASE]: 'base', [SOLANA]: 'solana' };
const HEADERS = ['payment-signature', 'x-402-payment', 'x-payment'];
const EIP3009 = new Interface([
	'function transferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce,bytes signature)',
]);

const ON_BASE = {
	scheme: 'exact',
	network: BASE,
	amount: parseUnits(String(MINIMUM_USD), 6).toString(),
	asset: USDC,
	payTo: getAddress(TREASURY),
	maxTimeoutSeconds: 300,
	extra: { name: 'USD Coin', version: '2' },
};
const ON_SOLANA = {
	scheme: 'exact',
	network: SOLANA,
	amount: ON_BASE.amount,
	asset: 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
	payTo: '8qUL23aSj7mDWdoLMXGHFvnVCT9wd7jXcysiekroADEL',
	maxTimeoutSeconds: 300,
	extra: { feePayer: 'BFK9TLC3edb13K6v4YyH3DwPb5DSUpkWvb7XnqCL9b4F' },
};

const same = (a, b) => String(a).toLowerCase() === String(b).toLowerCase();
const isBase = (network) => network === BASE || network === BARE[BASE];

export const paymentOf = (headers) => HEADERS.map((name) => headers[name]).find(Boolean);

/** Returns what must be paid.  A test may have members of Base's option, or of the whole, replaced. */
export function offer(failure) {
	const altered = failure?.mode === 'altered' ? failure : {};
	return { x402Version: 2, accepts: [{ ...ON_BASE, ...altered.option }, ON_SOLANA], ...altered.whole };
}

/** The answer to a request without any credentials, on routes that need them. */
export function discovery(url) {
	const bare = (option) => ({ ...option, network: BARE[option.network] });
	return {
		x402Version: 2,
		error: 'Payment required',
		resource: { url, description: 'Venice API', mimeType: 'application/json' },
		accepts: [bare(ON_BASE), bare(ON_SOLANA)],
		authOptions: {
			apiKey: {
				header: 'Authorization: Bearer YOUR_API_KEY',
				getKey: 'https://venice.ai/settings/api',
				docs: 'https://docs.venice.ai/api-reference',
			},
			x402Wallet: {
				header: 'SIGN-IN-WITH-X',
				legacyHeader: 'X-Sign-In-With-X',
				topUp: 'POST /api/v1/x402/top-up',
				docs: 'https://docs.venice.ai/api-reference/endpoint/x402/top-up',
			},
		},
	};
}

export function makePayments(chain, venice) {
	const refuse = (name, reason) => x402Refusal(venice, name, reason);
	/** The state of every authorization that came: 'settling' or 'settled'.  Each is credited at most once. */
	const states = new Map();

	function requireOption({ accepted, authorization }) {
		if (accepted.scheme !== ON_BASE.scheme) throw refuse('unsupported', 'Not a scheme that is offered');
		if (!isBase(accepted.network)) throw refuse('unsupported', 'Not a network that is offered');
		if (!same(accepted.asset, ON_BASE.asset)) throw refuse('unsupported', 'Not an asset that is offered');
		if (!same(accepted.payTo, ON_BASE.payTo) || !same(authorization.to, ON_BASE.payTo))
			throw refuse('invalid_payment', 'The payment goes elsewhere');
		if (accepted.amount !== authorization.value) throw refuse('invalid_payment', 'The amounts differ');
	}

	function requireAmount({ value }) {
		if (!/^\d+$/.test(value)) throw refuse('invalid_payment', 'The amount is no number');
		if (BigInt(value) < BigInt(ON_BASE.amount)) throw refuse('amount_too_low');
		if (BigInt(value) > parseUnits(String(MAXIMUM_USD), 6)) throw refuse('amount_too_high');
	}

	function transferData({ from, to, value, validAfter, validBefore, nonce }, signature) {
		try {
			return EIP3009.encodeFunctionData('transferWithAuthorization',
				[from, to, value, validAfter, validBefore, nonce, signature]);
		} catch {
			throw refuse('invalid_payment', 'The authorization cannot be read');
		}
	}

	/** Reads { authorization, data }: what is asked for, as a call of the token. */
	function read(header) {
		const { x402Version, accepted, payload } = parseJson(Buffer.from(header, 'base64').toString()) ?? {};
		if (x402Version !== 2 || !accepted || !payload?.authorization || typeof payload.signature !== 'string')
			throw refuse('invalid_payment', 'Invalid payment header');
		const { authorization, signature } = payload;
		requireOption({ accepted, authorization });
		requireAmount(authorization);
		return { authorization, data: transferData(authorization, signature) };
	}

	/** Puts it on chain, after a simulation that costs nothing.  Returns its hash. */
	async function send(data) {
		try {
			await chain.rpc.call('eth_call', [{ to: USDC, data }, 'latest']);
		} catch (error) {
			throw refuse('verification_failed', error.message);
		}
		const [receipt] = await chain.sendAsFaucet([{ to: USDC, data }]);
		if (receipt.status !== '0x1') throw refuse('settlement_failed');
		return receipt.transactionHash;
	}

	/** Pays what was read.  Calls `credit(wallet, usd)` once, after the money has moved. */
	async function settle({ authorization, data }, credit) {
		const id = `${authorization.from}${authorization.nonce}`.toLowerCase();
		if (states.has(id))
			throw refuse(states.get(id) === 'settling' ? 'payment_in_progress' : 'verification_failed');
		states.set(id, 'settling');
		try {
			const transaction = await send(data);
			states.set(id, 'settled');
			return {
				transaction,
				...credit(getAddress(authorization.from), Number(authorization.value) / 1e6),
			};
		} catch (error) {
			states.delete(id);
			throw error;
		}
	}

	return { read, settle };
}
