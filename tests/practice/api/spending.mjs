// What each key has spent, and what of it counts towards its limits.
const DAY = 24 * 3600 * 1000;

/** When the current period of `limitPeriod` began, Unix ms. Periods are UTC. */
function periodStart(limitPeriod, now) {
	if (limitPeriod === 'LIFETIME') return 0;
	const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
	return limitPeriod === 'MONTH' ? Date.UTC(year, month) : Date.UTC(year, month, day);
}

export function makeSpending(clock) {
	const entries = [];

	function sum(matches) {
		const total = { usd: 0, diem: 0 };
		for (const { currency, amount } of entries.filter(matches)) total[currency] += amount;
		return total;
	}

	return {
		/** `currency` is usd or diem. */
		add(key, currency, amount) {
			entries.push({ key: key.id, owner: key.owner, at: clock.now().getTime(), currency, amount });
		},
		inPeriod: (key) => sum(({ key: id, at }) => id === key.id && at >= periodStart(key.limitPeriod, clock.now())),
		inWeek: (key) => sum(({ key: id, at }) => id === key.id && at > clock.now().getTime() - 7 * DAY),
		/** DIEM is given anew each day; USD are gone for good. */
		diemToday: (owner) => sum((e) => e.owner === owner && e.at >= periodStart('EPOCH', clock.now())).diem,
		usdEver: (owner) => sum((e) => e.owner === owner).usd,
	};
}
