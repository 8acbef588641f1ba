// What Venice's answer repeats of what was asked for: the live API leaves limits out that it stores.  That is no
// failure, and whatever an answer says, the key that was made is in the output.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrived, keepWorld, openWorld, posts, requests } from './support.mjs';

const [live, book] = await Promise.all([openWorld(), keepWorld('--venice', 'book')]);
const { network } = live;
const home = await live.funded({ staked: '10' });
book.minter = await book.funded({ staked: '10' });

const LIMITED = ['--type', 'ADMIN', '--limit-usd', '5', '--period', 'MONTH'];
const last6 = async () => (await network.keys()).at(-1).last6Chars;

test('the README\'s own mint: null came back, the limit that was asked for is kept', async () => {
	const key = await home.mint(['--description', 'web agent', '--limit-diem', '10', '--period', 'EPOCH']);
	assert.deepEqual([key.consumptionLimit.diem, key.confirmed], ['10', false]);
	assert.equal(key.apiKey.slice(-6), await last6());
	const { keys } = await home.data(['key', 'list'], { password: false });
	assert.equal(keys.find(({ id }) => id === key.id).consumptionLimit.diem, '10');
	assert.equal((await home.data(['key', 'show', key.id], { password: false })).confirmed, false);
});

test('the same where the answer repeats it', async () => {
	const key = await book.minter.mint(['--limit-diem', '10', '--period', 'EPOCH']);
	assert.deepEqual([key.consumptionLimit.diem, key.confirmed], ['10', true]);
});

test('a limit of no USD at all, one in USD, and none', async () => {
	for (const [args, confirmed] of [[['--limit-usd', '0'], false], [['--limit-usd', '5'], true], [[], true]])
		assert.equal((await home.mint(args)).confirmed, confirmed, args.join(' '));
});

test('for people it is said that a limit is not confirmed', async () => {
	const { status, stdout } = await home.run(['mint', '--yes', '--limit-diem', '10'], {
		json: false,
		reveals: true,
	});
	assert.equal(status, 0);
	assert.match(stdout, /^limit +10 DIEM per EPOCH \(not confirmed\)$/m);
	assert.ok(stdout.includes(await last6()));
});

const SILENT = {
	'no echo of anything': {
		consumptionLimit: null,
		limitPeriod: null,
		modelPrivacy: null,
		expiresAt: null,
		description: null,
		apiKeyType: null,
	},
	'an echo of other kinds': {
		consumptionLimit: 'ten',
		limitPeriod: 7,
		modelPrivacy: [],
		expiresAt: {},
		description: 5,
		apiKeyType: false,
	},
	'words that are new': {
		consumptionLimit: {},
		limitPeriod: 'FORTNIGHT',
		modelPrivacy: 'SOME',
		later: { more: ['of', 'it'] },
	},
};
for (const [name, data] of Object.entries(SILENT)) {
	test(`${name}: what was asked for is kept`, async () => {
		await network.fail('mint', 'altered', { data });
		const key = await home.mint([
			...LIMITED, '--privacy', 'PRIVATE_ONLY', '--expires', '2031-02-03', '--description', 'mine',
		]);
		const { id, apiKey, address, ...rest } = key;
		// The ADMIN key that was just made reads itself back.
		assert.deepEqual(rest, {
			apiKeyType: 'ADMIN',
			description: 'mine',
			consumptionLimit: { usd: '5', diem: null, vcu: null },
			limitPeriod: 'MONTH',
			modelPrivacy: 'PRIVATE_ONLY',
			expiresAt: '2031-02-03T00:00:00Z',
			confirmed: true,
		});
	});
}

test('with an ADMIN key at hand the stored key is read back', async () => {
	const own = await live.funded({ staked: '1' });
	await own.mint(['--type', 'ADMIN']);
	const key = await own.mint(['--limit-diem', '10']);
	assert.equal(key.confirmed, true);
	const read = (await requests(network, 'keys')).at(-1);
	assert.deepEqual([read.method, read.path], ['GET', `/api/v1/api_keys/${key.id}`]);
	assert.equal((await own.data(['key', 'show', key.id], { password: false })).confirmed, true);
});

