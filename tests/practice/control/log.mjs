// Everything that was received, so that a test can see what was sent, and that it was sent once.
import { EventEmitter, once } from 'node:events';

const MAX_ENTRIES = 100000;
const SECRET_FIELDS = new Set(['apiKey', 'authorization']);

function withoutSecrets(value) {
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value)
		.map(([name, field]) => [name, SECRET_FIELDS.has(name) ? '(removed)' : withoutSecrets(field)]));
}

/**
 * Counts how often each came since the start, and how many different transactions and payments there were; one
 * that is sent twice counts once.
 */
function makeCount() {
	const requests = {}, rpc = {}, transactions = new Set(), payments = new Set();
	const one = (counts, name) => { counts[name] = (counts[name] ?? 0) + 1; };
	return {
		add(list, { method, params, route, payment }) {
			one(list === 'rpc' ? rpc : requests, list === 'rpc' ? method : `${method} ${route}`);
			if (method === 'eth_sendRawTransaction') transactions.add(params?.[0]);
			if (payment) payments.add(payment);
		},
		read: () => ({ requests, rpc, transactions: transactions.size, payments: payments.size }),
	};
}

export function makeLog() {
	const entries = { requests: [], rpc: [] };
	const count = makeCount();
	const arrivals = new EventEmitter().setMaxListeners(0);

	/** Adds to `list` ('requests' or 'rpc') and returns the entry.  Its status and mode are filled in later. */
	function add(list, fields) {
		const entry = { at: new Date().toISOString(), ...withoutSecrets(fields), status: null, mode: null };
		entries[list].push(entry);
		count.add(list, fields);
		if (entries[list].length > MAX_ENTRIES) entries[list].shift();
		arrivals.emit('arrival');
		return entry;
	}

	/** Resolves once `list` holds `count` entries that satisfy `matches`, or when `signal` aborts. */
	async function waitFor(list, count, matches, signal) {
		while (!signal.aborted && entries[list].filter(matches).length < count)
			await once(arrivals, 'arrival', { signal }).catch(() => {});
	}

	return { add, waitFor, entries, count: count.read };
}
