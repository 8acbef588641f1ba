// The public RPC port: a door to anvil that can be told to misbehave.
import { keccak256 } from 'ethers';
import { isJson, parseJson, readBody } from '../http.mjs';
import { strikes } from '../control/failures.mjs';
import { INSTEAD_OF_AN_ANSWER, cut, delay, truncate } from '../misbehave.mjs';
import { forward } from './rpc.mjs';

const failed = (id, code, message, data) => ({ jsonrpc: '2.0', id: id ?? null, error: { code, message, data } });
const answered = (id, result) => ({ jsonrpc: '2.0', id, result });

function sendJson(response, status, value, headers = {}) {
	const body = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value));
	response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, ...headers });
	response.end(body);
	return status;
}

const OVER_RATE_LIMIT = [-32016, 'over rate limit'];
const FEE_HISTORY_OF_NOTHING = {
	oldestBlock: '0x1', baseFeePerGas: ['0x0', '0x0'], gasUsedRatio: [0], reward: [['0x0']],
};

/** Failures of one call among others: each returns the answer that takes the place of anvil's. */
const CALL_ANSWERS = {
	error: ({ id }, failure) =>
		failed(id, failure.code ?? -32000, failure.message ?? 'internal error', failure.data),
	wrong_chain_id: ({ id, method }) => answered(id, method === 'net_version' ? '1' : '0x1'),
	no_code: ({ id }) => answered(id, '0x'),
	drop_send: ({ id, params }) => answered(id, keccak256(params[0])),
	already_known: ({ id }) => failed(id, -32000, 'already known'),
	underpriced: ({ id }) => failed(id, -32000, 'replacement transaction underpriced'),
	nonce_too_low: ({ id }) => failed(id, -32000, 'nonce too low'),
	pending_unsupported: ({ id }) => failed(id, -32602, 'the pending tag is not supported'),
	no_fee_history: ({ id, method }) => failed(id, -32601, `the method ${method} does not exist/is not available`),
	fee_zero: ({ id, method }) => answered(id, method === 'eth_feeHistory' ? FEE_HISTORY_OF_NOTHING : '0x0'),
	per_second: ({ id }) => failed(id, ...OVER_RATE_LIMIT),
	taken_then_error: ({ id }, failure) => failed(id, failure.code ?? -32000, failure.message ?? 'internal error'),
	gas: ({ id }, failure) => answered(id, `0x${(failure.gas ?? 30_000_000).toString(16)}`),
	high_tip: ({ id }, failure, answer) =>
		answered(
			id,
			answer?.result && {
				...answer.result,
				reward: answer.result.reward?.map(() => [`0x${(failure.wei ?? 9e11).toString(16)}`]),
			},
		),
	high_base: ({ id }, failure, answer) =>
		answered(
			id,
			answer?.result && {
				...answer.result,
				baseFeePerGas: answer.result.baseFeePerGas?.map(() => `0x${(failure.wei ?? 6e10).toString(16)}`),
			},
		),
	late_receipt: ({ id }) => answered(id, null),
	nonce_ahead: countBy(1),
	nonce_behind: countBy(-1),
	tomorrow: later,
	used: ({ id }) => answered(id, `0x${'1'.padStart(64, '0')}`),
	false_reverted: ({ id }, failure, answer) =>
		answered(
			id,
			answer?.result && {
				...answer.result,
				status: '0x0',
				logs: failure.logs ? answer.result.logs : [],
			},
		),
};

/** Returns a block with another time: tomorrow's, unless told otherwise. */
function later({ id }, { seconds = 86400 }, answer) {
	if (!answer?.result) return answer;
	return answered(id, {
		...answer.result,
		timestamp: `0x${(Number(answer.result.timestamp) + seconds).toString(16)}`,
	});
}

/** Changes a count of transactions by so many. */
function countBy(sign) {
	return ({ id }, failure, answer) => {
		const count = Number(answer?.result) + sign * (failure.by ?? 1);
		return answered(id, `0x${Math.max(0, count).toString(16)}`);
	};
}

/** Failures of calls that anvil still gets.  Its answer is changed, or is not passed on. */
const STILL_FORWARDED = [
	'already_known',
	'taken_then_error',
	'nonce_ahead',
	'nonce_behind',
	'false_reverted',
	'high_tip',
	'high_base',
	'tomorrow',
];

const BATCH_REFUSALS = {
	error: (response) => sendJson(response, 200, failed(null, -32600, 'batch requests are not supported')),
	http413: (response) => sendJson(response, 413, { error: 'Request entity too large' }),
	empty: (response) => sendJson(response, 200, Buffer.alloc(0)),
	http400: (response) => sendJson(response, 400, failed(null, -32600, 'invalid request')),
	http403: (response) => sendJson(response, 403, { error: 'forbidden' }),
	http429: (response, headers) => sendJson(response, 429, failed(null, ...OVER_RATE_LIMIT), headers),
	limit: (response) => sendJson(response, 200, failed(null, -32005, 'batch size limit exceeded')),
	items: (response, headers, calls) =>
		sendJson(
			response,
			200,
			calls.map(({ id }) => failed(id, ...OVER_RATE_LIMIT)),
		),
	http500: (response) => sendJson(response, 500, { error: 'Internal Server Error' }),
	cut,
	others: (response, headers, calls) => sendJson(response, 200, calls.map(({ id }) => answered(`${id}`, null))),
};

