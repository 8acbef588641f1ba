// The queue of failures that tests have ordered.
import { KEY_ERRORS } from '../api/key-refusals.mjs';
import { X402_ERRORS } from '../api/x402-refusals.mjs';

export const API_ROUTES = ['token', 'mint', 'keys', 'rate_limits', 'balance', 'models', 'chat', 'crypto_rpc',
	'crypto_rpc_once', 'usage', 'x402',
	'x402_balance', 'x402_offer', 'x402_pay', 'x402_transactions'];

export const API_MODES = [
	'invalid_address', 'jwt_expired', 'jwt_signature', 'jwt_claims', 'jwt_malformed',
	'signature_mismatch', 'verify_failed', 'no_stake',
	'challenge_expired', 'challenge_used', 'challenge_other_wallet', 'challenge_unknown',
	'challenge_statement', 'challenge_domain',
	'status', 'slow', 'held', 'hang', 'cut', 'cut_after', 'cut_mid', 'garbage', 'bad_json', 'wrong_shape',
	'html', 'huge', 'http_status', 'escape', 'redirect', 'not_jwt', 'altered', 'other_limits', 'all_models',
	...Object.keys(KEY_ERRORS), ...Object.keys(X402_ERRORS),
];

export const RPC_MODES = [
	'refuse_batches',
	'hang',
	'slow',
	'held',
	'cut',
	'cut_after',
	'garbage',
	'bad_json',
	'wrong_shape',
	'html',
	'huge',
	'http_status',
	'status',
	'error',
	'wrong_chain_id',
	'no_code',
	'lose_send',
	'drop_send',
	'already_known',
	'underpriced',
	'nonce_too_low',
	'rate_limit',
	'per_second',
	'pending_unsupported',
	'no_fee_history',
	'fee_zero',
	'late_receipt',
	'taken_then_error',
	'lag',
	'gas',
	'high_tip',
	'high_base',
	'nonce_ahead',
	'nonce_behind',
	'false_reverted',
	'tomorrow',
	'used',
];

/** These last until reset, whatever `times` says. */
const UNTIL_RESET = ['refuse_batches', 'lag'];

const PROXY_MODES = ['http_status'];

const SENDS = ['eth_sendRawTransaction'];
/** The selector of authorizationState(address,bytes32). */
const AUTHORIZATION_STATE = '0xe94a0102';
const RPC_METHODS = {
	wrong_chain_id: ['eth_chainId', 'net_version'],
	no_code: ['eth_getCode'],
	lose_send: SENDS,
	drop_send: SENDS,
	already_known: SENDS,
	underpriced: SENDS,
	nonce_too_low: SENDS,
	gas: ['eth_estimateGas'],
	high_tip: ['eth_feeHistory'],
	high_base: ['eth_feeHistory'],
	taken_then_error: SENDS,
	late_receipt: ['eth_getTransactionReceipt'],
	false_reverted: ['eth_getTransactionReceipt'],
	nonce_ahead: ['eth_getTransactionCount'],
	nonce_behind: ['eth_getTransactionCount'],
	tomorrow: ['eth_getBlockByNumber', 'eth_getBlockByHash'],
	used: ['eth_call'],
	no_fee_history: ['eth_feeHistory'],
	fee_zero: ['eth_feeHistory', 'eth_gasPrice', 'eth_maxPriorityFeePerGas'],
	pending_unsupported: [
		'eth_getTransactionCount',
		'eth_getBalance',
		'eth_call',
		'eth_estimateGas',
		'eth_getBlockByNumber',
	],
};

function check({ route, mode, times }) {
	if (route !== 'rpc' && route !== 'proxy' && route !== 'any' && !API_ROUTES.includes(route))
		throw new TypeError(`route: ${route} is not one of ${API_ROUTES.join(', ')}, any, rpc, proxy`);
	const modes = { rpc: RPC_MODES, proxy: PROXY_MODES }[route] ?? API_MODES;
	if (!modes.includes(mode)) throw new TypeError(`mode: ${mode} is not one of ${modes.join(', ')}`);
	if (!Number.isInteger(times) || times < 0) throw new TypeError('times: a whole number from 0');
}

export function makeFailures() {
	let queue = [], free = [];

	/** Answers every request that is held, and holds no more. */
	function release() {
		for (const answer of free) answer();
		free = [];
		queue = queue.filter(({ mode }) => mode !== 'held');
	}

	/** Whether it strikes now.  With `after`, so many requests that it fits pass first. */
	const isDue = (failure) => !(failure.after > 0 && failure.after--);

	function use(failure) {
		if (failure && failure.left > 0 && --failure.left === 0) queue = queue.filter((f) => f !== failure);
		return failure ?? null;
	}

	return {
		add(order) {
			const times = UNTIL_RESET.includes(order.mode) ? 0 : (order.times ?? 1);
			const failure = { ...order, times };
			check(failure);
			if (failure.mode === 'held' || failure.hold)
				failure.released = new Promise((resolve) => { free.push(resolve); });
			queue.push({ ...failure, left: times });
		},

		/**
		 * Returns the failure for a request to an API route, of a kind if it has kinds, and uses it up
		 * once; null if all is to go well.
		 */
		forApi: (route, kind) =>
			use(
				queue.find(
					(f) =>
						(f.route === route ||
							f.route === (kind ?? route) ||
							(f.route === 'any' && route)) &&
						isDue(f),
				),
			),

		/**
		 * Returns the failure for an RPC request, single or batch, made up of `calls`, at the node of
		 * this path.
		 */
		forRpc: (calls, isBatch, path) =>
			use(
				queue.find(
					(f) =>
						f.route === 'rpc' &&
						(!f.path || f.path === path) &&
						(f.mode !== 'refuse_batches' || isBatch) &&
						(calls.some((call) => strikes(f, call)) ||
							(!f.method && !RPC_METHODS[f.mode])),
				),
			),

		/** Returns the status for a client that takes the RPC port for a proxy. */
		forProxy: () => use(queue.find((f) => f.route === 'proxy'))?.status ?? 403,

		release,

		reset() {
			release();
			queue = [];
		},
	};
}

/** Whether an RPC failure is meant for this one call. */
export function strikes(failure, call) {
	if (failure.method && failure.method !== call?.method) return false;
	const methods = RPC_METHODS[failure.mode];
	if (methods && !methods.includes(call?.method)) return false;
	if (failure.mode === 'used')
		return String(call.params?.[0]?.data ?? call.params?.[0]?.input).startsWith(AUTHORIZATION_STATE);
	if (failure.mode === 'pending_unsupported') return call.params?.includes('pending');
	if (failure.mode === 'no_code' && failure.address)
		return String(call.params?.[0]).toLowerCase() === failure.address.toLowerCase();
	return true;
}
