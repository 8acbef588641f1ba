// What an account used: GET /billing/usage-analytics.
import { Refusal } from './errors.mjs';

const DAY = 24 * 3600 * 1000;
const MOST_DAYS = 90;
const TOP = 8;

const dayOf = (at) => Math.floor(at / DAY);
const dateOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const both = ({ usd, diem }) => usd + diem;

/** Returns the first and the last day that are asked for, counted since 1970. */
function readPeriod(query, now) {
	const { lookback = '7d', startDate, endDate } = Object.fromEntries(query), today = dayOf(now);
	const bad = () => new Refusal(400, 'Invalid request parameters');
	if (startDate !== undefined || endDate !== undefined) {
		const [first, last] = [startDate, endDate].map((date) => dayOf(Date.parse(`${date}T00:00:00Z`)));
		if (!(first <= last) || last - first >= MOST_DAYS) throw bad();
		return { first, last, lookback: `${startDate}:${endDate}` };
	}
	const days = Number(/^([1-9]\d*)d$/.exec(lookback)?.[1]);
	if (!(days <= MOST_DAYS)) throw bad();
	return { first: today - days + 1, last: today, lookback };
}

/** Sums what was spent for each value of `of`, and keeps the order in which they first occur. */
function group(entries, of) {
	const groups = new Map();
	for (const entry of entries) {
		const sum = groups.get(of(entry)) ?? { usd: 0, diem: 0, units: 0 };
		sum[entry.purse === 'diem' ? 'diem' : 'usd'] += entry.amount;
		sum.units += entry.units;
		groups.set(of(entry), sum);
	}
	return groups;
}

/** For each day an object with a member for each name: what it used, USD and DIEM together. */
function daily(entries, names, of) {
	return [...group(entries, ({ at }) => dayOf(at)).keys()].sort((a, b) => a - b).map((day) => {
		const ofDay = entries.filter((entry) => dayOf(entry.at) === day && names.includes(of(entry)));
		const sums = [...group(ofDay, of)].map(([name, sum]) => [name, both(sum)]);
		return { date: day * DAY, ...Object.fromEntries(sums) };
	});
}

export function usageRoutes({ clock, keys, spending, venice }) {
	function analytics({ caller, query, failure }) {
		const { first, last, lookback } = readPeriod(query, clock.now().getTime());
		const entries = spending.between(caller.owner, first * DAY, (last + 1) * DAY);
		const descriptionOf = (id) => keys.all().find((key) => key.id === id)?.description ?? 'Web App';
		const totals = (sum) => ({ totalUsd: sum.usd, totalDiem: sum.diem, totalUnits: sum.units });
		const byMost = (groups) => [...groups].sort(([, a], [, b]) => both(b) - both(a));
		const models = byMost(group(entries, ({ model }) => model));
		const users = byMost(group(entries, ({ key }) => key));
		const topModels = models.map(([name]) => name).slice(0, TOP);
		const topKeyNames = users.map(([id]) => descriptionOf(id)).slice(0, TOP);
		const answer = {
			lookback,
			byDate: [...group(entries, ({ at }) => dayOf(at))]
				.sort(([a], [b]) => b - a)
				.map(([day, { usd, diem }]) => ({ date: dateOf(day), USD: usd, DIEM: diem })),
			byModel: models.map(([modelName, sum]) => ({
				modelName,
				unitType: 'tokens',
				modelType: 'LLM',
				...totals(sum),
			})),
			byModelDaily: daily(entries, topModels, ({ model }) => model),
			topModels,
			byKey: users.map(([id, sum]) => ({
				apiKeyId: id,
				description: descriptionOf(id),
				...totals(sum),
			})),
			byKeyDaily: daily(entries, topKeyNames, ({ key }) => descriptionOf(key)),
			topKeyNames,
		};
		return failure?.mode === 'altered' ? { ...answer, ...failure.data } : answer;
	}

	return [
		{
			method: 'GET',
			path: '/billing/usage-analytics',
			name: 'usage',
			needs: venice === 'book' ? 'ANY' : 'ADMIN',
			handle: analytics,
		},
	];
}
