// What a key may spend and how fast: GET /api_keys/rate_limits, GET /billing/balance, GET /models.
import { Refusal } from './errors.mjs';
import { MODELS, MODEL_TYPES } from './models.mjs';

function nextEpoch(now) {
	return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)).toISOString();
}

export function balanceRoutes({ accounts, clock }) {
	async function rateLimits({ caller }) {
		const { canConsume, diem, usd } = await accounts.balance(caller.owner);
		const limits = [{ amount: 500, type: 'RPM' }, { amount: 10000, type: 'RPD' }, { amount: 1000000, type: 'TPM' }];
		return {
			data: {
				accessPermitted: canConsume,
				apiTier: { id: 'paid', isCharged: true },
				balances: { USD: usd ?? 0, DIEM: diem ?? 0 },
				keyExpiration: caller.expiresAt,
				nextEpochBegins: nextEpoch(clock.now()),
				rateLimits: MODELS.map(({ id }) => ({ apiModelId: id, rateLimits: limits })),
			},
		};
	}

	async function balance({ caller }) {
		const { canConsume, currency, diem, usd, allocation } = await accounts.balance(caller.owner);
		return {
			canConsume,
			consumptionCurrency: currency,
			balances: { diem, usd },
			diemEpochAllocation: allocation,
		};
	}

	function models({ query }) {
		const type = query.get('type') ?? 'all';
		if (!MODEL_TYPES.includes(type)) throw new Refusal(400, 'Invalid request parameters');
		const wanted = type === 'code'
			? (model) => model.model_spec.capabilities?.optimizedForCode
			: (model) => type === 'all' || model.type === type;
		return { data: MODELS.filter(wanted), object: 'list', type };
	}

	return [
		{ method: 'GET', path: '/api_keys/rate_limits', name: 'rate_limits', needs: 'ANY', handle: rateLimits },
		{ method: 'GET', path: '/billing/balance', name: 'balance', needs: 'ANY', handle: balance },
		{ method: 'GET', path: '/models', name: 'models', handle: models },
	];
}
