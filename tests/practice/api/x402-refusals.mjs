// What Venice says when it refuses a sign-in or a payment by x402, now and in its OpenAPI file.
import { Refusal } from './errors.mjs';

const SIGN_IN = 'Invalid Sign-in-with-x signature';

/** [status, error, message], by the names that tests order them by. */
export const X402_ERRORS = {
	sign_in_refused: [401, SIGN_IN],
	sign_in_expired: [401, 'X402_SIGN_IN_EXPIRED', 'The sign-in message has expired'],
	sign_in_future: [401, 'X402_SIGN_IN_FUTURE_TIMESTAMP', 'The sign-in message is from the future'],
	sign_in_reused: [401, 'X402_SIGN_IN_NONCE_REUSED', 'The nonce has been used'],
	sign_in_signature: [401, 'X402_SIGN_IN_INVALID_SIGNATURE', 'The signature does not match the address'],
	sign_in_domain: [401, 'X402_SIGN_IN_DOMAIN_MISMATCH', 'The message is for another domain'],
	sign_in_other: [401, 'X402_SIGN_IN_CHAIN_NOT_SUPPORTED', 'Unsupported chain'],
	other_wallet: [403, 'You can only access balance for your own wallet'],
	amount_too_low: [400, 'AMOUNT_TOO_LOW', 'The minimum top-up is $5'],
	amount_too_high: [400, 'AMOUNT_TOO_HIGH', 'The maximum top-up is $10000'],
	invalid_payment: [400, 'INVALID_PAYMENT_PAYLOAD', 'The payment cannot be read'],
	unsupported: [400, 'UNSUPPORTED_NETWORK', 'The payment is on a network that is not offered'],
	verification_failed: [400, 'PAYMENT_VERIFICATION_FAILED', 'The payment could not be verified'],
	settlement_failed: [402, 'SETTLEMENT_FAILED', 'The payment could not be settled'],
	settlement_timeout: [504, 'SETTLEMENT_TIMEOUT', 'The payment was not seen on chain in time'],
	payment_in_progress: [409, 'PAYMENT_IN_PROGRESS', 'This payment is being settled'],
	not_configured: [503, 'X402_NOT_CONFIGURED', 'x402 payments are not configured'],
};

const BOOK_SIGN_IN = ['X402_INVALID_SIGN_IN', 401], BOOK_PAYMENT = ['X402_INVALID_PAYMENT', 400];
const BOOK = { other_wallet: ['X402_WALLET_MISMATCH', 403] };

/** Returns what comes with a settlement that failed, in x402's form. */
function unsettled(name) {
	if (name !== 'settlement_failed') return {};
	const outcome = { success: false, errorReason: 'insufficient_funds', network: 'eip155:8453', transaction: '' };
	return { headers: { 'payment-response': Buffer.from(JSON.stringify(outcome)).toString('base64') } };
}

/** Returns the refusal of that name; `reason` says more, to a person and in the file's form. */
export function x402Refusal(venice, name, reason) {
	const [status, error, words] = X402_ERRORS[name];
	const message = reason ?? words;
	if (venice !== 'book')
		return new Refusal(status, error, { ...(message ? { message } : {}), ...unsettled(name) });
	const [code, bookStatus] = BOOK[name] ?? (status === 401 ? BOOK_SIGN_IN : BOOK_PAYMENT);
	return new Refusal(bookStatus, code, { message: message ?? error, details: { reason: name } });
}

/** A refused sign-in.  The x402 routes only say that it was refused. */
export const signInRefusal = (venice, message) =>
	x402Refusal(venice, 'sign_in_refused', venice === 'book' ? message : undefined);
