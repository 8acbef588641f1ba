// Certificates and proxies, as the environment has them: what curl's own program would do, and words for what fails.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { requests, startWorld } from './support.mjs';
import { AUTHORITY, AUTHORITY_HASH, startProxy, startTls } from './tls.mjs';

let world, network, home, rpcTls, apiTls, folder;
const proxies = {};
const SECRET = 'hunter2secret';
before(async () => {
	world = await startWorld();
	network = world.network;
	home = await world.funded({ staked: '1' });
	home.secrets.add(SECRET);
	[rpcTls, apiTls] = await Promise.all(
		[network.rpcUrl, network.apiUrl].map((url) => startTls(Number(new URL(url).port))),
	);
	const ways = { 'node.test': rpcTls.port, 'api.test': apiTls.port };
	proxies.good = await startProxy({ ways });
	proxies.secure = await startProxy({ ways, secure: true });
	proxies.refuses = await startProxy({ ways, answer: () => 403 });
	proxies.asks = await startProxy({
		ways,
		answer: ({ headers }) =>
			headers['proxy-authorization'] === `Basic ${btoa(`me:${SECRET}`)}` ? 200 : 407,
	});
	proxies.fails = await startProxy({});
	proxies.cuts = await startProxy({ answer: () => 0 });
	folder = mkdtempSync(path.join(tmpdir(), 'rialto-certificates-'));
	mkdirSync(path.join(folder, 'hashed'));
	copyFileSync(AUTHORITY, path.join(folder, 'hashed', AUTHORITY_HASH));
});
beforeEach(() => network.control('reset'));
after(async () => {
	for (const server of [rpcTls, apiTls, ...Object.values(proxies)]) server.close();
	rmSync(folder, { recursive: true });
	await world.stop();
});

const TRUSTED = { CURL_CA_BUNDLE: AUTHORITY };
const REMOTE = ['--rpc-url', 'https://node.test/v2/project', '--api-url', 'https://api.test/api/v1'];
const near = () => [
	'--rpc-url',
	`https://127.0.0.1:${rpcTls.port}/`,
	'--api-url',
	`https://127.0.0.1:${apiTls.port}/api/v1`,
];
const to = (name, credentials = '') => `http://${credentials}127.0.0.1:${proxies[name].port}`;
const hashed = () => path.join(folder, 'hashed');

const balance = (env, urls = near()) => home.data(['balance', ...urls], { env });
const refused = (env, urls = near()) => home.error(['balance', ...urls], { env });
const missing = () => path.join(folder, 'missing');

test('without them the server\'s identity is not verified', async () => {
	const error = await refused({});
	assert.deepEqual([error.code, error.exit], ['tls', 1]);
	assert.match(error.message, /127\.0\.0\.1:\d+/);
});

test('CURL_CA_BUNDLE, else SSL_CERT_DIR and SSL_CERT_FILE, for the node and for Venice', async () => {
	const settings = [
		TRUSTED, { SSL_CERT_FILE: AUTHORITY }, { SSL_CERT_DIR: hashed() },
		{ SSL_CERT_FILE: AUTHORITY, SSL_CERT_DIR: missing() }, { CURL_CA_BUNDLE: '', SSL_CERT_FILE: AUTHORITY },
		{ ...TRUSTED, SSL_CERT_FILE: missing(), SSL_CERT_DIR: missing() },
	];
	for (const env of settings) {
		assert.equal((await balance(env)).balances.length, 1);
		assert.match((await home.mint(near(), { env })).apiKey, /^VENICE_/);
	}
});

test('a file that is not there is named, with its variable', async () => {
	for (const [env, name] of [
		[{ CURL_CA_BUNDLE: missing() }, 'CURL_CA_BUNDLE'],
		[{ SSL_CERT_FILE: missing() }, 'SSL_CERT_FILE'],
		[{ CURL_CA_BUNDLE: missing(), SSL_CERT_FILE: AUTHORITY }, 'CURL_CA_BUNDLE'],
		[{ SSL_CERT_DIR: missing() }, 'SSL_CERT_DIR'],
		[{ CURL_CA_BUNDLE: home.passwordFile }, 'CURL_CA_BUNDLE'],
	]) {
		for (const error of [await refused(env), await home.mintError(near(), { env })]) {
			assert.deepEqual([error.code, error.exit], ['certificates', 2], error.message);
			assert.ok(
				error.message.startsWith(`${name} names ${Object.values(env)[0].slice(0, 60)}`),
				error.message,
			);
		}
	}
});

test('the keys of TLS are never written to SSLKEYLOGFILE', async () => {
	const file = path.join(folder, 'keys-of-tls');
	await balance({ ...TRUSTED, SSLKEYLOGFILE: file });
	assert.ok(!existsSync(file));
});

