// Everything that was received, so that a test can tell what was sent, and that it was sent once.
import { EventEmitter, once } from 'node:events';

const MAX_ENTRIES = 100000;
const SECRET_FIELDS = new Set(['apiKey', 'authorization']);

function withoutSecrets(value) {
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value)
		.map(([name, field]) => [name, SECRET_FIELDS.has(name) ? '(removed)' : withoutSecrets(field)]));
}

export function makeLog() {
	const entries = { requests: [], rpc: [] };
	const arrivals = new EventEmitter().setMaxListeners(0);

	/** Adds to `list` ('requests' or 'rpc') and returns the entry: status and mode come later. */
	function add(list, fields) {
		const entry = { at: new Date().toISOString(), ...withoutSecrets(fields), status: null, mode: null };
		entries[list].push(entry);
		if (entries[list].length > MAX_ENTRIES) entries[list].shift();
		arrivals.emit('arrival');
		return entry;
	}

	/** Resolves once `list` holds `count` entries that satisfy `matches`, or when `signal` aborts. */
	async function waitFor(list, count, matches, signal) {
		while (!signal.aborted && entries[list].filter(matches).length < count)
			await once(arrivals, 'arrival', { signal }).catch(() => {});
	}

	return { add, waitFor, entries };
}
