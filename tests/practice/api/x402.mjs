// Prepaid credit by x402: balance, top-up and history of a wallet.
import { randomUUID } from 'node:crypto';
import { Interface, getAddress, isAddress, parseUnits } from 'ethers';
import { CHAIN_ID, TREASURY, USDC } from '../chain/addresses.mjs';
import { parseJson } from '../http.mjs';
import { Refusal } from './errors.mjs';
import { requireSignIn } from './siwx.mjs';

const MINIMUM_USD = 5;
const MAXIMUM_USD = 10000;
const SUGGESTED_USD = 10;
const NETWORK = `eip155:${CHAIN_ID}`;
const PAYMENT_HEADERS = ['payment-signature', 'x-402-payment', 'x-payment'];
const EIP3009 = new Interface([
	'function transferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce,bytes signature)',
]);

const OPTION = {
	scheme: 'exact',
	network: NETWORK,
	amount: parseUnits(String(MINIMUM_USD), 6).toString(),
	asset: USDC,
	payTo: getAddress(TREASURY),
	maxTimeoutSeconds: 300,
	extra: { name: 'USD Coin', version: '2' },
};

const badPayment = (message, reason) => new Refusal(400, 'X402_INVALID_PAYMENT', { message, details: { reason } });
const same = (a, b) => String(a).toLowerCase() === String(b).toLowerCase();

/** The authorization and signature of a payment that is the option we offered. */
function readPayment(header) {
	const { x402Version, accepted, payload } = parseJson(Buffer.from(header, 'base64').toString()) ?? {};
	if (x402Version !== 2 || !accepted || !payload?.authorization || typeof payload.signature !== 'string')
		throw badPayment('Invalid payment header', 'malformed');
	for (const name of ['scheme', 'network', 'asset', 'payTo'])
		if (!same(accepted[name], OPTION[name])) throw badPayment(`Not an option that was offered: ${name}`, 'option_mismatch');
	const { authorization, signature } = payload;
	if (!same(authorization.to, OPTION.payTo)) throw badPayment('The payment goes elsewhere', 'recipient_mismatch');
	if (accepted.amount !== authorization.value) throw badPayment('The amounts differ', 'amount_mismatch');
	if (!/^\d+$/.test(authorization.value) || BigInt(authorization.value) < BigInt(OPTION.amount))
		throw badPayment(`The minimum top-up is $${MINIMUM_USD}`, 'amount_too_low');
	if (BigInt(authorization.value) > parseUnits(String(MAXIMUM_USD), 6))
		throw badPayment(`The maximum top-up is $${MAXIMUM_USD}`, 'amount_too_high');
	return { authorization, signature };
}

/** What there is to pay; a test may have members of the option or of the whole replaced. */
function offer(failure) {
	const altered = failure?.mode === 'altered' ? failure : {};
	return { x402Version: 2, accepts: [{ ...OPTION, ...altered.option }], ...altered.whole };
}

function transferData({ from, to, value, validAfter, validBefore, nonce }, signature) {
	try {
		return EIP3009.encodeFunctionData('transferWithAuthorization',
			[from, to, value, validAfter, validBefore, nonce, signature]);
	} catch {
		throw badPayment('The authorization cannot be read', 'malformed');
	}
}

/** Puts the payment on chain, after a rehearsal that costs nothing. Returns its hash. */
async function settle(chain, data) {
	try {
		await chain.rpc.call('eth_call', [{ to: USDC, data }, 'latest']);
	} catch (error) {
		throw badPayment(error.message, 'settlement_refused');
	}
	const [receipt] = await chain.sendAsFaucet([{ to: USDC, data }]);
	if (receipt.status !== '0x1') throw badPayment('The payment was reverted', 'settlement_failed');
	return receipt.transactionHash;
}

export function x402Routes({ accounts, chain, clock }) {
	const ledgers = new Map();
	const ledger = (wallet) => ledgers.get(wallet) ?? [];

	function requireOwner(address, headers) {
		const signedIn = requireSignIn(headers, clock);
		if (!isAddress(address) || getAddress(address) !== signedIn)
			throw new Refusal(403, 'X402_WALLET_MISMATCH', { message: 'Authenticated wallet does not match the requested wallet' });
		return signedIn;
	}

	async function balance({ id, headers }) {
		const wallet = requireOwner(id, headers);
		const { canConsume, diem } = await accounts.balance(wallet);
		return {
			success: true,
			data: {
				walletAddress: wallet.toLowerCase(),
				balanceUsd: accounts.usd(wallet),
				canConsume,
				minimumTopUpUsd: MINIMUM_USD,
				suggestedTopUpUsd: SUGGESTED_USD,
				...(diem === null ? {} : { diemBalanceUsd: diem }),
			},
		};
	}

	async function topUp({ headers, answerHeaders, failure }) {
		const header = PAYMENT_HEADERS.map((name) => headers[name]).find(Boolean);
		if (!header) throw new Refusal(402, 'Payment required', { body: offer(failure) });
		const { authorization, signature } = readPayment(header);
		const transaction = await settle(chain, transferData(authorization, signature));
		const wallet = getAddress(authorization.from);
		const amount = Number(authorization.value) / 1e6;
		const newBalance = accounts.addUsd(wallet, amount);
		ledgers.set(wallet, [{
			id: `ledger_${randomUUID()}`, amount, balanceAfter: newBalance, type: 'TOP_UP',
			createdAt: clock.now().toISOString(), requestId: null, modelId: null,
		}, ...ledger(wallet)]);
		answerHeaders['payment-response'] = Buffer.from(JSON.stringify(
			{ success: true, network: NETWORK, payer: wallet, transaction })).toString('base64');
		return {
			success: true,
			data: {
				walletAddress: wallet.toLowerCase(), amountCredited: amount, newBalance,
				paymentId: `payment_${randomUUID()}`,
			},
		};
	}

	function transactions({ id, headers, query }) {
		const wallet = requireOwner(id, headers);
		const limit = Number(query.get('limit') ?? 50);
		const offset = Number(query.get('offset') ?? 0);
		if (!Number.isInteger(limit) || limit < 1 || limit > 100 || !Number.isInteger(offset) || offset < 0)
			throw new Refusal(400, 'Invalid request parameters', { details: { _errors: ['limit or offset out of range'] } });
		const all = ledger(wallet);
		return {
			success: true,
			data: {
				walletAddress: wallet.toLowerCase(),
				currentBalance: accounts.usd(wallet),
				transactions: all.slice(offset, offset + limit),
				pagination: { limit, offset, hasMore: offset + limit < all.length },
			},
		};
	}

	return [
		{ method: 'GET', path: '/x402/balance/{id}', name: 'x402', handle: balance },
		{ method: 'POST', path: '/x402/top-up', name: 'x402', handle: topUp },
		{ method: 'GET', path: '/x402/transactions/{id}', name: 'x402', handle: transactions },
	];
}
