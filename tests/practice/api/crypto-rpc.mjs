// POST /crypto/rpc/{network}: calls passed on to Base's node, for credits of the key's account.
import { createHash } from 'node:crypto';
import { parseJson } from '../http.mjs';
import { forward } from '../chain/rpc.mjs';
import { Refusal } from './errors.mjs';

const BASE = 'base-mainnet';
/** The real list has more networks; the others lead nowhere here. */
const NETWORKS = ['arbitrum-mainnet', BASE, 'ethereum-mainnet', 'solana-mainnet'];
const PER_CREDIT_USD = 7e-7;
const STANDARD_CREDITS = 20, ERROR_CREDITS = 5;
const MOST_IN_BATCH = 100, MOST_IN_MINUTE = 100;
const MINUTE = 60_000, DAY = 24 * 3600_000;
const KEY_FORM = /^[A-Za-z0-9_-]{1,255}$/;

/** The methods that it takes.  Nonstandard ones, filters, and those that need a WebSocket are not among them. */
const METHODS = new Set([
	'eth_blockNumber', 'eth_call', 'eth_chainId', 'eth_createAccessList', 'eth_estimateGas', 'eth_feeHistory',
	'eth_gasPrice', 'eth_getBalance', 'eth_getBlockByHash', 'eth_getBlockByNumber', 'eth_getBlockReceipts',
	'eth_getCode', 'eth_getLogs', 'eth_getStorageAt', 'eth_getTransactionByHash', 'eth_getTransactionCount',
	'eth_getTransactionReceipt', 'eth_maxPriorityFeePerGas', 'eth_sendRawTransaction', 'eth_simulateV1',
	'eth_syncing', 'net_version', 'web3_clientVersion',
]);

const refusal = (status, message, headers = {}) => new Refusal(status, message, { headers });

function checkCalls(calls, isBatch) {
	if (!calls.length || calls.some((call) => call === null || typeof call !== 'object'))
		throw refusal(400, 'Invalid request body: a JSON-RPC request or an array of them');
	if (isBatch && calls.length > MOST_IN_BATCH)
		throw refusal(400, `Batch size ${calls.length} is over the maximum of ${MOST_IN_BATCH}`);
	const unknown = [...new Set(calls.map(({ method }) => String(method)).filter((name) => !METHODS.has(name)))];
	if (unknown.length)
		throw refusal(400, `Unsupported RPC method${unknown.length > 1 ? 's' : ''}: ${unknown.join(', ')}`);
}

const creditsOf = (answer) =>
	[answer].flat().reduce((sum, one) => sum + (one?.error ? ERROR_CREDITS : STANDARD_CREDITS), 0);

const priceHeaders = (credits) => ({
	'X-Venice-RPC-Credits': String(credits),
	'X-Venice-RPC-Cost-USD': (credits * PER_CREDIT_USD).toFixed(8),
});

/** Lets a user make so many requests in a minute, and one at a time. */
function makeGate(clock) {
	const passed = new Map(), inside = new Set();
	return {
		enter(owner) {
			const now = clock.now().getTime();
			const recent = (passed.get(owner) ?? []).filter((time) => time > now - MINUTE);
			if (inside.has(owner))
				throw refusal(429, 'Another crypto RPC request of this account is still running');
			if (recent.length >= MOST_IN_MINUTE)
				throw refusal(429, 'Too many crypto RPC requests in this minute', {
					'X-RateLimit-Limit': String(MOST_IN_MINUTE),
					'X-RateLimit-Remaining': '0',
					'X-RateLimit-Reset': String(Math.ceil((recent[0] + MINUTE) / 1000)),
				});
			passed.set(owner, [...recent, now]);
			inside.add(owner);
		},
		leave: (owner) => inside.delete(owner),
	};
}

/** The answers of the last day, by user and Idempotency-Key. */
function makeReplays(clock) {
	const answers = new Map();
	return {
		find(owner, key, body) {
			const kept = answers.get(`${owner} ${key}`);
			if (!kept || kept.at < clock.now().getTime() - DAY) return null;
			if (kept.body !== body)
				throw refusal(400, 'Idempotency-Key was already used with a different request body');
			return kept;
		},
		keep: (owner, key, body, answer, credits) =>
			answers.set(`${owner} ${key}`, { at: clock.now().getTime(), body, answer, credits }),
	};
}

export function cryptoRpcRoutes({ clock, payer, spending, upstream }) {
	const gate = makeGate(clock), replays = makeReplays(clock);

	async function passOn(body) {
		const { status, body: text } = await forward(upstream.port, JSON.stringify(body), '/venice').catch(() => ({}));
		const answer = status === 200 ? parseJson(text) : undefined;
		if (answer === undefined) throw refusal(500, 'Upstream RPC request failed');
		return answer;
	}

	async function charge({ answerHeaders, body, caller, headers, note }) {
		const key = headers['idempotency-key'];
		const purse = await payer(caller);
		if (key !== undefined && !KEY_FORM.test(key)) throw refusal(400, 'Invalid Idempotency-Key');
		const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
		const kept = key === undefined ? null : replays.find(caller.owner, key, digest);
		const answer = kept?.answer ?? (await passOn(body));
		const credits = kept?.credits ?? creditsOf(answer);
		if (!kept) spending.add(caller, purse, credits * PER_CREDIT_USD);
		if (!kept && key !== undefined) replays.keep(caller.owner, key, digest, answer, credits);
		Object.assign(answerHeaders, priceHeaders(credits), kept ? { 'Idempotent-Replayed': 'true' } : {});
		note({ credits: kept ? 0 : credits });
		return answer;
	}

	async function proxy(request) {
		const { body, caller, id } = request, isBatch = Array.isArray(body);
		if (!NETWORKS.includes(id)) throw refusal(400, `Unsupported network: ${id}`);
		checkCalls([body ?? []].flat(), isBatch);
		if (id !== BASE) throw refusal(500, 'Upstream RPC request failed');
		gate.enter(caller.owner);
		try {
			return await charge(request);
		} finally {
			gate.leave(caller.owner);
		}
	}

	return [
		{ method: 'GET', path: '/crypto/rpc/networks', name: 'crypto_networks', handle: () => ({ networks: NETWORKS }) },
		{
			method: 'POST',
			path: '/crypto/rpc/{id}',
			name: 'crypto_rpc',
			kind: (headers) => (headers['idempotency-key'] ? 'crypto_rpc_once' : 'crypto_rpc'),
			needs: 'ANY',
			handle: proxy,
		},
	];
}
