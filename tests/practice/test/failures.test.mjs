import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { ZeroHash, keccak256, parseEther } from 'ethers';
import { USDC, VVV } from '../chain/addresses.mjs';
import { keepNetwork, view } from './harness.mjs';

const network = await keepNetwork();
const staker = await network.staker();

const MINT = '/api_keys/generate_web3_key';
const getToken = () => network.api('GET', MINT);

/** Sends one request and returns how far its answer got: { status, body, whole }. */
function raw(method, url, body, { signal } = {}) {
	return new Promise((resolve) => {
		const request = http.request(url, {
			method,
			agent: false,
			signal,
			headers: { 'content-type': 'application/json' },
		});
		request.on('error', () => resolve({ status: null, body: '', whole: false }));
		request.on('response', (response) => {
			const parts = [];
			response.on('data', (part) => parts.push(part));
			response.on('error', () => {});
			response.on('close', () =>
				resolve({
					status: response.statusCode,
					body: Buffer.concat(parts),
					whole: response.complete,
				}),
			);
		});
		request.end(body === undefined ? undefined : JSON.stringify(body));
	});
}

const rawMint = async () => raw('POST', network.apiUrl + MINT, await network.mintBody(staker));
const minted = async (doing) => {
	const before = (await network.keys()).length;
	const result = await doing();
	return [(await network.keys()).length - before, result];
};

test('a failure strikes as often as it was told, and reset forgets it', async () => {
	await network.fail('token', 'status', { status: 500, times: 2 });
	assert.deepEqual(
		[(await getToken()).status, (await getToken()).status, (await getToken()).status],
		[500, 500, 200],
	);
	await network.fail('any', 'status', { times: 0 });
	assert.equal((await getToken()).status, 503);
	assert.equal((await network.api('GET', '/models')).status, 503);
	await network.control('reset');
	assert.equal((await getToken()).status, 200);
	await assert.rejects(network.fail('token', 'explode'), /mode/);
	await assert.rejects(network.fail('nowhere', 'cut'), /route/);
});

test('status: the four forms of error bodies, and the reset time of a 429', async () => {
	const shapes = {
		error: (body) => body.error === 'no',
		details: (body) => body.error === 'no' && body.details,
		message: (body) => body.message === 'no' && body.error,
		object: (body) => body.error.message === 'no' && body.error.code,
	};
	for (const [shape, holds] of Object.entries(shapes)) {
		await network.fail('token', 'status', { shape, status: 418, message: 'no' });
		const { status, body } = await getToken();
		assert.equal(status, 418);
		assert.ok(holds(body), shape);
	}
	const RESETS = {
		requests: ['x-ratelimit-reset-requests', 1],
		tokens: ['x-ratelimit-reset-tokens', 1],
		budget: ['x-ratelimit-resets', 1],
		crypto: ['x-ratelimit-reset', 1000],
		book: ['x-ratelimit-reset-requests', 1000],
	};
	for (const [resets, [name, unit]] of Object.entries(RESETS)) {
		await network.fail('token', 'status', { status: 429, resetIn: 7, resets });
		const begin = Date.now();
		const { headers } = await getToken();
		const reset = Number(headers.get(name)) * unit;
		assert.ok(reset > begin + 4000 && reset < Date.now() + 8000, `${resets}: ${reset - begin}`);
	}
	await network.fail('token', 'status', { status: 429, resetIn: 7 });
	assert.ok(
		(await getToken()).headers.get('x-ratelimit-reset-requests') > 1e11,
		'milliseconds unless told otherwise',
	);
	await network.fail('token', 'status', { status: 429, resetIn: 7, resets: 'overloaded' });
	assert.equal((await getToken()).headers.get('retry-after'), '7');
});

test('slow answers rightly, later', async () => {
	await network.fail('token', 'slow', { delayMs: 300 });
	const begin = Date.now();
	assert.equal((await getToken()).status, 200);
	assert.ok(Date.now() - begin >= 299);
});

test('what is held is answered rightly, once it is released', async () => {
	const asked = (await network.count()).requests['GET token'] ?? 0;
	for (const [i, free] of ['release', 'reset'].entries()) {
		await network.fail('token', 'held', { times: 0 });
		let answered = false;
		const answer = getToken().finally(() => { answered = true; });
		await network.log(`?count=${asked + 2 * i + 1}&route=token`);
		assert.equal(answered, false);
		await network.control(free);
		assert.equal((await answer).status, 200);
		assert.equal((await getToken()).status, 200, 'what comes later is not held');
	}
});

