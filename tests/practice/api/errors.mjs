// What the API says when it refuses, in Venice's documented words and forms.
export class Refusal extends Error {
	constructor(status, message, extra = {}) {
		super(message);
		this.status = status;
		this.extra = extra;
	}
}

/** The documented errors of minting, by the names that tests order them by. */
export const MINT_ERRORS = {
	invalid_address: 'Invalid wallet address. Provide a valid EVM address.',
	jwt_expired: 'JWT has expired. Request a new token and try again.',
	jwt_signature: 'JWT signature is invalid. Request a new token and try again.',
	jwt_claims: 'JWT claims are invalid. Request a new token and try again.',
	jwt_malformed: 'JWT is malformed. Submit the token exactly as it was returned.',
	signature_mismatch: 'Wallet signature does not match the provided address and token.',
	verify_failed: 'Could not verify wallet signature. Please try again.',
	no_stake: 'Wallet has no staked VVV on Base. Stake VVV and try again.',
	challenge_expired: 'The challenge has expired. Request a new challenge.',
	challenge_used: 'This challenge has already been used. Request a new challenge.',
	challenge_other_wallet: 'This challenge was issued for a different wallet address.',
	challenge_unknown: 'The message is not a valid Venice API key authorization challenge.',
	challenge_statement: 'The challenge statement was modified.',
	challenge_domain: 'The challenge domain must be api.venice.ai.',
};

export const mintRefusal = (name) => new Refusal(400, MINT_ERRORS[name]);

export const unauthenticated = (code = 'AUTHENTICATION_FAILED') =>
	new Refusal(401, code, { message: 'Authentication failed' });

export const forbidden = () =>
	new Refusal(403, 'UNAUTHORIZED', { message: 'This API key may only be used for inference.' });

/** The four forms in which error bodies come. */
export const SHAPES = {
	error: (message) => ({ error: message }),
	details: (message) => ({ error: message, details: { _errors: [message] } }),
	message: (message) => ({ error: 'Request failed', message }),
	object: (message, code = 'REQUEST_FAILED') => ({ error: { message, code } }),
};
