// What lies in a folder: every file, its permissions, and whether a secret is in it in plain.
import assert from 'node:assert/strict';
import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Returns every file below `folder`, as { file, mode, content }. */
export function filesBelow(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const file = path.join(folder, entry.name);
		return entry.isDirectory()
			? filesBelow(file)
			: [{ file, mode: lstatSync(file).mode & 0o777, content: readFileSync(file) }];
	});
}

function foldersBelow(folder) {
	const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
		.flatMap((entry) => foldersBelow(path.join(folder, entry.name)));
	return [folder, ...below];
}

export function assertPrivate(folder) {
	for (const { file, mode } of filesBelow(folder)) assert.equal(mode, 0o600, file);
	for (const name of foldersBelow(folder)) assert.equal(lstatSync(name).mode & 0o777, 0o700, name);
}

/** The forms in which a careless program writes a secret. */
function forms(secret) {
	const plain = Buffer.from(secret);
	const texts = [
		secret,
		secret.toUpperCase(),
		plain.toString('hex'),
		plain.toString('base64').replace(/=+$/, ''),
	];
	const isHex = /^[0-9a-f]{64}$/.test(secret);
	return [...texts.map((text) => Buffer.from(text)), ...(isHex ? [Buffer.from(secret, 'hex')] : [])];
}

/** Fails when a file or a file's name below `folder` holds one of `secrets`. */
export function assertHoldsNone(folder, secrets) {
	for (const { file, content } of filesBelow(folder))
		for (const secret of secrets)
			for (const form of forms(secret)) {
				assert.ok(!content.includes(form), `a secret lies in ${path.basename(file)}`);
				assert.ok(!file.includes(form.toString('latin1')), 'a secret is in a file name');
			}
}
