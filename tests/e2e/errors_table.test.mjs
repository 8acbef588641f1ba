// Every row of errors.def that an answer of the API can lead to, met on the command line: the code, the
// exit status that the program's own table promises, what it means and what to do, in every form an error
// body comes in.  The rows come from the program and its table, so that a new one is tried without a word here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { keepWorld, openWorld, posts, requests } from './support.mjs';

const DEFINITIONS = readFileSync(new URL('../../wallet/base/errors.def', import.meta.url), 'utf8');
const MAN_PAGE = readFileSync(new URL('../../man/rialto.1', import.meta.url), 'utf8');
const ROW = /^ERROR\(\w+, "(\w+)", (\d+), (?:NULL|"(.*?)"), (\w+), /gm;
const SHAPES = ['error', 'details', 'message', 'object'];

const rows = [...DEFINITIONS.matchAll(ROW)]
	.map(([, code, status, match, remedy]) => ({ code, status: Number(status), match, remedy }))
	.filter(({ status, match }) => status || match);
const isOfMint = ({ code }) =>
	/^(invalid_address|jwt_|signature_mismatch|verify_failed|no_stake|challenge_)/.test(code);
const isOfChallenge = ({ code }) => code.startsWith('challenge_');

const [world, challenging] = await Promise.all([openWorld(), keepWorld('--protocol', 'challenge')]);
const { network } = world;
const home = await world.funded({ staked: '10' });
challenging.minter = await challenging.funded({ staked: '10' });
const key = (await home.mint()).id;
const { stdout: table } = await home.start(['--print-table', 'errors'], { bare: true }).ended;
const printed = new Map(
	[...table.matchAll(/^\.It Sy "(\w+)"\n[^]*?exit status (\d+)/gm)].map(([, code, exit]) => [code, Number(exit)]),
);

const said = ({ code, match }) => (match ? `${match}, said the server` : `Refused for the test: ${code}`);

test('the table that is printed is the one that is tried, and the manual page has it', () => {
	assert.ok(rows.length > 30);
	for (const { code } of rows) {
		assert.ok(printed.has(code), code);
		assert.ok(MAN_PAGE.includes(`.It Sy "${code}"`), `${code} is in rialto(1)`);
	}
});

async function expectError(run, row, status) {
	const error = await run;
	assert.deepEqual(
		[error.code, error.exit, error.status],
		[row.code, printed.get(row.code), status],
		error.message,
	);
	assert.ok(error.message.includes(said(row).slice(0, 30)), error.message);
}

for (const [number, row] of rows.entries()) {
	test(`${row.code}: asked what a key can do`, async () => {
		const order = { status: row.status || 404, message: said(row), shape: SHAPES[number % SHAPES.length] };
		await network.fail('rate_limits', 'status', order);
		await network.fail('balance', 'status', order);
		await expectError(home.error(['key', 'check', key]), row, order.status);
	});
}

for (const row of rows.filter((one) => one.status && one.status < 500 && one.status !== 408 && !isOfMint(one))) {
	test(`${row.code}: a test call, made once`, async () => {
		const before_ = (await requests(network, 'chat')).length;
		await network.fail('chat', 'status', { status: row.status, message: said(row) });
		await expectError(home.error(['key', 'test', key, '--yes']), row, row.status);
		assert.equal((await requests(network, 'chat')).length, before_ + 1);
	});
}

// What is transient is tried again, and what leaves the outcome open becomes mint_unknown: both have tests of their
// own.
for (const row of rows.filter(
	({ remedy, status }) => remedy !== 'RETRY' && remedy !== 'CHECK_KEYS' && status && status < 500,
)) {
	for (const shape of isOfMint(row) ? SHAPES : SHAPES.slice(0, 1)) {
		test(`${row.code}: minting, {${shape}}`, async () => {
			const where = isOfChallenge(row) ? challenging : world;
			const minter = isOfChallenge(row) ? challenging.minter : home;
			const keys = (await where.network.keys()).length,
				sent = await posts(where.network);
			await where.network.fail('mint', 'status', { status: row.status, message: said(row), shape });
			await expectError(minter.mintError(), row, row.status);
			assert.equal((await where.network.keys()).length, keys, 'no key');
			assert.equal(await posts(where.network), sent + 1, 'tried once');
		});
	}
}

for (const row of rows.filter(({ remedy, status }) => remedy === 'RETRY' && status && status < 500 && status !== 408)) {
	test(`${row.code}: minting goes on by itself`, async () => {
		await network.fail('mint', 'status', { status: row.status, message: said(row), resetIn: 1 });
		assert.match((await home.mint()).apiKey, /^VENICE_/);
	});
}

for (const row of rows.filter(({ status }) => status >= 500 || status === 408)) {
	test(`${row.code}: minting, and a key may exist`, async () => {
		const own = await world.funded({ staked: '1' });
		await network.fail('mint', 'status', { status: row.status, message: said(row) });
		const error = await own.mintError();
		assert.deepEqual([error.code, error.exit, error.status], ['mint_unknown', 6, row.status]);
	});
}
