// The Venice API: finds the route, checks the key, lets ordered failures happen, logs, answers.
import { isJson, parseJson, readBody } from '../http.mjs';
import { HOSTILE_TEXT, INSTEAD_OF_AN_ANSWER, cut, cutMid, delay, truncate } from '../misbehave.mjs';
import { MINT_ERRORS, Refusal, SHAPES, forbidden, unauthenticated } from './errors.mjs';

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

function requireKey(keys, needs, authorization) {
	const secret = BEARER.exec(authorization ?? '')?.[1];
	const key = secret && keys.bySecret(secret);
	if (!key) throw unauthenticated();
	if (keys.isExpired(key)) throw unauthenticated('AUTHENTICATION_FAILED_INACTIVE_KEY');
	if (needs === 'ADMIN' && key.apiKeyType !== 'ADMIN') throw forbidden();
	keys.touch(key);
	return key;
}

const refusalBody = ({ message, extra: { headers, body, ...fields } }) => body ?? { error: message, ...fields };

/** The x402 routes' 429 says nothing of when. */
function statusHeaders(failure, clock, route) {
	if (failure.status !== 429 || (route === 'x402' && failure.resetIn === undefined)) return {};
	const resetIn = failure.resetIn ?? 30;
	return {
		'x-ratelimit-limit-requests': '20',
		'x-ratelimit-remaining-requests': '0',
		'x-ratelimit-reset-requests': String(Math.floor(clock.now().getTime() / 1000) + resetIn),
		'retry-after': String(resetIn),
	};
}

/** The refusal that a failure stands for, with nothing done; null when it stands for none. */
function orderedRefusal(failure, clock, elsewhere, route) {
	const form = SHAPES[failure.shape] ?? SHAPES.error;
	const refuse = (status, message, headers = {}) =>
		new Refusal(status, message, { headers, body: form(message, failure.code) });
	if (MINT_ERRORS[failure.mode]) return refuse(failure.status ?? 400, failure.message ?? MINT_ERRORS[failure.mode]);
	if (failure.mode === 'status')
		return refuse(failure.status ?? 503, failure.message ?? 'Service unavailable', statusHeaders(failure, clock, route));
	if (failure.mode === 'escape')
		return refuse(failure.status ?? 400, `${failure.message ?? MINT_ERRORS.no_stake} ${HOSTILE_TEXT}`);
	if (failure.mode === 'redirect') return refuse(failure.status ?? 302, 'Found', { location: failure.location ?? elsewhere() });
	return null;
}

export function makeApi({ clock, elsewhere, failures, keys, log, routes }) {
	async function work(request, url, found, body, failure, answerHeaders) {
		const refusal = failure && orderedRefusal(failure, clock, elsewhere, found.route?.name);
		if (refusal) throw refusal;
		const { route, id } = found;
		if (!route) throw new Refusal(404, 'Not found');
		const caller = route.needs ? requireKey(keys, route.needs, request.headers.authorization) : null;
		return route.handle({ answerHeaders, body, caller, failure, headers: request.headers, id, query: url.searchParams });
	}

	async function answer(request, url, found, body, failure) {
		const headers = {};
		try {
			return { status: 200, headers, body: await work(request, url, found, body, failure, headers) };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return { status: error.status, headers: error.extra.headers ?? {}, body: refusalBody(error) };
		}
	}

	function deliver(response, { status, headers, body }, failure) {
		const text = JSON.stringify(body);
		if (failure?.mode === 'cut_after') return cut(response);
		if (failure?.mode === 'cut_mid') return cutMid(response, status, text);
		if (failure?.mode === 'bad_json') return truncate(response, status, text);
		response.writeHead(status, {
			'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), ...headers,
		});
		response.end(text);
		return status;
	}

	return async function handle(request, response, url) {
		const text = (await readBody(request)).toString();
		// A server of this kind reads a body only when it is announced as JSON.
		const body = isJson(request) ? parseJson(text) : undefined;
		const found = findRoute(routes, request.method, url.pathname);
		const failure = failures.forApi(found.route?.name, found.route?.kind?.(request.headers));
		const entry = log.add('requests', {
			method: request.method, path: url.pathname, query: Object.fromEntries(url.searchParams),
			route: found.route?.name ?? null, body: body ?? (text || null),
			...(request.headers['payment-signature'] ? { payment: request.headers['payment-signature'] } : {}),
		});
		entry.mode = failure?.mode ?? null;
		response.setHeader('date', clock.now().toUTCString());
		if (!await delay(response, failure)) return;
		const instead = INSTEAD_OF_AN_ANSWER[failure?.mode];
		entry.status = instead
			? await instead(response, failure)
			: await deliver(response, await answer(request, url, found, body, failure), failure);
	};
}
