// Base through Venice's RPC: with a stored key's credits, one request at a time, each transaction charged once.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { onChain, transactionsOf } from './chain.mjs';
import { openDoors } from './doors.mjs';
import { assertHoldsNone } from './files.mjs';
import { openWorld, requests, startWorld } from './support.mjs';

const world = await openWorld();
const { network } = world;
const VENICE = ['--rpc-url', 'venice'];
const RECIPIENT = '0x000000000000000000000000000000000000bEEF';
const ROUTE = '/api/v1/crypto/rpc/base-mainnet';

/** Makes a home whose wallet has stored a key; its account has a dollar, unless told otherwise. */
async function keyed({ usd = 1, ...options } = {}) {
	const home = await world.funded({ staked: '5', ...options });
	home.key = await home.mint();
	await network.control('fund', { address: home.wallet.address, usd });
	return home;
}

const asked = async () => requests(network, 'crypto_rpc');
const calls = (entries) => entries.flatMap(({ body }) => body);
const credits = (entries) => entries.reduce((sum, entry) => sum + (entry.credits ?? 0), 0);

/**
 * Does the work, and returns how it ended, with the requests that it made to Venice's RPC and to the node's own
 * port.
 */
async function during(work) {
	const before = (await asked()).length, direct = (await network.log()).rpc.length;
	const result = await work();
	const rpc = (await network.log()).rpc.slice(direct);
	return { result, entries: (await asked()).slice(before), rpc };
}

/** Checks that its key is nowhere but in the vault, sealed. */
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

for (const [what, mode, more, code, exit, words] of [
	['has no credits', 'account_empty', {}, 'rpc_no_credits', 5, /Insufficient USD or Diem balance/],
	['has a key at its limit', 'limit_usd', {}, 'rpc_no_credits', 5, /API key USD spend limit exceeded/],
	['does not know the key', 'key_not_known', {}, 'rpc_key_refused', 2, /Authentication failed/],
	['fails', 'status', { status: 500 }, 'rpc_unavailable', 3, /HTTP 500/],
	['closes the connection', 'cut', {}, 'connection_cut', 3, /ended the connection/],
	['sends half an answer', 'cut_mid', {}, 'connection_cut', 3, /ended the connection/],
	['sends garbage', 'garbage', {}, 'bad_answer', 3, /./],
	['sends a page', 'html', {}, 'rpc_unavailable', 3, /HTTP 502/],
	['sends 64 MB', 'huge', {}, 'bad_answer', 3, /far more than the answer can be/],
	['points elsewhere', 'redirect', {}, 'rpc_redirected', 2, /points to/],
	['takes nothing for a day', 'status', { status: 429, resetIn: 86400 }, 'rpc_limited', 3, /wants to be asked again in/],
]) {
	test(`where Venice ${what}, that is said, and no other node is asked`, async () => {
		const home = await keyed();
		await network.fail('crypto_rpc', mode, { times: 0, ...more });
		const { result, entries, rpc } = await during(() => home.run(['stake', '1', '--yes', ...VENICE]));
		const { error } = result.json;
		assert.deepEqual([error.code, result.status], [code, exit], JSON.stringify(error));
		assert.match(error.message, words);
		const forwarded = mode === 'cut_mid' ? calls(entries).map(({ method }) => method) : [];
		assert.deepEqual(rpc.map(({ method }) => method).sort(), forwarded.sort(), 'but by Venice');
		assertKeyUnseen(home, result);
		assert.equal((await network.log()).requests.some(({ path: to }) => to.includes('redirected')), false);
	});
}

test('a limit is waited out until the second that Venice names', async () => {
	const home = await keyed();
	await network.fail('crypto_rpc', 'status', { status: 429, resetIn: 3 });
	const start = Date.now();
	const { json } = await home.run(['balance', ...VENICE]);
	assert.ok(json.ok, JSON.stringify(json));
	assert.ok(Date.now() - start >= 2000, 'it is in whole seconds');
	assert.match(json.waited[0].for, /HTTP 429/);
});

test('a refused or lost transaction goes to no node in silence', async () => {
	const home = await keyed();
	await network.fail('crypto_rpc_once', 'account_empty');
	const [door] = await openDoors(network, 1);
	const { result, entries } = await during(() =>
		home.run(['send', 'eth', '0.01', RECIPIENT, '--yes', '--rpc-url', `venice,${door.url}`]));
	door.close();
	assert.equal(result.status, 0, result.stdout);
	assert.equal(door.count('eth_sendRawTransaction'), 1);
	const told = /HTTP 402.*; 127\.0\.0\.1:\d+ is asked instead/;
	assert.ok(result.json.warnings.some((line) => told.test(line)), result.stdout);
	assert.equal(entries.filter(({ idempotencyKey }) => idempotencyKey).length, 1);
	assert.equal((await transactionsOf(network, home.wallet.address)).at(-1).value, 10n ** 16n);
});

