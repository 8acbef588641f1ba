// Every key that was minted or created, whose it is, and how the API shows it.
import { createHash, randomBytes, randomUUID } from 'node:crypto';

const MAX_ACTIVE_KEYS = 500;
const NO_LIMITS = { usd: null, diem: null, vcu: null };

const iso = (expiresAt) => (expiresAt ? new Date(expiresAt).toISOString() : null);
const newSecret = (type) => `VENICE_${type}_KEY_${randomBytes(32).toString('base64url')}`;

export function makeKeys(clock) {
	const keys = [];
	const active = (owner) => keys.filter((key) => key.owner === owner && !key.deletedAt);

	return {
		full: (owner) => active(owner).length >= MAX_ACTIVE_KEYS,
		active,
		all: () => keys,
		find: (owner, id) => active(owner).find((key) => key.id === id),
		isExpired: (key) => key.expiresAt !== null && new Date(key.expiresAt) <= clock.now(),
		bySecret: (secret) => {
			const sha256 = createHash('sha256').update(secret).digest('hex');
			return keys.find((key) => key.sha256 === sha256 && !key.deletedAt);
		},

		/** Makes a key for `owner` (an address).  Only this answer has its secret. */
		create(owner, wanted) {
			const secret = newSecret(wanted.apiKeyType);
			const key = {
				owner,
				id: randomUUID(),
				apiKeyType: wanted.apiKeyType,
				consumptionLimits: { ...NO_LIMITS, ...wanted.consumptionLimit },
				limitPeriod: wanted.limitPeriod ?? 'EPOCH',
				modelPrivacy: wanted.modelPrivacy ?? 'ALL',
				description: wanted.description,
				expiresAt: iso(wanted.expiresAt),
				createdAt: clock.now().toISOString(),
				lastUsedAt: null,
				deletedAt: null,
				last6Chars: secret.slice(-6),
				sha256: createHash('sha256').update(secret).digest('hex'),
			};
			keys.push(key);
			return { key, secret };
		},

		update(key, changes) {
			const { consumptionLimit, expiresAt } = changes;
			for (const name of ['limitPeriod', 'modelPrivacy', 'description'])
				if (changes[name] !== undefined) key[name] = changes[name];
			if (consumptionLimit) key.consumptionLimits = { ...key.consumptionLimits, ...consumptionLimit };
			if (expiresAt !== undefined) key.expiresAt = iso(expiresAt);
		},

		remove(key) {
			key.deletedAt = clock.now().toISOString();
		},

		touch(key) {
			key.lastUsedAt = clock.now().toISOString();
		},
	};
}

/** The answer to the request that made the key: the only one that says `consumptionLimit`. */
export function showNew({ key, secret }) {
	const { apiKeyType, consumptionLimits, limitPeriod, modelPrivacy, description, expiresAt, id } = key;
	return {
		apiKey: secret, apiKeyType, consumptionLimit: consumptionLimits,
		limitPeriod, modelPrivacy, description, expiresAt, id,
	};
}

/**
 * The same for a key that a wallet mints.  There the live API repeats some limits wrongly, though it stores
 * them rightly: it makes diem from vcu, so diem is null if only diem was sent, and a usd of 0 is null, too.
 */
export function showMinted(made) {
	const { consumptionLimit: { usd, diem, vcu }, ...rest } = showNew(made);
	return { ...rest, consumptionLimit: { usd: usd || null, diem: vcu === null ? null : diem, vcu } };
}

/** A key as an update answers it. */
export function show(key) {
	const {
		apiKeyType, consumptionLimits, limitPeriod, modelPrivacy, createdAt, description, expiresAt, id,
		last6Chars, lastUsedAt,
	} = key;
	return {
		apiKeyType, consumptionLimits, limitPeriod, modelPrivacy, createdAt, description, expiresAt, id,
		last6Chars, lastUsedAt,
	};
}

const decimals = ({ usd, diem }) => ({ usd: usd.toFixed(4), diem: diem.toFixed(4) });

/** A key as the list and the single view show it: with what it has used. */
export function showWithUsage(key, spending) {
	const limited = Object.values(key.consumptionLimits).some((limit) => limit !== null);
	return {
		...show(key),
		usage: { trailingSevenDays: { ...decimals(spending.inWeek(key)), vcu: '0.0000' } },
		...(limited ? { currentPeriodUsage: decimals(spending.inPeriod(key)) } : {}),
	};
}

/** A key for GET /practice/keys. */
export const showToTests = ({ owner, ...key }) => ({ address: owner, ...key });