const retryAfter = ({ resetIn }) => (resetIn === undefined ? {} : { 'retry-after': String(resetIn) });

const HTTP_FAILURES = {
	...INSTEAD_OF_AN_ANSWER,
	refuse_batches: (response, failure, calls) =>
		(BATCH_REFUSALS[failure.how] ?? BATCH_REFUSALS.error)(response, retryAfter(failure), calls),
	status: (response, failure) =>
		sendJson(
			response,
			failure.status ?? 503,
			failed(null, failure.code ?? -32000, failure.message ?? 'Service unavailable'),
		),
	rate_limit: (response, failure) =>
		sendJson(
			response,
			429,
			failed(null, OVER_RATE_LIMIT[0], failure.message ?? OVER_RATE_LIMIT[1]),
			retryAfter({ resetIn: 1, ...failure }),
		),
};

/** Returns those of `calls` that are beyond the `most` that the failure lets through in a second. */
function overLimit(failure, calls) {
	const now = Date.now();
	failure.passed = (failure.passed ?? []).filter((time) => time > now - 1000);
	const free = Math.max(0, (failure.most ?? 10) - failure.passed.length);
	failure.passed.push(...calls.slice(0, free).map(() => now));
	return calls.slice(free);
}

export function makeRpcProxy({ anvilPort, failures, lag, log }) {
	async function forwardCalls(calls, isBatch) {
		if (calls.length === 0) return [];
		const { body } = await forward(anvilPort, JSON.stringify(isBatch ? calls : calls[0]));
		const answers = parseJson(body);
		return Array.isArray(answers) ? answers : [answers];
	}

	async function answerSome(response, calls, isBatch, failure) {
		const struck =
			failure.mode === 'per_second'
				? overLimit(failure, calls)
				: calls.filter((call) => strikes(failure, call));
		if (failure.mode === 'per_second' && struck.length && !isBatch)
			return HTTP_FAILURES.rate_limit(response, failure);
		const others = calls.filter((call) => !struck.includes(call) || STILL_FORWARDED.includes(failure.mode));
		const answers = await forwardCalls(others, isBatch);
		const byCall = calls.map((call) => (struck.includes(call)
			? CALL_ANSWERS[failure.mode](call, failure, answers.find((answer) => answer?.id === call.id))
			: answers.find((answer) => answer?.id === call.id)));
		return sendJson(response, 200, isBatch ? byCall : byCall[0]);
	}

	async function answerBehind(response, calls, isBatch, { seconds = 2 }) {
		const told = calls.map((call) => lag.behind(call, seconds));
		const answers = await forwardCalls(told.map(([call]) => call), isBatch);
		const byCall = told.map(([{ id }, tell]) => tell(answers.find((answer) => answer?.id === id)));
		return sendJson(response, 200, isBatch ? byCall : byCall[0]);
	}

	async function answerAll(response, text, failure) {
		const { status, body } = await forward(anvilPort, text);
		if (failure?.mode === 'lose_send' || failure?.mode === 'cut_after') return cut(response);
		if (failure?.mode === 'bad_json') return truncate(response, status, body);
		return sendJson(response, status, body);
	}

	/** Refuses what is not a JSON POST as geth does. */
	function refuseForm(request, response, entries) {
		const status = request.method === 'POST' ? 415 : 405;
		for (const entry of entries) entry.status = status;
		return sendJson(response, status, { error: 'a JSON-RPC request is a POST of application/json' });
	}

	return async function handle(request, response) {
		const text = await readBody(request);
		const parsed = parseJson(text);
		const isBatch = Array.isArray(parsed);
		const calls = isBatch ? parsed : [parsed];
		const failure = failures.forRpc(calls, isBatch, request.url);
		const entries = calls.map((call) => log.add('rpc', {
			method: call?.method ?? null, params: call?.params ?? null, batch: isBatch ? calls.length : 0,
			agent: request.headers['user-agent'] ?? null,
		}));
		response.setHeader('date', new Date().toUTCString());
		if (request.method !== 'POST' || !isJson(request)) return refuseForm(request, response, entries);
		for (const entry of entries) entry.mode = failure?.mode ?? null;
		if (!await delay(response, failure)) return;
		const answer = HTTP_FAILURES[failure?.mode]
			? HTTP_FAILURES[failure.mode](response, failure, calls)
			: CALL_ANSWERS[failure?.mode]
				? answerSome(response, calls, isBatch, failure)
				: failure?.mode === 'lag'
					? answerBehind(response, calls, isBatch, failure)
					: answerAll(response, text, failure);
		const status = await answer;
		for (const entry of entries) entry.status = status;
	};
}
