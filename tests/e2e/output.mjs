// What the command line contract promises of every output, whatever the command.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const ERRORS = new URL('../../wallet/base/errors.def', import.meta.url);
const ROW = /^ERROR\(\w+, "(\w+)", \d+, (?:NULL|".*?"), (\w+), "(.*?)", "(.*?)"\)$/gm;

/** The rows of errors.def by their code. */
export const ERROR_TABLE = Object.fromEntries([...readFileSync(ERRORS, 'utf8').matchAll(ROW)]
	.map(([, code, remedy, meaning, advice]) => [code, { remedy: remedy.toLowerCase(), meaning, advice }]));

const EXIT_BY_CODE = { readonly: 8, interrupted: 130 };
const EXIT_BY_REMEDY = {
	stop: 1, fix_input: 2, switch_wallet: 2, retry: 3, new_token: 4, stake: 5, fund: 5, check_keys: 6, unlock: 7,
};

/** Control characters, escape sequences, bidirectional overrides, characters that do not show. */
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

export function assertFields(object, names, what = 'fields') {
	assert.deepEqual(Object.keys(object).sort(), names.trim().split(/\s+/).sort(), what);
}

function checkError(error, status) {
	// apiKey, keys, results, followed: what was made, or done, all the same
	const { retryAfter, apiKey, keys, results, followed, ...rest } = error;
	// what was used, beside that it was more than allowed
	const more = error.code === 'used_more' ? ' by days rows total' : '';
	assertFields(rest, `code status message meaning do remedy${more}`, 'fields of an error');
	const row = ERROR_TABLE[error.code];
	assert.ok(row, `${error.code} is in errors.def`);
	assert.equal(error.remedy, row.remedy);
	assert.equal(error.meaning, row.meaning);
	assert.equal(error.do, row.advice);
	assert.ok(error.message.length > 0);
	assert.ok(error.status === null || Number.isInteger(error.status));
	assert.equal(status, EXIT_BY_CODE[error.code] ?? EXIT_BY_REMEDY[error.remedy], `exit status of ${error.code}`);
}

function checkWaits(waited) {
	assert.ok(waited.length > 0, 'only where there was one');
	for (const wait of waited) {
		assertFields(wait, 'for until seconds', 'fields of a wait');
		assert.ok(typeof wait.for === 'string' && wait.for.length > 0);
		assert.ok(wait.until === null || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(wait.until), wait.until);
		assert.equal(typeof wait.seconds, 'number');
	}
}

/** What Venice's RPC cost, where it was asked. */
function checkRpc(rpc) {
	assertFields(rpc, 'requests cost_usd unpriced', 'fields of the cost');
	assert.ok(rpc.requests > 0 && rpc.unpriced >= 0 && rpc.unpriced <= rpc.requests);
	assert.match(rpc.cost_usd, /^\d+(\.\d*[1-9])?$/);
}

/** Printed after the JSON if the journal can no longer be written. */
export const UNCLOSED = /^rialto: warning: What was reported holds, .* will report this one again, .*\n$/;
/** The same, where that may happen or not. */
export const MAYBE_UNCLOSED = new RegExp(`^$|${UNCLOSED.source}`);

function checkJson({ status, stdout, stderr }, afterwards) {
	if (afterwards) assert.match(stderr, afterwards);
	else assert.equal(stderr, '', 'with --json nothing goes to a stderr that is no terminal');
	assert.match(stdout, /^[^\n]+\n$/, 'exactly one line');
	const { warnings, waited, rpc, ...json } = JSON.parse(stdout);
	assertFields(json, json.ok ? 'ok data' : 'ok error');
	if (warnings)
		assert.ok(
			warnings.length > 0 && warnings.every((line) => typeof line === 'string' && line),
			'sentences',
		);
	if (waited) checkWaits(waited);
	if (rpc) checkRpc(rpc);
	assert.equal(json.ok, status === 0);
	if (!json.ok) checkError(json.error, status);
	return { ...json, ...(warnings ? { warnings } : {}), ...(waited ? { waited } : {}), ...(rpc ? { rpc } : {}) };
}

/**
 * Checks a run's output and returns its JSON; undefined without --json or if it was killed.  `afterwards`: what
 * standard error has even with --json, because it happened after the JSON was written.
 */
export function checkOutput(result, { json, afterwards }) {
	for (const name of ['stdout', 'stderr'])
		assert.doesNotMatch(result[name], UNSAFE, `${name} is plain text`);
	assert.doesNotMatch(result.stderr, /Sanitizer|runtime error/);
	if (result.signal) {
		assert.equal(result.signal, 'SIGKILL', `ended by ${result.signal}: ${result.stderr}`);
		return undefined;
	}
	return json ? checkJson(result, afterwards) : undefined;
}
