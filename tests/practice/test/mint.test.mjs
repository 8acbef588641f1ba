import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Wallet, parseEther } from 'ethers';
import { MINT_ERRORS } from '../api/errors.mjs';
import { STAKING, VVV } from '../chain/addresses.mjs';
import { keepNetwork, send, startNetwork } from './harness.mjs';

const network = await keepNetwork();
const staker = await network.staker();

async function refused(body, text, status = 400) {
	const answer = await network.mint(body);
	assert.equal(answer.status, status, answer.text);
	assert.ok(answer.body.error.includes(text), answer.text);
	return answer.body;
}

const DAY_MS = 86400000;

/** Checks that a time in whole seconds is one between `begin` and now, which is `ahead` of this machine's clock. */
function assertNow(time, begin, ahead = 0) {
	assert.ok(time > begin - 1000 && time <= Date.now() + ahead, `${time} is not after ${begin}`);
}

test('a wallet that has staked mints a key', async () => {
	const begin = Date.now();
	const { body: { data: { token } }, headers } = await network.api('GET', '/api_keys/generate_web3_key');
	assertNow(Date.parse(headers.get('date')), begin);
	const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
	assert.equal(claims.exp - claims.iat, 900);
	const answer = await network.mint({
		...await network.mintBody(staker, { token }),
		apiKeyType: 'ADMIN', consumptionLimit: { usd: 50, diem: null }, limitPeriod: 'MONTH',
		expiresAt: '2031-01-02', modelPrivacy: 'PRIVATE_ONLY',
	});
	assert.equal(answer.status, 200, answer.text);
	const { apiKey, id, ...rest } = answer.body.data;
	assert.equal(answer.body.success, true);
	assert.match(apiKey, /^VENICE_ADMIN_KEY_[\w-]{43}$/);
	assert.match(id, /^[0-9a-f-]{36}$/);
	assert.deepEqual(rest, {
		apiKeyType: 'ADMIN', consumptionLimit: { usd: 50, diem: null, vcu: null }, limitPeriod: 'MONTH',
		modelPrivacy: 'PRIVATE_ONLY', description: 'Web3 API Key', expiresAt: '2031-01-02T00:00:00.000Z',
	});
	const [known] = (await network.keys()).filter((key) => key.id === id);
	assert.equal(known.address, staker.address);
	assert.equal(known.last6Chars, apiKey.slice(-6));
	assert.ok(!JSON.stringify([await network.keys(), await network.log()]).includes(apiKey));
});

const LIMITS = { none: null, diem: { diem: 10 }, zero: { usd: 0 }, vcu: { vcu: 7, diem: 5 }, usd: { usd: 5 } };
const ECHOES = {
	live: { none: {}, diem: {}, zero: {}, vcu: { vcu: 7, diem: 5 }, usd: { usd: 5 } },
	book: { none: {}, diem: { diem: 10 }, zero: { usd: 0 }, vcu: { vcu: 7, diem: 5 }, usd: { usd: 5 } },
};
for (const [venice, echoes] of Object.entries(ECHOES)) {
	test(`limits as the ${venice} API repeats them; what is stored is right`, async () => {
		const own = venice === 'live' ? network : await startNetwork('--venice', venice);
		try {
			const wallet = await own.staker();
			for (const [name, echo] of Object.entries(echoes)) {
				const limit = LIMITS[name] ?? undefined;
				const { body } = await own.mint({
					...(await own.mintBody(wallet)),
					consumptionLimit: limit,
				});
				assert.deepEqual(
					body.data.consumptionLimit,
					{ usd: null, diem: null, vcu: null, ...echo },
					name,
				);
				const stored = (await own.keys()).find(({ id }) => id === body.data.id);
				assert.deepEqual(
					stored.consumptionLimits,
					{ usd: null, diem: null, vcu: null, ...limit },
					name,
				);
			}
		} finally {
			if (own !== network) await own.stop();
		}
	});
}

test('members of the answer as a test wants them', async () => {
	await network.fail('mint', 'altered', { data: { id: null, consumptionLimit: { diem: 3 } } });
	const { data } = (await network.mint(await network.mintBody(staker))).body;
	assert.deepEqual([data.id, data.consumptionLimit], [null, { diem: 3 }]);
	assert.match(data.apiKey, /^VENICE_/);
});

test('refuses bodies that the API file does not describe', async () => {
	const good = await network.mintBody(staker);
	const wrong = {
		'an extra field': { extra: 1 },
		'an extra limit': { consumptionLimit: { eur: 1 } },
		'no type': { apiKeyType: undefined },
		'another type': { apiKeyType: 'ROOT' },
		'no signature': { signature: undefined },
		'a limit below zero': { consumptionLimit: { usd: -1 } },
		'a limit above the highest': { consumptionLimit: { usd: 1e10 } },
		'a limit as text': { consumptionLimit: { usd: '5' } },
		'another period': { limitPeriod: 'WEEK' },
		'a null expiry': { expiresAt: null },
		'a date that is none': { expiresAt: '2031-13-01' },
		'a local time': { expiresAt: '2031-01-01T00:00:00+01:00' },
		'a long description': { description: 'x'.repeat(65) },
		'the list\'s name of the limits': { consumptionLimits: { usd: 1 } },
	};
	for (const [what, change] of Object.entries(wrong)) {
		const { details } = await refused({ ...good, ...change }, 'Invalid request parameters');
		assert.ok(details._errors, what);
	}
	assert.equal((await network.api('POST', '/api_keys/generate_web3_key')).status, 400);
	const unannounced = await network.api('POST', '/api_keys/generate_web3_key', {
		body: good,
		headers: { 'content-type': 'text/plain' },
	});
	assert.equal(unannounced.status, 400);
	for (const expiresAt of ['', '2031-01-01', '2031-01-01T00:00:00Z', '2031-01-01T00:00:00.000Z'])
		assert.equal((await network.mint({ ...good, expiresAt, description: 'x'.repeat(64) })).status, 200);
});