test('reading back may fail, or bring no limits: unconfirmed, and no failure', async () => {
	const own = await live.funded({ staked: '1' });
	await own.mint(['--type', 'ADMIN']);
	const ways = [
		['status', { status: 401, message: 'Authentication failed' }],
		['status', { status: 503 }],
		['html', {}],
		['garbage', {}],
		['altered', { data: { consumptionLimits: null } }],
	];
	for (const [mode, more] of ways) {
		await network.fail('keys', mode, more);
		assert.equal((await own.mint(['--limit-diem', '10'])).confirmed, false, mode);
	}
});

/** Bodies of refusals that hold a key, and whether the key can be read from them as what was made. */
const REFUSALS = [
	[400, (apiKey) => ({ json: { error: 'The limit is reached', apiKey } }), true],
	[400, (apiKey) => ({ json: { success: false, data: { apiKey, id: 'from-a-refusal' } } }), true],
	[409, (apiKey) => ({ json: { error: `${apiKey} was made before` } }), true],
	[422, (apiKey) => ({ text: `made: ${apiKey}\n` }), false],
	[402, (apiKey) => ({ text: `<html><p>Pay for ${apiKey}</p></html>` }), false],
	[500, (apiKey) => ({ text: `${apiKey}` }), false],
];
for (const [command, route] of [[['mint'], 'mint'], [['key', 'create'], 'keys']]) {
	test(`${command.join(' ')}: a refusal that brings a key has made one: it is stored and printed`, async () => {
		const own = await live.funded({ staked: '1' });
		await own.mint(['--type', 'ADMIN']);
		for (const [n, [status, body, isRead]] of REFUSALS.entries()) {
			const apiKey = `VENICE_INFERENCE_KEY_refused-${n}-abcdef`;
			await network.fail(route, 'http_status', { status, ...body(apiKey) });
			const { status: exit, json } = await own.run([...command, '--description', `key ${n}`], { reveals: true });
			assert.equal(exit, isRead ? 0 : 6, JSON.stringify(json.error));
			const given = isRead ? json.data.apiKey : json.error.apiKey;
			const id = isRead ? json.data.id : json.error.message.split(' ')[1];
			assert.equal(given, apiKey);
			if (isRead) assert.match(json.warnings.join(), new RegExp(`refusal \\(HTTP ${status}\\)`));
			const shown = await own.data(['key', 'show', id, '--reveal'], { reveals: true });
			assert.equal(shown.apiKey, apiKey);
			assert.deepEqual(await own.inFlight(), []);
		}
	});
}

test('key create: the ADMIN key that a refusal repeats is no new key', async () => {
	const own = await live.funded({ staked: '1' });
	const { apiKey } = await own.mint(['--type', 'ADMIN']);
	await network.fail('keys', 'http_status', { status: 400, json: { error: `bad header: Bearer ${apiKey}` } });
	const error = await own.error(['key', 'create']);
	assert.deepEqual([error.code, error.apiKey], ['bad_request', undefined]);
	assert.match(error.message, /VENICE_ADMIN_KEY_\*+/);
	assert.equal((await own.data(['key', 'list'], { password: false })).keys.length, 1);
});

/** Expects a failure that holds the key; returns its error. */
async function differs(args, minter = home) {
	const error = await minter.mintError(args, { reveals: true });
	assert.deepEqual([error.code, error.exit], ['mint_differs', 6], error.message);
	assert.match(error.apiKey, /^VENICE_/);
	assert.equal(error.apiKey.slice(-6), await last6());
	return error;
}

test('another number is a difference: status 6, and the key', async () => {
	await network.fail('mint', 'altered', { data: { consumptionLimit: { usd: null, diem: 11, vcu: null } } });
	assert.match((await differs(['--limit-diem', '10'])).message, /diem limit is 11, but 10/);
	await network.fail('mint', 'altered', { data: { consumptionLimit: { usd: 3 } } });
	assert.match((await differs([])).message, /usd limit is 3, but none/);
	await network.fail('mint', 'other_limits');
	await differs(['--limit-usd', '5']);
});

test('read back, another number is a difference, too', async () => {
	const own = await live.funded({ staked: '1' });
	await own.mint(['--type', 'ADMIN']);
	await network.fail('keys', 'altered', { data: { consumptionLimits: { usd: null, diem: null } } });
	assert.match((await differs(['--limit-diem', '10'], own)).message, /diem limit is none, but 10/);
});