test('another node never gets the key, and is asked where the wallet stays locked', async () => {
	const home = await keyed();
	const [door] = await openDoors(network, 1);
	const heads = [];
	door.server.on('request', ({ headers }) => heads.push(headers));
	const both = ['--rpc-url', `venice,${door.url}`];
	const open = await home.run(['stake', '1', '--yes', ...both]);
	assert.equal(open.status, 0, open.stdout);
	assert.ok(door.count('eth_chainId') > 0, 'the second opinion');
	const { json } = await home.run(['balance', ...both], { password: false });
	door.close();
	assert.equal(json.data.balances[0].svvv, '6');
	assert.match(json.warnings[0], /no terminal to ask for the password.* is asked instead/);
	assert.equal(json.rpc, undefined);
	assert.ok(heads.every(({ authorization, 'idempotency-key': once }) => !authorization && !once));
});

test('without a password, with a wrong one, without a key and with --readonly it is not asked', async () => {
	const home = await keyed();
	const wrong = home.file('wrong', 'not the password\n');
	const bare = await world.funded();
	const { entries } = await during(async () => {
		const locked = await home.error(['balance', ...VENICE], { password: false });
		assert.deepEqual([locked.code, locked.exit], ['password_needed', 7]);
		const refused = await home.error(['balance', '--password-file', wrong, ...VENICE]);
		assert.deepEqual([refused.code, refused.exit], ['wrong_password', 7]);
		const none = await bare.error(['balance', ...VENICE]);
		assert.deepEqual([none.code, none.exit], ['rpc_no_key', 2]);
		const readonly = await home.error(['balance', '--readonly', ...VENICE]);
		assert.deepEqual([readonly.code, readonly.exit], ['readonly', 8]);
		assert.match(readonly.message, /costs credits/);
	});
	assert.deepEqual(entries, []);
});

test('the configuration names the node, and a key by its id: of another wallet, too', async () => {
	const home = await keyed();
	const other = await network.wallet();
	await home.importKey(other.privateKey, 'other');
	const config = (more) => {
		const { apiUrl } = network;
		const text = `[network practice]\napi-url = ${apiUrl}\nrpc-url = venice\n${more}`;
		writeFileSync(path.join(home.dir, 'config'), text, { mode: 0o600 });
	};
	const plain = (...args) => [
		...args, '--json', '--home', home.dir, '--network', 'practice', '--password-file', home.passwordFile,
	];
	config(`rpc-key = ${home.key.id}\n`);
	const sent = await home.run(plain('send', 'eth', '0.01', RECIPIENT, '--yes', '--wallet', 'other'), { bare: true });
	assert.equal(sent.status, 0, sent.stdout);
	assert.ok(sent.json.rpc.requests > 0);
	const all = await home.run(plain('balance'), { bare: true });
	assert.deepEqual(all.json.data.balances.map(({ name }) => name).sort(), ['main', 'other']);
	config('rpc-key = 00000000-0000-4000-8000-000000000000\n');
	const { json } = await home.run(plain('balance'), { bare: true });
	assert.equal(json.error.code, 'rpc_no_key');
	assert.match(json.error.message, /00000000-0000-4000-8000-000000000000/);
	config(`rpc-key = ${home.key.apiKey}\n`);
	const secret = await home.run(plain('balance'), { bare: true });
	assert.equal(secret.json.error.code, 'config_bad');
	assert.ok(!secret.stdout.includes(home.key.apiKey));
});

test('doctor asks it with the key, says its cost, and what is missing without a password', async () => {
	const home = await keyed();
	const { json } = await home.run(['doctor', ...VENICE]);
	assert.ok(json.ok, JSON.stringify(json));
	assert.deepEqual([json.rpc.requests, json.rpc.unpriced], [1, 0]);
	const node = (checks) => checks.find(({ name }) => name === 'node');
	assert.match(node(json.data.checks).detail, /^127\.0\.0\.1:\d+, \d+ ms/);
	const locked = await home.run(['doctor', ...VENICE], { password: false, json: false });
	assert.match(locked.stdout, /NOT OK +node +127\.0\.0\.1:\d+: it is asked with an API key/);
});

test('doctor names a node that refuses once', async () => {
	const home = await keyed({ usd: 0 });
	const { stdout } = await home.run(['doctor', ...VENICE], { json: false });
	assert.match(stdout, /NOT OK +node +127\.0\.0\.1:\d+ refuses \(HTTP 402\)/);
});

test('a method off its list costs one question, and what needs it does without', async () => {
	const home = await keyed();
	const { entries } = await during(() => home.data(['stake', '1', '--yes', ...VENICE]));
	const refused = entries.filter(({ status }) => status === 400);
	for (const { body } of refused) assert.ok(!('length' in body) || body.length > 1);
	assert.ok(entries.every(({ status }) => status !== 429), 'one at a time');
});

test('by the book as by the live API', async () => {
	const book = await startWorld('--venice', 'book');
	try {
		const home = await book.funded({ staked: '5' });
		await home.mint();
		await book.network.control('fund', { address: home.wallet.address, usd: 1 });
		const { json } = await home.run(['stake', '10', '--yes', ...VENICE]);
		assert.ok(json.ok, JSON.stringify(json));
		assert.ok(json.rpc.requests > 5);
		await book.network.control('fund', { address: home.wallet.address, usd: 0 });
		const { code, message } = await home.error(['balance', ...VENICE]);
		assert.equal(code, 'rpc_no_credits');
		assert.match(message, /INSUFFICIENT_BALANCE/);
	} finally {
		await book.stop();
	}
});
