// What is said to a request that brings no key, one that is not known, or one that may not do it: as the live API does,
// in plain words, and as the OpenAPI file has it, with codes.
import { Refusal, forbidden, unauthenticated } from './errors.mjs';
import { discovery } from './x402-payment.mjs';

const MODES = {
	live: {
		noCredentials: (path) => new Refusal(402, 'Payment required', { body: discovery(`https://api.venice.ai${path}`) }),
		unknownKey: () => new Refusal(401, 'Authentication failed'),
		expiredKey: () => new Refusal(401, 'Authentication failed'),
		notAdmin: () => new Refusal(401, 'Admin API key required'),
		deletesUnknown: () => new Refusal(400, 'API key could not be found'),
		updatesUnknown: () => new Refusal(400, 'API key not found or expired'),
		readsUnknown: () => new Refusal(404, 'API key not found'),
		accountEmpty: (words) => new Refusal(402, words),
		limitReached: (currency, words) => new Refusal(402, words),
		notPrivate: (key, model) => new Refusal(403, `This API key is set to '${key.modelPrivacy}', but ${model} is an Anonymous model. `
			+ 'Choose a private model.'),
	},
	book: {
		noCredentials: () => unauthenticated(),
		unknownKey: () => unauthenticated(),
		expiredKey: () => unauthenticated('AUTHENTICATION_FAILED_INACTIVE_KEY'),
		notAdmin: () => forbidden(),
		deletesUnknown: () => unknownId(),
		updatesUnknown: () => unknownId(),
		readsUnknown: () => new Refusal(404, 'API key not found'),
		accountEmpty: (message) => new Refusal(402, 'INSUFFICIENT_BALANCE', { message }),
		limitReached: (currency, message) => new Refusal(402, `API_KEY_${currency}_SPEND_LIMIT_EXCEEDED`, { message }),
		notPrivate: () => new Refusal(403, 'UNAUTHORIZED', { message: 'This API key may only be used with private models.' }),
	},
};

const unknownId = () => new Refusal(400, 'API key not found',
	{ details: { _errors: [], id: { _errors: ['API key not found'] } } });

export const keyRefusals = (venice) => MODES[venice];
