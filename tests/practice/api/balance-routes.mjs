// What a key may spend and how fast: GET /api_keys/rate_limits, GET /billing/balance, GET /models.
import { Refusal } from './errors.mjs';
import { keyRefusal } from './key-refusals.mjs';
import { MODELS, MODEL_TYPES, isPro } from './models.mjs';

function nextEpoch(now) {
	return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)).toISOString();
}

const TEXT_LIMITS = [{ amount: 500, type: 'RPM' }, { amount: 10000, type: 'RPD' }, { amount: 1000000, type: 'TPM' }];
const positive = (amount) => (amount > 0 ? amount : null);
const present = (members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));

export function balanceRoutes({ accounts, clock, spending, venice }) {
	const isBook = venice === 'book';

	/**
	 * Returns what this key can spend now, no more than is left of its limits.  A balance of nothing is
	 * left out.
	 */
	async function ownBalances(key) {
		const { diem, bundled, usd } = await accounts.balance(key.owner), spent = spending.inPeriod(key);
		if (isBook) return { USD: usd ?? 0, DIEM: diem ?? 0 };
		const clamped = (amount, name) => {
			const limit = key.consumptionLimits[name];
			return positive(limit === null ? amount : Math.min(amount ?? 0, limit - spent[name]));
		};
		return present({
			USD: clamped(usd, 'usd'),
			DIEM: clamped(diem, 'diem'),
			BUNDLED_CREDITS: clamped(bundled, 'usd'),
		});
	}

	/** The admission check.  The OpenAPI file's takes no notice of a key's limits. */
	async function isPermitted(key) {
		const { canConsume } = await accounts.balance(key.owner), limit = await accounts.limitOf(key);
		return canConsume && (isBook || limit === null || limit.left > 0);
	}

	async function rateLimits({ caller }) {
		return {
			data: {
				accessPermitted: await isPermitted(caller),
				apiTier: { id: 'paid', isCharged: true },
				balances: await ownBalances(caller),
				keyExpiration: caller.expiresAt,
				nextEpochBegins: nextEpoch(clock.now()),
				rateLimits: MODELS.map(({ id, type }) => ({
					apiModelId: id,
					rateLimits: isBook || type === 'text' ? TEXT_LIMITS : [],
				})),
			},
		};
	}

	async function balance({ caller }) {
		const { canConsume, currency, diem, earned, bundled, usd, allocation } = await accounts.balance(
			caller.owner,
		);
		const balances = isBook
			? { diem, usd }
			: {
					diem: positive(diem),
					usd: positive(usd),
					bundledCredits: positive(bundled),
					earnedCredits: positive(earned),
				};
		return { canConsume, consumptionCurrency: currency, balances, diemEpochAllocation: allocation };
	}

	/** With a key, lists only the models that its account may use. */
	function models({ caller, failure, query }) {
		const hidden = (model) => caller && isPro(model) && failure?.mode !== 'all_models';
		const type = query.get('type') ?? 'all';
		if (!MODEL_TYPES.includes(type)) throw new Refusal(400, 'Invalid request parameters');
		const wanted = type === 'code'
			? (model) => model.model_spec.capabilities?.optimizedForCode
			: (model) => type === 'all' || model.type === type;
		return { data: MODELS.filter((model) => wanted(model) && !hidden(model)), object: 'list', type };
	}

	/** An endpoint that no longer exists. */
	function usage() {
		throw keyRefusal(venice, 'gone');
	}

	return [
		{ method: 'GET', path: '/api_keys/rate_limits', name: 'rate_limits', needs: 'ANY', handle: rateLimits },
		{
			method: 'GET',
			path: '/billing/balance',
			name: 'balance',
			needs: isBook ? 'ANY' : 'ADMIN',
			handle: balance,
		},
		{
			method: 'GET',
			path: '/billing/usage',
			name: 'balance',
			needs: isBook ? 'ANY' : 'ADMIN',
			handle: usage,
		},
		{ method: 'GET', path: '/models', name: 'models', handle: models },
	];
}