test('each documented error, as it comes about', async (t) => {
	const good = await network.mintBody(staker);

	await t.test('invalid address', () => refused({ ...good, address: '0x1234' }, 'Invalid wallet address'));
	await t.test('bad checksum', () =>
		refused({ ...good, address: '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96046' }, 'Invalid wallet address'),
	);
	await t.test('malformed', async () => {
		const body = await network.mintBody(staker, { token: 'not a token' });
		await refused(body, 'JWT is malformed');
		await refused({ ...good, token: good.token.slice(0, -30).replaceAll('.', '') }, 'JWT is malformed');
	});
	await t.test('signature of another issuer', async () => {
		const [head, claims, mac] = good.token.split('.');
		const token = [head, claims, (mac[0] === 'A' ? 'B' : 'A') + mac.slice(1)].join('.');
		await refused(await network.mintBody(staker, { token }), 'JWT signature is invalid');
	});
	await t.test('claims', async () => {
		const { token } = await network.control('token', { audience: 'someone else' });
		await refused(await network.mintBody(staker, { token }), 'JWT claims are invalid');
	});
	await t.test('expired by its life', async () => {
		await network.control('token-life', { seconds: 0 });
		await refused(await network.mintBody(staker), 'JWT has expired');
	});
	await t.test('expired by the clock', async () => {
		await network.control('clock', { offset: 901 });
		await refused(good, 'JWT has expired');
		await network.control('clock', { offset: 0 });
	});
	await t.test('wrong signer', async () => {
		const signature = await Wallet.createRandom().signMessage(good.token);
		await refused({ ...good, signature }, 'Wallet signature does not match');
		await refused({ ...good, signature: '0x00' }, 'Wallet signature does not match');
	});
	await t.test('the chain cannot be read', async () => {
		await network.control('chain', { reachable: false });
		await refused(good, 'Could not verify wallet signature');
		await network.control('chain', { reachable: true });
	});
	await t.test('no stake', async () => {
		await refused(await network.mintBody(Wallet.createRandom()), 'Wallet has no staked VVV on Base');
	});
	await t.test('stake that is cooling down is no stake', async () => {
		const wallet = await network.staker('10');
		await send(wallet, STAKING, 'initiateUnstake(uint256)', parseEther('10'));
		await refused(await network.mintBody(wallet), 'Wallet has no staked VVV on Base');
	});
	assert.equal((await network.mint(good)).status, 200);
});

test('each documented error, as it is ordered', async () => {
	const good = await network.mintBody(staker);
	for (const [mode, text] of Object.entries(MINT_ERRORS)) {
		await network.fail('mint', mode);
		await refused(good, text);
	}
	assert.equal((await network.mint(good)).status, 200);
});

test('order of the checks: the token is judged before the signature and the stake', async () => {
	await network.control('token-life', { seconds: 0 });
	const body = await network.mintBody(Wallet.createRandom());
	await refused({ ...body, signature: '0x' }, 'JWT has expired');
});

test('the clock moves the Date header and the claims', async () => {
	const begin = Date.now() + DAY_MS;
	await network.control('clock', { offset: 86400 });
	const { headers, body } = await network.api('GET', '/api_keys/generate_web3_key');
	assertNow(Date.parse(headers.get('date')), begin, DAY_MS);
	const { iat } = JSON.parse(Buffer.from(body.data.token.split('.')[1], 'base64url'));
	assertNow(iat * 1000, begin, DAY_MS);
	assert.equal((await network.mint(await network.mintBody(staker))).status, 200);
});

test('the challenge of the proposal', async (t) => {
	const other = await startNetwork('--protocol', 'challenge');
	t.after(() => other.stop());
	const wallet = await other.staker();
	const challenge = async (address) =>
		(await other.api('GET', `/api_keys/generate_web3_key?address=${address}`)).body.data;
	const body = async (message, signer = wallet) => ({
		address: wallet.address,
		apiKeyType: 'ADMIN',
		message,
		signature: await signer.signMessage(message),
	});
	const says = async (text, changed) =>
		assert.ok((await other.mint(await changed)).body.error.includes(text), text);

	const first = await challenge(wallet.address);
	assert.match(first.message, /^api\.venice\.ai wants you to sign in/);
	assert.ok(first.message.includes(`Nonce: ${first.nonce}`));
	assert.ok(
		first.message.includes('Only sign this on venice.ai \u2014 anyone holding'),
		'as Venice has published it',
	);
	await says('Wallet signature does not match', body(first.message, Wallet.createRandom()));
	await says('The challenge domain must be', body(first.message.replace('api.venice.ai', 'evil.example')));
	await says('The challenge statement was modified', body(first.message.replace('one holding', 'two holding')));
	await says('not a valid Venice API key authorization challenge', body('hello'));
	await says('issued for a different wallet address', body((await challenge(VVV)).message));
	assert.equal((await other.mint(await body(first.message))).status, 200);
	await says('This challenge has already been used', body(first.message));
	const second = await challenge(wallet.address);
	await other.control('clock', { offset: 901 });
	await says('The challenge has expired', body(second.message));
	assert.equal((await other.api('GET', '/api_keys/generate_web3_key')).status, 400);
});
