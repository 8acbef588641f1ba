// What is said to a request that brings no key, one that is not known, or one that may not do it or cannot pay for it:
// as the live API does, in plain words, and as the OpenAPI file has it, with codes.
import { Refusal, forbidden, unauthenticated } from './errors.mjs';
import { discovery } from './x402-payment.mjs';

const INSUFFICIENT = 'Insufficient USD or Diem balance to complete request. '
	+ 'Visit https://venice.ai/settings/api to add credits.';
const exceeded = (name) => `API key ${name} spend limit exceeded. Your account may still have ${name} balance, `
	+ `but this API key has reached its configured ${name} spending limit.`;
const unknownId = () => new Refusal(400, 'API key not found',
	{ details: { _errors: [], id: { _errors: ['API key not found'] } } });
const limit = (currency) => ({
	live: () => new Refusal(402, exceeded(currency)),
	book: () => new Refusal(402, `API_KEY_${currency}_SPEND_LIMIT_EXCEEDED`, { message: exceeded(currency) }),
});

/** By the names that tests order them by.  Each is a function of the request's path, the key and the model. */
export const KEY_ERRORS = {
	no_credentials: {
		live: ({ path }) =>
			new Refusal(402, 'Payment required', { body: discovery(`https://api.venice.ai${path}`) }),
		book: () => unauthenticated(),
	},
	key_not_known: { live: () => new Refusal(401, 'Authentication failed'), book: () => unauthenticated() },
	key_expired: {
		live: () => new Refusal(401, 'Authentication failed'),
		book: () => unauthenticated('AUTHENTICATION_FAILED_INACTIVE_KEY'),
	},
	not_admin: { live: () => new Refusal(401, 'Admin API key required'), book: () => forbidden() },
	not_pro: { live: () => new Refusal(401, 'This model is only available to Pro users') },
	not_private: {
		live: ({ key, model }) =>
			new Refusal(
				403,
				`This API key is set to '${key?.modelPrivacy ?? 'PRIVATE_ONLY'}', but ` +
					`${model ?? 'that'} is an Anonymous model. Choose a private model.`,
			),
		book: () =>
			new Refusal(403, 'UNAUTHORIZED', {
				message: 'This API key may only be used with private models.',
			}),
	},
	account_empty: {
		live: () => new Refusal(402, INSUFFICIENT),
		book: () => new Refusal(402, 'INSUFFICIENT_BALANCE', { message: INSUFFICIENT }),
	},
	limit_diem: limit('DIEM'),
	limit_usd: limit('USD'),
	deletes_unknown: { live: () => new Refusal(400, 'API key could not be found'), book: unknownId },
	updates_unknown: { live: () => new Refusal(400, 'API key not found or expired'), book: unknownId },
	reads_unknown: { live: () => new Refusal(404, 'API key not found') },
	gone: { live: () => new Refusal(410, 'This endpoint has been removed. Use /billing/usage-history instead.') },
};

export function keyRefusal(venice, name, about = {}) {
	const said = KEY_ERRORS[name];
	return (said[venice] ?? said.live)(about);
}