test('what came is counted, and what was sent twice is one', async () => {
	const before = await network.count();
	await getToken();
	await sendRaw('0x02c0');
	await sendRaw('0x02c0');
	const after = await network.count();
	assert.equal(after.requests['GET token'], (before.requests['GET token'] ?? 0) + 1);
	assert.equal(after.rpc.eth_sendRawTransaction, (before.rpc.eth_sendRawTransaction ?? 0) + 2);
	assert.equal(after.transactions, before.transactions + 1);
	assert.equal(after.payments, before.payments);
});

test('hang never answers', async () => {
	await network.fail('token', 'hang');
	const count = (await network.log()).requests.filter(({ route }) => route === 'token').length + 1;
	const patience = new AbortController();
	const answer = raw('GET', network.apiUrl + MINT, undefined, { signal: patience.signal });
	await network.log(`?route=token&count=${count}`);
	patience.abort();
	assert.equal((await answer).status, null);
});

test('the log can be waited for', async () => {
	const count = (await network.log()).requests.filter(({ route }) => route === 'models').length + 1;
	const waiting = network.log(`?route=models&count=${count}`);
	await network.api('GET', '/models');
	assert.equal((await waiting).requests.filter(({ route }) => route === 'models').length, count);
});

test('cut does nothing, cut_after and cut_mid mint first', async () => {
	await network.fail('mint', 'cut');
	assert.deepEqual(await minted(rawMint), [0, { status: null, body: '', whole: false }]);
	await network.fail('mint', 'cut_after');
	assert.deepEqual(await minted(rawMint), [1, { status: null, body: '', whole: false }]);
	await network.fail('mint', 'cut_mid');
	const [made, { status, body, whole }] = await minted(rawMint);
	assert.deepEqual([made, status, whole], [1, 200, false]);
	assert.ok(body.length > 10);
	const { requests } = await network.log();
	assert.deepEqual(
		requests
			.slice(-6)
			.filter(({ route }) => route === 'mint')
			.map(({ mode }) => mode),
		['cut', 'cut_after', 'cut_mid'],
	);
});

test('answers that are not what they should be', async () => {
	const answer = async (mode, route = 'token') => {
		await network.fail(route, mode);
		return raw('GET', network.apiUrl + MINT);
	};
	const garbage = await answer('garbage');
	assert.equal(garbage.status, 200);
	assert.ok(garbage.body.includes('\x1b]0;owned\x07\x1b[2J'));
	assert.throws(() => JSON.parse(garbage.body));
	const bad = await answer('bad_json');
	assert.ok(bad.whole && bad.body.toString().startsWith('{"data"'));
	assert.throws(() => JSON.parse(bad.body));
	assert.equal(typeof JSON.parse((await answer('wrong_shape')).body).data.token, 'number');
	const html = await answer('html');
	assert.equal(html.status, 502);
	assert.match(html.body.toString(), /^<!DOCTYPE html>/);
	const huge = await answer('huge');
	assert.ok(huge.body.length > 64 * 1024 * 1024);
	const hostile = JSON.parse((await answer('escape')).body);
	assert.match(hostile.error, /no staked VVV/);
	for (const character of ['\x1b', '\u009b', '\u202e']) assert.ok(hostile.error.includes(character));
	await network.fail('token', 'not_jwt');
	assert.match((await getToken()).body.data.token, /^0x02/);
});

test('redirect leads elsewhere, and it shows who follows', async () => {
	await network.fail('mint', 'redirect');
	const [made, { status }] = await minted(rawMint);
	assert.deepEqual([made, status], [0, 302]);
	await network.fail('token', 'redirect');
	const { headers } = await getToken();
	assert.equal(new URL(headers.get('location')).hostname, '127.0.0.1');
	await fetch(headers.get('location'));
	assert.equal((await network.log()).requests.at(-1).route, 'redirected');
});

test('other_limits mints something else than was asked', async () => {
	await network.fail('mint', 'other_limits');
	const { data } = (await network.mint(await network.mintBody(staker, { consumptionLimit: { usd: 1 } }))).body;
	assert.equal(data.apiKeyType, 'ADMIN');
	assert.equal(data.consumptionLimit.usd, 999999);
});

