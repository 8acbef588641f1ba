// The Venice API: finds the route, checks the key, lets ordered failures happen, logs, answers.
import { isJson, parseJson, readBody } from '../http.mjs';
import { HOSTILE_TEXT, INSTEAD_OF_AN_ANSWER, cut, cutMid, delay, truncate } from '../misbehave.mjs';
import { MINT_ERRORS, Refusal, SHAPES } from './errors.mjs';
import { KEY_ERRORS, keyRefusal } from './key-refusals.mjs';

export const API_PREFIX = '/api/v1';
const BEARER = /^Bearer (\S+)$/i;

function findRoute(routes, method, pathname) {
	if (!pathname.startsWith(`${API_PREFIX}/`)) return {};
	const path = pathname.slice(API_PREFIX.length);
	const exact = routes.find((route) => route.method === method && route.path === path);
	if (exact) return { route: exact, id: null };
	const cutAt = path.lastIndexOf('/');
	const pattern = `${path.slice(0, cutAt)}/{id}`;
	const route = routes.find((r) => r.method === method && r.path === pattern);
	return { route, id: path.slice(cutAt + 1) };
}

/** Returns the key of a request that need not have one; null if it has none that is good. */
function knownKey(keys, authorization) {
	const secret = BEARER.exec(authorization ?? '')?.[1], key = secret && keys.bySecret(secret);
	return key && !keys.isExpired(key) ? key : null;
}

/** Returns the key that a request must have. */
function requireKey(keys, needs, authorization, venice, path) {
	const secret = BEARER.exec(authorization ?? '')?.[1];
	const key = secret && keys.bySecret(secret);
	if (!secret) throw keyRefusal(venice, 'no_credentials', { path });
	if (!key) throw keyRefusal(venice, 'key_not_known');
	if (keys.isExpired(key)) throw keyRefusal(venice, 'key_expired');
	if (needs === 'ADMIN' && key.apiKeyType !== 'ADMIN') throw keyRefusal(venice, 'not_admin');
	keys.touch(key);
	return key;
}

const refusalBody = ({ message, extra: { headers, body, ...fields } }) => body ?? { error: message, ...fields };

/**
 * How a 429 says when it is over, by header: 'crypto' and the file say it in Unix seconds, an overloaded model
 * in seconds.
 */
const RESETS = {
	requests: (at) => ({ 'x-ratelimit-reset-requests': String(at) }),
	tokens: (at) => ({ 'x-ratelimit-reset-tokens': String(at) }),
	budget: (at) => ({ 'x-ratelimit-resets': String(at) }),
	crypto: (at) => ({ 'X-RateLimit-Reset': String(Math.ceil(at / 1000)) }),
	overloaded: (at, resetIn) => ({ 'retry-after': String(resetIn) }),
	book: (at, resetIn) => ({
		'x-ratelimit-reset-requests': String(Math.floor(at / 1000)),
		'retry-after': String(resetIn),
	}),
	none: () => ({}),
};

/** The 429 of the x402 routes does not say when it is over. */
function statusHeaders(failure, clock, route, venice) {
	if (failure.status !== 429 || (route === 'x402' && failure.resetIn === undefined)) return {};
	const resetIn = failure.resetIn ?? 30;
	const usual = route === 'crypto_rpc' ? 'crypto' : venice === 'book' ? 'book' : 'requests';
	const tell = RESETS[failure.resets ?? usual];
	return {
		'x-ratelimit-limit-requests': '20',
		'x-ratelimit-remaining-requests': '0',
		...tell(clock.now().getTime() + resetIn * 1000, resetIn),
	};
}

/** Returns the refusal that a failure stands for, with nothing done; null if it stands for none. */
function orderedRefusal(failure, clock, elsewhere, route, venice) {
	const form = SHAPES[failure.shape] ?? SHAPES.error;
	const refuse = (status, message, headers = {}) =>
		new Refusal(status, message, { headers, body: form(message, failure.code) });
	if (MINT_ERRORS[failure.mode])
		return refuse(failure.status ?? 400, failure.message ?? MINT_ERRORS[failure.mode]);
	if (KEY_ERRORS[failure.mode]) return keyRefusal(venice, failure.mode, { path: `${API_PREFIX}/${route}` });
	if (failure.mode === 'status')
		return refuse(
			failure.status ?? 503,
			failure.message ?? 'Service unavailable',
			statusHeaders(failure, clock, route, venice),
		);
	if (failure.mode === 'escape')
		return refuse(failure.status ?? 400, `${failure.message ?? MINT_ERRORS.no_stake} ${HOSTILE_TEXT}`);
	if (failure.mode === 'redirect')
		return refuse(failure.status ?? 302, 'Found', { location: failure.location ?? elsewhere() });
	return null;
}

export function makeApi({ budget, clock, elsewhere, failures, keys, log, routes, venice }) {
	async function work(request, url, found, body, failure, answerHeaders, note) {
		const refusal = failure && orderedRefusal(failure, clock, elsewhere, found.route?.name, venice);
		if (refusal) throw refusal;
		const { route, id } = found;
		if (!route) throw new Refusal(404, 'Not found');
		const { authorization } = request.headers;
		const caller = route.needs
			? requireKey(keys, route.needs, authorization, venice, url.pathname)
			: knownKey(keys, authorization);
		return route.handle({
			answerHeaders,
			body,
			caller,
			failure,
			headers: request.headers,
			id,
			note,
			query: url.searchParams,
		});
	}

	async function answer(request, url, found, body, failure, note) {
		const headers = budget.headers();
		const blocked = budget.refusal();
		try {
			if (blocked) throw blocked;
			const done = await work(request, url, found, body, failure, headers, note);
			return { status: 200, headers, body: done };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			budget.note(error.status, failure);
			return {
				status: error.status,
				headers: { ...headers, ...error.extra.headers },
				body: refusalBody(error),
			};
		}
	}

	function deliver(response, { status, headers, body }, failure) {
		const text = JSON.stringify(body);
		if (failure?.mode === 'cut_after') return cut(response);
		if (failure?.mode === 'cut_mid') return cutMid(response, status, text);
		if (failure?.mode === 'bad_json') return truncate(response, status, text);
		response.writeHead(status, {
			'content-type': 'application/json; charset=utf-8',
			'content-length': Buffer.byteLength(text),
			...headers,
		});
		response.end(text);
		return status;
	}

	return async function handle(request, response, url) {
		const text = (await readBody(request)).toString();
		// Venice's server reads a body only if it is announced as JSON.
		const body = isJson(request) ? parseJson(text) : undefined;
		const found = findRoute(routes, request.method, url.pathname);
		const failure = failures.forApi(found.route?.name, found.route?.kind?.(request.headers));
		const entry = log.add('requests', {
			method: request.method,
			path: url.pathname,
			query: Object.fromEntries(url.searchParams),
			route: found.route?.name ?? null,
			body: body ?? (text || null),
			...(request.headers['payment-signature']
				? { payment: request.headers['payment-signature'] }
				: {}),
			...(request.headers['idempotency-key']
				? { idempotencyKey: request.headers['idempotency-key'] }
				: {}),
		});
		entry.mode = failure?.mode ?? null;
		const note = (fields) => Object.assign(entry, fields);
		response.setHeader('date', clock.now().toUTCString());
		if (!await delay(response, failure)) return;
		const instead = INSTEAD_OF_AN_ANSWER[failure?.mode];
		entry.status = instead
			? await instead(response, failure)
			: await deliver(response, await answer(request, url, found, body, failure, note), failure);
	};
}
