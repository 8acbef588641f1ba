// Venice's error budget: more than 50 failed requests in 30 seconds, and none is taken for 30 seconds.
import { Refusal } from './errors.mjs';

const MOST = 50;
const SPAN_MS = 30000;

export function makeBudget(clock, venice) {
	let failed = [], blockedUntil = 0;
	const now = () => clock.now().getTime();

	return {
		/**
		 * A refusal that a test has ordered is no mistake of the client's, unless the order says that it
		 * counts.
		 */
		note(status, failure) {
			if (
				venice === 'book' ||
				status < 400 ||
				status >= 500 ||
				status === 429 ||
				(failure && !failure.counts)
			)
				return;
			failed = [...failed.filter((at) => at > now() - SPAN_MS), now()];
			if (failed.length > MOST) blockedUntil = now() + SPAN_MS;
		},

		/** What every answer tells: when the count begins anew, Unix ms. */
		headers() {
			const at = blockedUntil > now() ? blockedUntil : (failed[0] ?? now()) + SPAN_MS;
			return venice === 'book' ? {} : { 'x-ratelimit-resets': String(at) };
		},

		/** The refusal of whatever comes, while the client is blocked; else null. */
		refusal() {
			return blockedUntil > now()
				? new Refusal(429, 'Too many failed requests. Please slow down.')
				: null;
		},

		reset() {
			failed = [];
			blockedUntil = 0;
		},
	};
}