const call = (id, method, params = []) => ({ jsonrpc: '2.0', id, method, params });
const batch = (...calls) => raw('POST', network.rpcUrl, calls);
const signed = async (value = '0') =>
	staker.signTransaction(
		await staker.populateTransaction({
			to: VVV,
			value: parseEther(value),
			data: '0x18160ddd',
			gasLimit: 50000,
		}),
	);
const sendRaw = async (transaction) => network.rpc('eth_sendRawTransaction', [transaction]);
const receipt = async (transaction) =>
	(await network.rpc('eth_getTransactionReceipt', [keccak256(transaction)])).body.result;

test('rpc: batches are refused until reset', async () => {
	const hows = [
		['error', 200],
		['http400', 400],
		['http403', 403],
		['http413', 413],
		['http429', 429],
		['limit', 200],
		['items', 200],
		['empty', 200],
		['http500', 500],
		['others', 200],
	];
	for (const [how, status] of hows) {
		await network.fail('rpc', 'refuse_batches', { how });
		for (let i = 0; i < 2; i++) {
			const answer = await batch(call(1, 'eth_chainId'));
			assert.equal(answer.status, status);
			if (how === 'error') assert.equal(JSON.parse(answer.body).error.code, -32600);
			if (how === 'items') assert.deepEqual(JSON.parse(answer.body)[0].error.code, -32016);
			if (how === 'empty') assert.equal(answer.body.length, 0);
			if (how === 'others') assert.equal(JSON.parse(answer.body)[0].id, '1');
		}
		assert.equal((await network.rpc('eth_chainId')).body.result, '0x2105');
		await network.control('reset');
		assert.equal(JSON.parse((await batch(call(1, 'eth_chainId'))).body)[0].result, '0x2105');
	}
});

test('rpc: lies about one thing and forwards the rest', async () => {
	await network.fail('rpc', 'wrong_chain_id', { times: 2 });
	const answers = JSON.parse((await batch(call(7, 'eth_blockNumber'), call(8, 'eth_chainId'))).body);
	assert.equal(answers[1].result, '0x1');
	assert.ok(answers[0].id === 7 && answers[0].result);
	assert.equal((await network.rpc('net_version')).body.result, '1');
	await network.fail('rpc', 'no_code', { address: VVV, times: 0 });
	assert.equal((await network.rpc('eth_getCode', [VVV.toLowerCase(), 'latest'])).body.result, '0x');
	assert.notEqual((await network.rpc('eth_getCode', [staker.address, 'latest'])).body.result, undefined);
});

test('rpc: a send whose answer is lost, and one that is dropped', async () => {
	const first = await signed();
	await network.fail('rpc', 'lose_send');
	assert.equal((await raw('POST', network.rpcUrl, call(1, 'eth_sendRawTransaction', [first]))).status, null);
	assert.equal((await receipt(first)).status, '0x1');
	const second = await signed();
	await network.fail('rpc', 'drop_send');
	assert.equal((await sendRaw(second)).body.result, keccak256(second));
	assert.equal(await receipt(second), null);
	await network.fail('rpc', 'underpriced');
	assert.match((await sendRaw(second)).body.error.message, /underpriced/);
	await network.fail('rpc', 'nonce_too_low');
	assert.match((await sendRaw(second)).body.error.message, /nonce too low/);
	assert.equal(await receipt(second), null);
	await network.fail('rpc', 'already_known');
	assert.match((await sendRaw(second)).body.error.message, /already known/);
	assert.equal((await receipt(second)).status, '0x1');
	assert.equal(
		(await network.log()).rpc.filter(
			({ method, params }) => method === 'eth_sendRawTransaction' && params[0] === first,
		).length,
		1,
	);
});

test('rpc: what one node says of a transaction that was taken all the same', async () => {
	const transaction = await signed();
	await network.fail('rpc', 'taken_then_error', { code: -32603, message: 'request timed out' });
	assert.deepEqual((await sendRaw(transaction)).body.error, { code: -32603, message: 'request timed out' });
	await network.fail('rpc', 'late_receipt', { times: 2 });
	assert.equal(await receipt(transaction), null);
	assert.equal(await receipt(transaction), null);
	const true_ = await receipt(transaction);
	assert.equal(true_.status, '0x1');
	await network.fail('rpc', 'false_reverted');
	assert.deepEqual(await receipt(transaction), { ...true_, status: '0x0', logs: [] });
	const count = async () =>
		Number((await network.rpc('eth_getTransactionCount', [staker.address, 'latest'])).body.result);
	const right = await count();
	await network.fail('rpc', 'nonce_ahead', { by: 2 });
	assert.equal(await count(), right + 2);
	await network.fail('rpc', 'nonce_behind');
	assert.equal(await count(), right - 1);
	assert.equal(await count(), right);
});

