// Prepaid credit by x402: balance, top-up and history of a wallet.
import { randomUUID } from 'node:crypto';
import { getAddress, isAddress } from 'ethers';
import { Refusal } from './errors.mjs';
import { hasSignIn, requireSignIn } from './siwx.mjs';
import { BASE, MINIMUM_USD, discovery, makePayments, offer, paymentOf } from './x402-payment.mjs';
import { X402_ERRORS, signInRefusal, x402Refusal } from './x402-refusals.mjs';

const SUGGESTED_USD = 10;
const LEAST_TO_CONSUME = 0.1;

/** What each wallet has paid in.  No API key spends it: it pays for requests that the wallet signs itself. */
function makeCredits(clock) {
	const credits = new Map(), ledgers = new Map();
	const ledger = (wallet) => ledgers.get(wallet) ?? [];
	const usd = (wallet) => credits.get(wallet) ?? 0;
	return {
		ledger, usd,
		topUp(wallet, amount) {
			const newBalance = usd(wallet) + amount;
			credits.set(wallet, newBalance);
			ledgers.set(wallet, [{
				id: `ledger_${randomUUID()}`, amount, balanceAfter: newBalance, type: 'TOP_UP',
				createdAt: clock.now().toISOString(), requestId: null, modelId: null,
			}, ...ledger(wallet)]);
			return { newBalance };
		},
	};
}

export function x402Routes({ accounts, chain, clock, venice }) {
	const credits = makeCredits(clock), payments = makePayments(chain, venice);

	function requireOwner(address, headers, failure) {
		if (!hasSignIn(headers)) throw venice === 'book'
			? signInRefusal(venice, 'Sign-in-with-x authentication is required')
			: new Refusal(402, 'Payment required', {
					body: discovery('https://api.venice.ai/api/v1/x402/balance'),
				});
		const signedIn = requireSignIn(headers, clock, venice);
		if (X402_ERRORS[failure?.mode]) throw x402Refusal(venice, failure.mode);
		if (!isAddress(address) || getAddress(address) !== signedIn) throw x402Refusal(venice, 'other_wallet');
		return signedIn;
	}

	async function balance({ id, headers, failure }) {
		const wallet = requireOwner(id, headers, failure);
		const { diem } = await accounts.balance(wallet);
		return {
			success: true,
			data: {
				walletAddress: wallet.toLowerCase(),
				balanceUsd: credits.usd(wallet),
				canConsume: credits.usd(wallet) >= LEAST_TO_CONSUME || diem > 0,
				minimumTopUpUsd: MINIMUM_USD,
				suggestedTopUpUsd: SUGGESTED_USD,
				...(diem > 0 ? { diemBalanceUsd: diem } : {}),
			},
		};
	}

	/** Refuses as a test has ordered.  With `lands` the payment moves in spite of that, so many ms later. */
	function refuseAsOrdered({ mode, lands }, header) {
		if (lands !== undefined)
			setTimeout(() => payments.settle(payments.read(header), credits.topUp).catch(() => {}), lands);
		throw x402Refusal(venice, mode);
	}

	async function topUp({ headers, answerHeaders, failure }) {
		const header = paymentOf(headers);
		if (!header) throw new Refusal(402, 'Payment required', { body: offer(failure) });
		if (X402_ERRORS[failure?.mode]) refuseAsOrdered(failure, header);
		const payment = payments.read(header), wallet = getAddress(payment.authorization.from);
		const { transaction, newBalance } = await payments.settle(payment, credits.topUp);
		answerHeaders['payment-response'] = Buffer.from(JSON.stringify(
			{ success: true, network: BASE, payer: wallet, transaction })).toString('base64');
		return {
			success: true,
			data: {
				walletAddress: wallet.toLowerCase(),
				amountCredited: Number(payment.authorization.value) / 1e6,
				newBalance,
				paymentId: `payment_${randomUUID()}`,
			},
		};
	}

	function transactions({ id, headers, query, failure }) {
		const wallet = requireOwner(id, headers, failure);
		const limit = Number(query.get('limit') ?? 50);
		const offset = Number(query.get('offset') ?? 0);
		if (!Number.isInteger(limit) || limit < 1 || limit > 100 || !Number.isInteger(offset) || offset < 0)
			throw new Refusal(400, 'Invalid request parameters', {
				details: { _errors: ['limit or offset out of range'] },
			});
		const all = credits.ledger(wallet);
		return {
			success: true,
			data: {
				walletAddress: wallet.toLowerCase(),
				currentBalance: credits.usd(wallet),
				transactions: all.slice(offset, offset + limit),
				pagination: { limit, offset, hasMore: offset + limit < all.length },
			},
		};
	}

	const topUpKind = (headers) => (paymentOf(headers) ? 'x402_pay' : 'x402_offer');
	return [
		{
			method: 'GET',
			path: '/x402/balance/{id}',
			name: 'x402',
			kind: () => 'x402_balance',
			handle: balance,
		},
		{ method: 'POST', path: '/x402/top-up', name: 'x402', kind: topUpKind, handle: topUp },
		{
			method: 'GET',
			path: '/x402/transactions/{id}',
			name: 'x402',
			kind: () => 'x402_transactions',
			handle: transactions,
		},
	];
}
