// What each key has spent, and how much of that counts towards its limits.
const DAY = 24 * 3600 * 1000;
const nothing = () => ({ diem: 0, earned: 0, bundled: 0, usd: 0 });

/** Returns when the current period of `limitPeriod` began, Unix ms.  Periods are UTC. */
function periodStart(limitPeriod, now) {
	if (limitPeriod === 'LIFETIME') return 0;
	const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
	return limitPeriod === 'MONTH' ? Date.UTC(year, month) : Date.UTC(year, month, day);
}

/** A limit in USD limits earned credits, bundled credits and USD together. */
const asLimited = ({ diem, earned, bundled, usd }) => ({ diem, usd: earned + bundled + usd });

export function makeSpending(clock) {
	const entries = [];

	function sum(matches) {
		const total = nothing();
		for (const { purse, amount } of entries.filter(matches)) total[purse] += amount;
		return total;
	}

	return {
		/** `purse` is diem, earned, bundled or usd. */
		add(key, purse, amount, { model = null, units = 0, daysAgo = 0 } = {}) {
			const at = clock.now().getTime() - daysAgo * DAY;
			entries.push({ key: key.id, owner: key.owner, at, purse, amount, model, units });
		},
		between: (owner, from, to) =>
			entries.filter((entry) => entry.owner === owner && entry.at >= from && entry.at < to),
		inPeriod: (key) =>
			asLimited(
				sum(
					({ key: id, at }) =>
						id === key.id && at >= periodStart(key.limitPeriod, clock.now()),
				),
			),
		inWeek: (key) =>
			asLimited(sum(({ key: id, at }) => id === key.id && at > clock.now().getTime() - 7 * DAY)),
		/** DIEM is given anew each day.  Everything else is gone once it is spent. */
		diemToday: (owner) => sum((e) => e.owner === owner && e.at >= periodStart('EPOCH', clock.now())).diem,
		ever: (owner) => sum((e) => e.owner === owner),
	};
}