test('rpc: a node that is behind', async () => {
	const ask = async (method, ...params) => (await network.rpc(method, params)).body.result;
	const height = await ask('eth_blockNumber'),
		count = await ask('eth_getTransactionCount', staker.address, 'latest');
	await network.fail('rpc', 'lag', { seconds: 0.5 });
	const transaction = await signed(), hash = keccak256(transaction);
	assert.equal((await sendRaw(transaction)).body.result, hash);
	assert.equal(await network.provider.getTransactionCount(staker.address), Number(count));
	const [number, block, next, found, sent] = JSON.parse(
		(
			await batch(
				call(1, 'eth_blockNumber'),
				call(2, 'eth_getBlockByNumber', ['latest', false]),
				call(3, 'eth_getBlockByNumber', [`0x${(Number(height) + 1).toString(16)}`, false]),
				call(4, 'eth_getTransactionReceipt', [hash]),
				call(5, 'eth_getTransactionByHash', [hash]),
			)
		).body,
	);
	assert.deepEqual(
		[number.result, block.result.number, next.result, found.result, sent.result],
		[height, height, null, null, null],
	);
	for (let seen = null; !seen;) {
		const [head, told] = JSON.parse(
			(await batch(call(1, 'eth_blockNumber'), call(2, 'eth_getTransactionReceipt', [hash]))).body,
		);
		seen = told.result;
		assert.equal(Number(head.result), Number(height) + (seen ? 1 : 0));
	}
	assert.equal(Number(await ask('eth_blockNumber')), Number(height) + 1);
	assert.equal(Number(await ask('eth_getTransactionCount', staker.address, 'latest')), Number(count) + 1);
});

test('rpc: fails for one method only', async () => {
	await network.fail('rpc', 'cut', { method: 'eth_gasPrice' });
	assert.equal((await network.rpc('eth_chainId')).body.result, '0x2105');
	assert.equal((await raw('POST', network.rpcUrl, call(1, 'eth_gasPrice'))).status, null);
	await network.fail('rpc', 'error', { method: 'eth_gasPrice', code: -32005, message: 'limit exceeded' });
	assert.deepEqual((await network.rpc('eth_gasPrice')).body.error, { code: -32005, message: 'limit exceeded' });
});

test('rpc: fails at the node of one path only', async () => {
	await network.fail('rpc', 'wrong_chain_id', { path: '/second' });
	const chainId = async (path) =>
		JSON.parse((await raw('POST', new URL(path, network.rpcUrl), call(1, 'eth_chainId'))).body).result;
	assert.equal(await chainId('/'), '0x2105');
	assert.equal(await chainId('/second'), '0x1');
	assert.equal(await chainId('/second'), '0x2105');
});

test('rpc: what a node may not have: the pending tag, a fee history, fees', async () => {
	const nonce = async (tag) => (await network.rpc('eth_getTransactionCount', [staker.address, tag])).body;
	await network.fail('rpc', 'pending_unsupported', { times: 0 });
	assert.equal((await nonce('pending')).error.code, -32602);
	assert.ok((await nonce('latest')).result);
	const answers = JSON.parse(
		(await batch(call(1, 'eth_chainId'), call(2, 'eth_getTransactionCount', [staker.address, 'pending'])))
			.body,
	);
	assert.deepEqual([answers[0].result, answers[1].error.code], ['0x2105', -32602]);
	await network.control('reset');
	await network.fail('rpc', 'no_fee_history', { times: 0 });
	assert.equal((await network.rpc('eth_feeHistory', ['0x1', 'latest', [50]])).body.error.code, -32601);
	assert.ok((await network.rpc('eth_gasPrice')).body.result);
	await network.control('reset');
	await network.fail('rpc', 'fee_zero', { times: 0 });
	assert.equal((await network.rpc('eth_gasPrice')).body.result, '0x0');
	assert.deepEqual((await network.rpc('eth_feeHistory', ['0x1', 'latest', [50]])).body.result.reward, [['0x0']]);
});

