#!/usr/bin/env node
// Writes keystore/words_LANGUAGE.c from the word lists of the npm package bip39, unpacked: words.mjs FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const languages = [
	['chinese_simplified', 'zh_cn'],
	['chinese_traditional', 'zh_tw'],
	['czech', 'cz'],
	['english', 'en'],
	['french', 'fr'],
	['italian', 'it'],
	['japanese', 'ja'],
	['korean', 'ko'],
	['portuguese', 'pt'],
	['spanish', 'es'],
];
const keystore = fileURLToPath(new URL('../../keystore/', import.meta.url));

/** Wraps words into lines of at most a hundred columns. */
function wrap(words) {
	const lines = [''];
	for (const word of words) {
		const text = `"${word}",`, last = lines.at(-1);
		if (last && [...last].length + [...text].length > 90) lines.push(text);
		else lines[lines.length - 1] = last ? `${last} ${text}` : text;
	}
	return lines.map((line) => `\t${line}\n`).join('');
}

for (const [language, locale] of languages) {
	const file = path.join(process.argv[2], 'src', 'wordlists', `${language}.json`);
	const words = JSON.parse(readFileSync(file, 'utf8')).map((word) => word.normalize('NFKD'));
	const bytes = words.map((word) => Buffer.from(word));
	const sorted = bytes.every((word, i) => i === 0 || Buffer.compare(bytes[i - 1], word) < 0);
	const width = Math.max(...bytes.map((word) => word.length)) + 1;
	if (words.length !== 2048 || new Set(words).size !== 2048) throw new Error(file);
	writeFileSync(
		path.join(keystore, `words_${language}.c`),
		`/* Made by tests/tools/words.mjs: BIP-39's list bips/bip-0039/${language}.txt, in its order, NFKD. */\n` +
			`#include "keystore/words.h"\n\nstatic const char list[WORDS_COUNT][${width}] = {\n${wrap(words)}};\n\n` +
			`const struct words words_${language} = { "${language}", "${locale}", ${sorted}, ${width}, list[0] };\n`,
	);
}