for (const name of ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']) {
	test(`through ${name}`, async () => {
		const asked = proxies.good.asked.length;
		const env = { ...TRUSTED, [name]: to('good') };
		assert.equal((await balance(env, REMOTE)).balances.length, 1);
		assert.match((await home.mint(REMOTE, { env })).apiKey, /^VENICE_/);
		const hosts = new Set(proxies.good.asked.slice(asked));
		assert.ok(hosts.has('node.test:443') && hosts.has('api.test:443'), [...hosts].join());
	});
}

test('through an https proxy, whose own certificate is checked', async () => {
	const secure = to('secure').replace('http:', 'https:');
	assert.equal((await balance({ SSL_CERT_DIR: hashed(), https_proxy: secure }, REMOTE)).balances.length, 1);
	const error = await refused({ ...TRUSTED, https_proxy: secure }, REMOTE);
	assert.equal(error.code, 'tls');
	assert.match(error.message, /^The proxy 127\.0\.0\.1:\d+: /);
});

test('this machine, and what no_proxy lists, is asked directly', async () => {
	const asked = proxies.refuses.asked.length;
	const env = { ...TRUSTED, all_proxy: to('refuses'), http_proxy: to('refuses') };
	assert.equal((await balance(env, near())).balances.length, 1);
	assert.equal((await balance(env, [])).balances.length, 1);
	const error = await refused({ ...env, no_proxy: '.test' }, REMOTE);
	assert.deepEqual([error.code, error.exit], ['unreachable', 3]);
	assert.ok(error.message.startsWith('node.test'), error.message);
	assert.equal(proxies.refuses.asked.length, asked);
});

test('what a proxy refuses is the proxy\'s, which is named without its credentials', async () => {
	const keys = (await network.keys()).length, tokens = (await requests(network, 'token')).length;
	const cases = [
		['refuses', '', 'proxy_refused', 2, /refuses the way to (node|api)\.test \(HTTP 403\)/],
		['asks', '', 'proxy_credentials', 2, /wants a name and a password \(HTTP 407\)/],
		['asks', `me:not-${SECRET}@`, 'proxy_credentials', 2, /wants a name and a password \(HTTP 407\)/],
		['fails', `me:${SECRET}@`, 'proxy_failed', 3, /does not get through to (node|api)\.test \(HTTP 502\)/],
		['cuts', `me:${SECRET}@`, 'proxy_failed', 3, /does not open the way to (node|api)\.test/],
	];
	for (const [name, credentials, code, exit, words] of cases) {
		const env = { ...TRUSTED, https_proxy: to(name, credentials) };
		const error = await refused(env, REMOTE);
		assert.deepEqual([error.code, error.exit], [code, exit], error.message);
		assert.match(error.message, words);
		assert.ok(error.message.includes(`127.0.0.1:${proxies[name].port}`), error.message);
		assert.doesNotMatch(JSON.stringify(error), /Venice|API key|DIEM/);
		if (exit === 3) continue;	// there Venice is asked again and again
		const minting = await home.mintError(REMOTE, { env });
		assert.deepEqual([minting.code, minting.exit], [code, exit], minting.message);
		assert.match(minting.message, words);
	}
	assert.equal((await network.keys()).length, keys);
	assert.equal((await requests(network, 'token')).length, tokens);
	const env = { ...TRUSTED, https_proxy: to('asks', `me:${SECRET}@`) };
	assert.equal((await balance(env, REMOTE)).balances.length, 1);
});

test('a proxy that is not there, or has no such name', async () => {
	for (const [proxy, name, words] of [
		[`http://me:${SECRET}@127.0.0.1:1`, '127.0.0.1:1', /does not take the connection/],
		[
			`http://me:${SECRET}@no-such-proxy.invalid:3128`,
			'no-such-proxy.invalid:3128',
			/cannot be found by its name/,
		],
		[
			`socks5h://me:${SECRET}@127.0.0.1:${proxies.good.port}`,
			`127.0.0.1:${proxies.good.port}`,
			/does not get through/,
		],
		[`ftp://me:${SECRET}@127.0.0.1:1`, '127.0.0.1:1', /does not take the connection/],
	]) {
		const error = await refused({ ...TRUSTED, https_proxy: proxy }, REMOTE);
		assert.match(error.code, /^proxy_(unreachable|failed)$/);
		assert.equal(error.exit, 3);
		assert.match(error.message, words);
		assert.ok(error.message.includes(`The proxy ${name}`), error.message);
	}
});

test('a key is not said to be unknown where the proxy did not let its request through', async () => {
	let asked = 0;
	const proxy = await startProxy({
		ways: { 'node.test': rpcTls.port, 'api.test': apiTls.port }, answer: () => (asked++ ? 403 : 200),
	});
	const keys = (await network.keys()).length;
	const error = await home.mintError(REMOTE, {
		env: { ...TRUSTED, https_proxy: `http://127.0.0.1:${proxy.port}` },
	});
	proxy.close();
	assert.equal(error.code, 'proxy_refused');
	assert.equal((await network.keys()).length, keys);
	assert.match((await home.mint()).apiKey, /^VENICE_/);
});
