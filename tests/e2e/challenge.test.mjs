// Minting where Venice hands out a challenge (EIP-4361) in place of a token.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorld, posts, requests, verifyMessage } from './support.mjs';

const world = await openWorld('--protocol', 'challenge');
const { network } = world;
const home = await world.funded({ staked: '10' });

const lastPost = async () => (await requests(network, 'mint')).at(-1).body;

test('a key is minted with the challenge, signed verbatim', async () => {
	assert.match((await home.mint()).apiKey, /^VENICE_/);
	const body = await lastPost();
	assert.equal(body.token, undefined);
	assert.match(body.message, /^api\.venice\.ai wants you to sign in/);
	assert.equal(verifyMessage(body.message, body.signature), home.wallet.address);
	assert.equal((await requests(network, 'token')).at(-1).query.address, home.wallet.address);
});

test('without --yes and without a terminal nothing is signed', async () => {
	const sent = await posts(network);
	const error = await home.error(['mint']);
	assert.deepEqual([error.code, error.exit], ['needs_answer', 2]);
	assert.equal(await posts(network), sent);
});

const ALTERED = {
	'another domain': {
		from: 'api.venice.ai wants',
		to: 'evil.example wants',
		says: /evil\.example.*sign in there as you/,
	},
	'another place': { from: '/generate_web3_key', to: '/x402/top-up', says: /something else than a key/ },
	'another chain': { from: 'Chain ID: 8453', to: 'Chain ID: 1', says: /chain 1/ },
	'another statement': {
		from: 'Authorize Venice API key creation.',
		to: 'I give everything away.',
		says: /I give everything away/,
	},
	'another permission': {
		from: 'urn:venice:api-key:create',
		to: 'urn:venice:funds:move',
		says: /urn:venice:funds:move/,
	},
	'a further permission': {
		from: 'key:create',
		to: 'key:create\n- urn:venice:funds:move',
		says: /urn:venice:funds:move/,
	},
	'another nonce': { from: 'Nonce: ', to: 'Nonce: 0', says: /nonce/ },
	'another version': { from: 'Version: 1', to: 'Version: 2', says: /version/ },
	'a line more': { from: 'Resources:', to: 'Request ID: x\nAnd: more\nResources:', says: /goes on/ },
	'escape sequences': { from: 'anyone holding', to: '\x1b[2Janyone holding', says: /statement/ },
	'a bidi override': { from: 'anyone holding', to: '\u202eanyone holding', says: /statement/ },
	'a zero-width joiner': { from: 'anyone', to: 'any\u200done', says: /statement/ },
	'a tag character': { from: 'anyone', to: 'any\u{e0061}one', says: /statement/ },
	'a C1 control': { from: 'anyone', to: 'any\u0085one', says: /statement/ },
	'a time with a NUL in it': { from: 'Issued At: ', to: 'Issued At: 2026-11-27\u0000', says: /NUL/ },
	'a time that is none': { from: 'Issued At: ', to: 'Issued At: +', says: /time of issue/ },
};
for (const [name, { from, to, says }] of Object.entries(ALTERED)) {
	test(`a challenge with ${name} is refused, unsigned`, async () => {
		const sent = await posts(network);
		await network.fail('token', 'altered', { from, to, times: 0 });
		const error = await home.mintError();
		assert.deepEqual([error.code, error.exit, error.remedy], ['challenge_refused', 1, 'stop']);
		assert.match(error.message, says);
		assert.equal(await posts(network), sent);
	});
}

test('Venice\'s own statement, with its em dash, is signed with --yes', async () => {
	await home.mint();
	assert.match(
		(await lastPost()).message,
		/Only sign this on venice\.ai \u2014 anyone holding this signature can create an API key/,
	);
});

const UNPUBLISHED = {
	'in ASCII': { from: '\u2014', to: '-' },
	'with a word more': { from: 'your Venice account.', to: 'your Venice account. And more.' },
	'cut short': {
		from: ' Only sign this on venice.ai \u2014 anyone holding this signature can create an API key on your Venice account.',
		to: '',
	},
	'in other letters': { from: 'venice.ai \u2014', to: 'v\u0435nice.ai \u2014' },
	'in Japanese, with an emoji': { from: 'anyone', to: '誰でも 🔑 anyone' },
};
for (const [name, { from, to }] of Object.entries(UNPUBLISHED)) {
	test(`a statement that nobody has published, ${name}: --yes does not sign it, and it is said why`, async () => {
		const sent = await posts(network);
		await network.fail('token', 'altered', { from, to, times: 0 });
		const error = await home.mintError();
		assert.deepEqual([error.code, error.exit, error.remedy], ['statement_unknown', 1, 'stop']);
		assert.match(error.message, /--yes does not sign it, and there is no terminal to read it on/);
		assert.equal(await posts(network), sent);
	});
}

test('a challenge whose times do not agree is refused', async () => {
	await network.fail('token', 'altered', {
		from: '',
		to: '',
		data: { expiresAt: '2099-01-01T00:00:00.000Z' },
		times: 0,
	});
	assert.equal((await home.mintError()).code, 'challenge_refused');
});

const REFUSALS = {
	challenge_expired: ['challenge_expired', 4],
	challenge_other_wallet: ['challenge_wallet', 4],
	challenge_unknown: ['challenge_invalid', 4],
	challenge_statement: ['challenge_statement', 4],
	challenge_domain: ['challenge_domain', 4],
	signature_mismatch: ['signature_mismatch', 2],
	no_stake: ['no_stake', 5],
	invalid_address: ['invalid_address', 2],
};
for (const [mode, [code, exit]] of Object.entries(REFUSALS)) {
	test(`${mode}: what it means, and the same command works after it`, async () => {
		await network.fail('mint', mode);
		const sent = await posts(network);
		const error = await home.mintError();
		assert.deepEqual([error.code, error.exit, error.status], [code, exit, 400]);
		assert.equal(await posts(network), sent + 1, 'tried once');
		assert.match((await home.mint()).apiKey, /^VENICE_/);
	});
}

test('verify_failed is tried again, with a challenge of its own', async () => {
	await network.fail('mint', 'verify_failed');
	const sent = (await requests(network, 'mint')).length;
	assert.match((await home.mint()).apiKey, /^VENICE_/);
	const [first, second] = (await requests(network, 'mint')).slice(sent).map((entry) => entry.body.message);
	assert.notEqual(first, second);
});

test('a challenge that was used: a key may exist, and nothing is sent again', async () => {
	await network.fail('mint', 'challenge_used');
	const error = await home.mintError();
	assert.deepEqual([error.code, error.exit, error.remedy], ['mint_unknown', 6, 'check_keys']);
	const sent = await posts(network);
	assert.equal((await home.mintError()).code, 'mint_unknown');
	assert.equal(await posts(network), sent);
	assert.match((await home.mint(['--after-unknown'])).apiKey, /^VENICE_/);
});

test('a challenge that is dead on arrival', async () => {
	await network.control('token-life', { seconds: -5 });
	const error = await home.mintError();
	assert.deepEqual([error.code, error.exit], ['challenge_expired', 4]);
});

test('a clock that differs from the server\'s is no obstacle', async () => {
	for (const offset of [-7200, 7200]) {
		await network.control('clock', { offset });
		assert.match((await home.mint()).apiKey, /^VENICE_/);
	}
});

test('doctor finds such an API well', async () => {
	const { checks } = await home.data(['doctor']);
	assert.ok(checks.find((check) => check.name === 'API').ok);
});
