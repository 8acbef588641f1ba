// Base through Venice's RPC: with a stored key's credits, one request at a time, each transaction charged once.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { onChain, transactionsOf } from './chain.mjs';
import { openDoors } from './doors.mjs';
import { assertHoldsNone } from './files.mjs';
import { openWorld, requests } from './support.mjs';

const world = await openWorld();
const { network } = world;
const VENICE = ['--rpc-url', 'venice'];
const RECIPIENT = '0x000000000000000000000000000000000000bEEF';
const ROUTE = '/api/v1/crypto/rpc/base-mainnet';

/** A home whose wallet has stored a key; its account has a dollar, unless told otherwise. */
async function keyed({ usd = 1, ...options } = {}) {
	const home = await world.funded({ staked: '5', ...options });
	home.key = await home.mint();
	await network.control('fund', { address: home.wallet.address, usd });
	return home;
}

const asked = async () => requests(network, 'crypto_rpc');
const calls = (entries) => entries.flatMap(({ body }) => body);
const credits = (entries) => entries.reduce((sum, entry) => sum + (entry.credits ?? 0), 0);

/** Does it, and returns how it ended with the requests to Venice's RPC and to the node's own port that it made. */
async function during(work) {
	const before = (await asked()).length, direct = (await network.log()).rpc.length;
	const result = await work();
	const rpc = (await network.log()).rpc.slice(direct);
	return { result, entries: (await asked()).slice(before), rpc };
}

/** Its key is nowhere but in the vault, sealed. */
function assertKeyUnseen(home, { stdout, stderr }) {
	assert.ok(!stdout.includes(home.key.apiKey) && !stderr.includes(home.key.apiKey));
	assertHoldsNone(home.dir, home.secrets);
}

test('a stake goes whole through Venice, and its cost is summed in the answer and in the log', async () => {
	const home = await keyed();
	const { result, entries, rpc } = await during(() => home.run(['stake', '10', '--yes', ...VENICE]));
	assert.equal(result.status, 0, result.stdout);
	assert.equal(result.json.data.svvv, '15');
	assert.equal(await onChain(network, home), '15');
	assert.ok(entries.length > 5);
	assert.ok(entries.every(({ path: asked_, status }) => asked_ === ROUTE && status === 200));
	const forwarded = calls(entries).map(({ method }) => method).sort();
	assert.deepEqual(rpc.map(({ method }) => method).sort(), forwarded, 'no node was asked but by Venice');
	const cost = (credits(entries) * 7e-7).toFixed(9).replace(/0+$/, '');
	assert.deepEqual(result.json.rpc, { requests: entries.length, cost_usd: cost, unpriced: 0 });
	const sends = entries.filter(({ body }) => body.method === 'eth_sendRawTransaction');
	assert.equal(sends.length, 2);
	for (const { body, idempotencyKey } of sends) {
		assert.match(idempotencyKey, /^rialto-[0-9a-f]{64}$/);
		assert.equal(body.id, 1);
	}
	assert.notEqual(sends[0].idempotencyKey, sends[1].idempotencyKey);
	assert.ok(entries.every(({ body, idempotencyKey }) => !idempotencyKey || body.method === 'eth_sendRawTransaction'));
	assertKeyUnseen(home, result);
	const lines = (await home.data(['log'])).records;
	const paid = lines.filter(({ event }) => event === 'rpc_paid');
	assert.equal(paid.length, 1);
	assert.equal(paid[0].text, `Venice's RPC: ${entries.length} requests, ${cost} USD`);
});

test('people see the cost on standard error', async () => {
	const home = await keyed();
	const result = await home.run(['balance', ...VENICE], { json: false });
	assert.match(result.stdout, /sVVV +5/);
	assert.match(result.stderr, /^rialto: Venice's RPC: \d+ requests?, 0\.0000\d+ USD$/m);
	assertKeyUnseen(home, result);
});

test('a transaction whose answer is cut is sent once more under the same Idempotency-Key, and charged once', async () => {
	const home = await keyed();
	await network.fail('crypto_rpc_once', 'cut_after');
	const again = await during(() => home.run(['send', 'eth', '0.01', RECIPIENT, '--yes', ...VENICE]));
	assert.equal(again.result.status, 0, again.result.stdout);
	const sends = again.entries.filter(({ body }) => body.method === 'eth_sendRawTransaction');
	assert.equal(sends.length, 2, JSON.stringify(again.entries.map(({ mode, body }) => [mode, body.method])));
	assert.equal(sends[0].mode, 'cut_after');
	assert.equal(sends[0].idempotencyKey, sends[1].idempotencyKey);
	assert.deepEqual(sends[0].body, sends[1].body);
	assert.deepEqual(sends.map((entry) => entry.credits), [20, 0]);
	assert.equal(again.rpc.filter(({ method }) => method === 'eth_sendRawTransaction').length, 1);
});