test('rpc: a node that lies of the time, and of what was used', async () => {
	const stamp = async (tag) =>
		Number((await network.rpc('eth_getBlockByNumber', [tag, false])).body.result.timestamp);
	const usdc = (signature, ...args) => view(network.provider, USDC, signature, ...args);
	const isUsed = async () =>
		(await usdc('authorizationState(address,bytes32) view returns (bool)', staker.address, ZeroHash))[0];
	const before_ = await stamp('latest');
	await network.fail('rpc', 'tomorrow', { times: 0 });
	assert.ok(await stamp('latest') - before_ > 86000);
	assert.ok(await stamp('finalized') > before_ + 80000);
	await network.control('reset');
	assert.equal(await isUsed(), false);
	await network.fail('rpc', 'used', { times: 0 });
	assert.equal(await isUsed(), true);
	assert.equal((await usdc('balanceOf(address) view returns (uint256)', staker.address))[0], 0n);
});

test('rpc: so many calls a second, each item of a batch counting', async () => {
	await network.fail('rpc', 'per_second', { most: 3, times: 0 });
	const calls = [1, 2, 3, 4, 5].map((id) => call(id, 'eth_chainId'));
	const answers = JSON.parse((await batch(...calls)).body);
	assert.deepEqual(answers.map(({ error }) => error?.code ?? 0), [0, 0, 0, -32016, -32016]);
	assert.equal((await network.rpc('eth_chainId')).status, 429);
});

test('any status, with a page, with text, with headers', async () => {
	const ask = () => raw('POST', network.rpcUrl, call(1, 'eth_chainId'));
	await network.fail('rpc', 'http_status', { status: 403 });
	const page = await ask();
	assert.equal(page.status, 403);
	assert.match(page.body.toString(), /^<!DOCTYPE html>/);
	await network.fail('rpc', 'http_status', { status: 401, text: 'no' });
	assert.equal((await ask()).body.toString(), 'no');
	await network.fail('token', 'http_status', { status: 302, headers: { location: 'http://sign-in.example/' } });
	assert.equal((await getToken()).headers.get('location'), 'http://sign-in.example/');
});

test('rpc: taken for a proxy it refuses the way', async () => {
	const connect = () => new Promise((resolve, reject) => {
		const { hostname, port } = new URL(network.rpcUrl);
		const request = http.request({ host: hostname, port, method: 'CONNECT', path: 'api.test:443' });
		request.on('connect', ({ statusCode }, socket) => { socket.destroy(); resolve(statusCode); });
		request.on('error', reject);
		request.end();
	});
	assert.equal(await connect(), 403);
	await network.fail('proxy', 'http_status', { status: 407 });
	assert.deepEqual([await connect(), await connect()], [407, 403]);
});

test('rpc: only JSON that is posted', async () => {
	assert.equal((await fetch(network.rpcUrl)).status, 405);
	assert.equal((await fetch(network.rpcUrl, { method: 'POST', body: '{}' })).status, 415);
});

test('rpc: the ways of HTTP', async () => {
	const ask = () => raw('POST', network.rpcUrl, call(1, 'eth_chainId'));
	await network.fail('rpc', 'rate_limit');
	assert.equal((await ask()).status, 429);
	await network.fail('rpc', 'status', { status: 502 });
	assert.equal((await ask()).status, 502);
	await network.fail('rpc', 'garbage');
	const { body } = await ask();
	assert.throws(() => JSON.parse(body));
	await network.fail('rpc', 'slow', { delayMs: 100 });
	assert.equal(JSON.parse((await ask()).body).result, '0x2105');
	await network.fail('rpc', 'held', { method: 'eth_chainId' });
	const count_ = (await network.log()).rpc.length + 1;
	const held = ask();
	await network.log(`?list=rpc&count=${count_}`);
	await network.control('release');
	assert.equal(JSON.parse((await held).body).result, '0x2105');
	await network.fail('rpc', 'hang');
	const patience = new AbortController();
	const count = (await network.log()).rpc.length + 1;
	const hanging = raw('POST', network.rpcUrl, call(1, 'eth_chainId'), { signal: patience.signal });
	await network.log(`?list=rpc&count=${count}`);
	patience.abort();
	assert.equal((await hanging).status, null);
});