test('for people: the key on standard output, what differs on standard error', async () => {
	await network.fail('mint', 'altered', { data: { consumptionLimit: { diem: 11 } } });
	const { status, stdout, stderr } = await home.run(['mint', '--yes', '--limit-diem', '10'], {
		json: false,
		reveals: true,
	});
	assert.equal(status, 6);
	assert.match(stdout, /^VENICE_\S+\n$/);
	assert.equal(stdout.trim().slice(-6), await last6());
	assert.match(stderr, /diem limit is 11/);
	assert.match(stderr, /made and is stored/);
});

test('an answer without an id, or with one of no use: the key is stored under an id of rialto\'s own', async () => {
	for (const id of [null, '', 7, '../../etc/passwd', 'x'.repeat(80)]) {
		await network.fail('mint', 'altered', { data: { id } });
		const key = await home.mint();
		assert.equal(key.apiKey.slice(-6), await last6());
		assert.equal(
			(await home.data(['key', 'show', key.id, '--reveal'], { reveals: true })).apiKey,
			key.apiKey,
		);
	}
});

for (const mode of ['cut_mid', 'bad_json']) {
	test(`half an answer, ${mode}: the key is in the output`, async () => {
		await network.fail('mint', mode);
		await differs([]);
	});
}

test('interrupted while the fresh key is checked: it leaves with the failure, and the same command gives it again', async () => {
	const own = await live.funded({ staked: '1' });
	await network.fail('rate_limits', 'hang');
	const asked = (await requests(network, 'rate_limits')).length;
	const { child, ended } = own.start(['mint', '--yes']);
	await arrived(network, 'rate_limits', asked + 1);
	child.kill('SIGINT');
	const { status, stdout } = await ended;
	const { error } = JSON.parse(stdout);
	assert.deepEqual([status, error.code], [130, 'interrupted']);
	assert.equal(error.apiKey.slice(-6), await last6());
	const sent = await posts(network);
	assert.equal((await own.mint()).apiKey, error.apiKey);
	assert.equal(await posts(network), sent);
});

test('key update: what the answer leaves out is as it was, or as it was asked to be', async () => {
	const own = await live.funded({ staked: '1' });
	const { id } = await own.mint([...LIMITED, '--description', 'before']);
	await network.fail('keys', 'altered', {
		after: 1,
		data: { consumptionLimits: null, limitPeriod: null, description: null, id: null },
	});
	const changed = await own.data(['key', 'update', id, '--limit-diem', '3', '--description', 'after']);
	assert.deepEqual([changed.consumptionLimit, changed.limitPeriod, changed.description, changed.confirmed],
		[{ usd: '5', diem: '3', vcu: null }, 'MONTH', 'after', false]);
	const read = await own.data(['key', 'update', id, '--limit-diem', '4']);
	assert.deepEqual([read.consumptionLimit.diem, read.confirmed], ['4', true]);
});

test('descriptions as Venice counts them: umlauts, emoji and joined emoji come back as they were', async () => {
	for (const description of ['für uns', '🤗'.repeat(32), '👩‍💻 bot', 'é'.repeat(64)]) {
		const key = await home.mint(['--description', description]);
		assert.equal(key.description, description);
		assert.equal((await home.data(['key', 'show', key.id], { password: false })).description, description);
	}
	const asked = (await network.log()).requests.length;
	for (const description of ['🤗'.repeat(33), 'é'.repeat(65)])
		assert.deepEqual([(await home.mintError(['--description', description])).exit], [2]);
	assert.equal((await network.log()).requests.length, asked, 'nothing was asked');
});

test('key create: an answer that leaves a limit out, and one that differs', async () => {
	const own = await live.funded({ staked: '1' });
	await own.mint(['--type', 'ADMIN']);
	assert.equal((await own.data(['key', 'create', '--limit-diem', '10'], { reveals: true })).confirmed, true);
	await network.fail('keys', 'altered', { data: { consumptionLimit: null } });
	assert.equal(
		(await own.data(['key', 'create', '--limit-diem', '10'], { reveals: true })).confirmed,
		true,
		'read back',
	);
	await network.fail('keys', 'altered', {
		data: { consumptionLimit: null, consumptionLimits: { diem: 7 } },
		times: 2,
	});
	const error = await own.error(['key', 'create', '--limit-diem', '10'], { reveals: true });
	assert.equal(error.code, 'mint_differs');
	assert.equal(error.apiKey.slice(-6), await last6());
});
