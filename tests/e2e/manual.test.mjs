// The manual pages as a reader sees them: nothing that stands in their source, or in the tables, is lost in the
// setting.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ERROR_TABLE } from './output.mjs';
import { RIALTO, runProgram, startProgram } from './program.mjs';

const man = fileURLToPath(new URL('../../man/', import.meta.url));
const pages = readdirSync(man).filter((name) => /\.[15]$/.test(name));

/** Turns what the typesetting makes of hyphens, quotes and blanks back into what was typed. */
const plain = (text) =>
	text
		.replace(/[\u2010\u2011\u2212]/g, '-')
		.replace(/[\u2018\u2019\u00b4]/g, "'")
		.replace(/[\u201c\u201d]/g, '"')
		.replace(/\s+/g, ' ')
		.trim();
const unescaped = (line) =>
	plain(
		line
			.replace(/\\&/g, '')
			.replace(/\\-/g, '-')
			.replace(/\\e/g, '\\')
			.replace(/\\\(dq/g, '"'),
	);

/** Returns a page in lines so long that no word is broken. */
async function rendered(page) {
	const args = ['-mandoc', '-Tutf8', '-Kutf8', '-P-cbou', '-ww', '-rLL=3000n', '-rHY=0', man + page];
	const { status, stdout, stderr } = await startProgram('groff', args).ended;
	assert.equal(status, 0);
	assert.equal(stderr, '', `groff has nothing to say of ${page}`);
	return plain(stdout);
}

for (const page of pages)
	test(`no line of ${page} is lost`, async () => {
		const text = await rendered(page);
		const lines = readFileSync(man + page, 'utf8').split('\n').filter(Boolean);
		for (const line of lines)
			assert.doesNotMatch(line, /^('|\.[^A-Z\\])/, 'it would be a request of troff, and vanish');
		const told = lines.filter((line) => !line.startsWith('.'));
		assert.ok(told.length > 20);
		for (const line of told) assert.ok(text.includes(unescaped(line)), `${page}: ${line}`);
	});

test('what the tables say is in the manual', async () => {
	const text = await rendered('rialto.1');
	for (const [code, { meaning, advice }] of Object.entries(ERROR_TABLE))
		if (code !== 'none')
			for (const part of [code, meaning, advice])
				assert.ok(text.includes(plain(part)), `${code}: ${part}`);
	const { help } = JSON.parse(await runProgram(RIALTO, ['--json', '--help'])).data;
	const commands = [...help.split('\nOptions')[0].matchAll(/^ {2}([a-z0-9]+(?: [a-z0-9-]+)?)(?: {2,}|$)/gm)].map(
		([, name]) => name,
	);
	assert.ok(commands.length > 30);
	for (const name of commands) {
		const [, ...told] = (await runProgram(RIALTO, [...name.split(' '), '--help'])).split('\n\n');
		for (const part of told.filter((words) => !/^Options|^'rialto --help'/.test(words)))
			assert.ok(text.includes(plain(part)), `${name}: ${part}`);
	}
});
