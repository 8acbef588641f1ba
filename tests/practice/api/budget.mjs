// Venice's error budget: after more than 50 failed requests in 30 seconds, no request is taken for 30 seconds.
import { Refusal } from './errors.mjs';

const MOST = 50;
const SPAN_MS = 30000;

export function makeBudget(clock, venice) {
	let failed = [], blockedUntil = 0;
	const now = () => clock.now().getTime();

	return {
		/**
		 * Notes a failed request.  A refusal that a test has ordered is not the client's mistake,
		 * unless the order says that it counts.
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

		/** The header of every answer: when the count begins anew, Unix ms. */
		headers() {
			const at = blockedUntil > now() ? blockedUntil : (failed[0] ?? now()) + SPAN_MS;
			return venice === 'book' ? {} : { 'x-ratelimit-resets': String(at) };
		},

		/** Returns the refusal of every request while the client is blocked; else null. */
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
