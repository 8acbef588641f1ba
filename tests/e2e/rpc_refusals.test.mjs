// What a node refuses, and pages where its answer belongs: named as the node's, with its host, and never as Venice's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorld } from './support.mjs';

const world = await openWorld();
const { network } = world;
const home = await world.funded({ staked: '1' });
const host = new URL(network.rpcUrl).host;

const DAY = 86400;
const REFUSALS = [
	['rpc_unauthorized', 2, 'http_status', { status: 401 }],
	['rpc_payment_required', 2, 'http_status', { status: 402, text: 'your plan is used up' }],
	['rpc_forbidden', 2, 'http_status', { status: 403, json: { error: 'origin not allowed' } }],
	['rpc_not_found', 2, 'http_status', { status: 404 }],
	['rpc_too_large', 2, 'http_status', { status: 413 }],
	['rpc_limited', 3, 'rate_limit', { resetIn: DAY }],
	['rpc_refused', 2, 'http_status', { status: 451 }],
	['rpc_unavailable', 3, 'http_status', { status: 500 }],
	['rpc_unavailable', 3, 'html', {}],
	['rpc_unavailable', 3, 'status', { status: 503 }],
	['rpc_web_page', 3, 'http_status', { status: 200 }],
	['rpc_redirected', 2, 'http_status', { status: 302, headers: { location: 'https://sign-in.example/' } }],
];
/** Failures of a request that never reaches the node. */
const ON_THE_WAY = [['connection_cut', 'cut'], ['connection_cut', 'cut_after'], ['bad_answer', 'huge']];
const COMMANDS = [
	['balance'],
	['stake', '1', '--yes'],
	['diem', 'mint', '1', '--yes'],
	['x402', 'top-up', '5', '--yes'],
];

for (const [code, exit, mode, more] of REFUSALS) {
	test(`${code}: ${mode} ${more.status ?? ''}`, async () => {
		await network.fail('rpc', mode, { times: 0, ...more });
		for (const command of COMMANDS) {
			const error = await home.error(command);
			assert.deepEqual(
				[error.code, error.exit],
				[code, exit],
				`${command.join(' ')}: ${error.message}`,
			);
			assert.ok(error.message.includes(host), error.message);
			assert.match(error.do, /--rpc-url/);
			assert.doesNotMatch(JSON.stringify(error), /Venice|API|DIEM/);
		}
		const { stderr } = await home.run(['balance'], { json: false });
		assert.ok(stderr.includes(host) && stderr.includes('--rpc-url'), stderr);
		assert.doesNotMatch(stderr, /Venice|API|DIEM/);
	});
}

test('the node\'s own words are given', async () => {
	await network.fail('rpc', 'http_status', { status: 402, text: 'your plan is used up', times: 0 });
	assert.match((await home.error(['balance'])).message, /HTTP 402\): your plan is used up$/);
	await network.control('reset');
	await network.fail('rpc', 'http_status', {
		status: 302,
		headers: { location: 'https://sign-in.example/' },
		times: 0,
	});
	assert.match((await home.error(['balance'])).message, /points to sign-in\.example/);
});

test('the doctor names the node, too', async () => {
	await network.fail('rpc', 'http_status', { status: 401, times: 0 });
	const { status, stdout } = await home.run(['doctor', '--rpc-url', `${network.rpcUrl}/v2/project-secret`], {
		json: false,
	});
	assert.notEqual(status, 0);
	const rehearsal = await home.run(['doctor', '--mint'], { json: false });
	assert.match(rehearsal.stdout, new RegExp(`sVVV +not known: ${host} refuses \\(HTTP 401\\)`));
	const line = stdout.split('\n').find((text) => text.includes('node'));
	assert.ok(line.includes(host), stdout);
	assert.doesNotMatch(line, /Venice|API key|DIEM/);
	assert.doesNotMatch(stdout, /project-secret/);
});

test('a page where Venice\'s answer belongs is no refusal of Venice\'s', async () => {
	for (const status of [200, 403]) {
		await network.fail('rate_limits', 'http_status', { status, times: 0 });
		await network.fail('balance', 'http_status', { status, times: 0 });
		const { id } = await home.mint();
		const error = await home.error(['key', 'check', id]);
		assert.deepEqual([error.code, error.exit, error.status], ['web_page', 3, status]);
		assert.ok(error.message.includes(new URL(network.apiUrl).host), error.message);
		await network.control('reset');
	}
});

for (const [code, mode] of ON_THE_WAY)
	test(`${mode}: another node is the way out, and is named`, async () => {
		await network.fail('rpc', mode, { times: 0 });
		for (const command of COMMANDS) {
			const error = await home.error(command);
			assert.deepEqual([error.code, error.exit], [code, 3], error.message);
			assert.match(error.message, /--rpc-url chooses another Base node/);
			assert.ok(error.message.includes(host), error.message);
		}
	});

test('a node that is not there: another is the way out', async () => {
	const error = await home.error(['balance', '--rpc-url', 'http://127.0.0.1:1']);
	assert.deepEqual([error.code, error.exit], ['unreachable', 3]);
	assert.match(error.message, /^127\.0\.0\.1:1: .*; --rpc-url chooses another Base node$/);
	const venice = await home.error(['x402', 'balance', '--api-url', 'http://127.0.0.1:1/api/v1']);
	assert.equal(venice.code, 'unreachable');
	assert.doesNotMatch(venice.message, /rpc-url/);
});
