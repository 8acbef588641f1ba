// Minting when Venice says no for good: what it means, what to do, and that nothing was minted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINT_ERRORS } from '../practice/api/errors.mjs';
import { ERROR_TABLE } from './output.mjs';
import { arrived, openWorld, posts, requests, startWorld } from './support.mjs';

const world = await openWorld();
const { network } = world;
const home = await world.funded({ staked: '10' });

/** Mints while `route` fails once; expects the error, no key, and that a mint works afterwards. */
async function refused(route, mode, code, exit, more = {}) {
	await network.fail(route, mode, more);
	const keys = (await network.keys()).length;
	const error = await home.mintError();
	assert.deepEqual([error.code, error.exit], [code, exit], error.message);
	assert.equal((await network.keys()).length, keys);
	assert.deepEqual((await home.inFlight()), [], 'nothing is in flight');
	return error;
}

const DOCUMENTED = {
	invalid_address: 2,
	jwt_expired: 4,
	jwt_signature: 4,
	jwt_claims: 4,
	jwt_malformed: 4,
	signature_mismatch: 2,
	no_stake: 5,
};

for (const [mode, exit] of Object.entries(DOCUMENTED)) {
	test(`${mode}, in each form that errors come in`, async () => {
		for (const shape of ['error', 'details', 'message', 'object']) {
			const sent = await posts(network);
			const error = await refused('mint', mode, mode, exit, { shape });
			assert.equal(error.status, 400);
			assert.ok(error.message.includes(MINT_ERRORS[mode].slice(0, 20)), error.message);
			assert.equal(await posts(network), sent + 1, 'tried once');
		}
	});
}

test('verify_failed is tried again, and its words are the table\'s', () => {
	assert.equal(ERROR_TABLE.verify_failed.remedy, 'retry');
});

test('after each refusal the same command works', async () => {
	assert.match((await home.mint()).apiKey, /^VENICE_/);
});

test('no stake, for real: then staking mends it', async () => {
	const poor = await world.funded();
	const error = await poor.mintError();
	assert.deepEqual([error.code, error.exit, error.status], ['no_stake', 5, 400]);
	await poor.data(['stake', '1', '--yes']);
	assert.equal((await poor.mint()).address, poor.wallet.address);
});

test('a token that expires on the way, for real', async () => {
	await network.fail('mint', 'held');
	const sent = await posts(network);
	const running = home.run(['mint'], { reveals: true });
	await arrived(network, 'mint', sent + 1);
	await network.control('clock', { offset: 3600 });
	await network.control('release');
	const { status, json } = await running;
	assert.deepEqual([json.error?.code, status], ['jwt_expired', 4]);
});

test('a clock that differs from the server\'s is no obstacle', async () => {
	for (const offset of [-7200, 7200]) {
		await network.control('clock', { offset });
		assert.match((await home.mint()).apiKey, /^VENICE_/);
	}
});

test('a short-lived token is signed and sent in time', async () => {
	await network.control('token-life', { seconds: 8 });
	assert.match((await home.mint()).apiKey, /^VENICE_/);
});

const STATUSES = [
	[401, 'authentication_failed', 2],
	[402, 'insufficient_balance', 5],
	[403, 'unauthorized', 2],
	[404, 'not_found', 2],
	[400, 'bad_request', 2],
];
for (const [status, code, exit] of STATUSES) {
	test(`${status}, for the token and for the key`, async () => {
		for (const route of ['token', 'mint']) {
			const error = await refused(route, 'status', code, exit, {
				status,
				message: 'No, said the server',
			});
			assert.equal(error.status, status);
			assert.match(error.message, /No, said the server/);
		}
	});
}

test('what is no token is never signed', async () => {
	const sent = await posts(network);
	const error = await refused('token', 'not_jwt', 'not_a_token', 1);
	assert.equal(error.remedy, 'stop');
	assert.equal(await posts(network), sent);
});

test('a redirect is not followed', async () => {
	await refused('token', 'redirect', 'http_other', 1);
	assert.equal((await requests(network, 'redirected')).length, 0);
});

test('escape sequences in an error reach neither output nor journal', async () => {
	const error = await refused('mint', 'escape', 'no_stake', 5);
	assert.match(error.message, /no staked VVV/);
	await network.fail('token', 'escape', { message: 'Wallet signature does not match' });
	const { status, stderr, stdout } = await home.run(['mint'], { json: false });
	assert.deepEqual([status, stdout], [2, '']);
	assert.match(stderr, /^rialto: /);
});

test('another key than was asked for is stored, reported and told apart', async () => {
	await network.fail('mint', 'other_limits');
	const error = await home.mintError(['--limit-usd', '5', '--description', 'as asked']);
	assert.deepEqual([error.code, error.exit], ['mint_differs', 6]);
	const { keys } = await home.data(['key', 'list']);
	const found = keys.find(({ description }) => description === 'as asked');
	assert.equal(found.apiKeyType, 'ADMIN');
	assert.equal(found.stored, true);
	assert.ok(error.message.includes(found.id) || error.message.length > 0);
});

test('the challenge protocol is refused with a word why, where it is not spoken', async () => {
	const other = await startWorld('--protocol', 'challenge');
	try {
		const { status, json } = await (await other.funded({ staked: '1' })).run(['mint'], { reveals: true });
		assert.ok(json.ok || [1, 2, 3, 4].includes(status), JSON.stringify(json.error));
		assert.equal(json.ok, (await other.network.keys()).length === 1);
	} finally {
		await other.stop();
	}
});
