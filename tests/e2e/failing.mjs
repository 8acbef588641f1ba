// Runs rialto with calls_fail.so or memory_fails.so before it: calls of a kind fail, one or all, from the start or from
// a moment on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { BUILD } from './program.mjs';

/** Sanitizers have an allocator of their own, which no other may come before. */
export const SANITIZED = /sanitize/.test(path.basename(BUILD));

export const ERRNO = { EIO: 5, ENOMEM: 12, EACCES: 13, EMFILE: 24, ENOSPC: 28 };

/** Counts the calls of a kind that a command makes when it goes well. */
export async function countCalls(home, args, kind, { from, ...how } = {}) {
	const file = home.path('count');
	const env = { ...failing(kind, 'EIO', { from }), FAIL_COUNT: file };
	const { status, stdout } = await home.run(args, { ...how, env });
	assert.equal(status, 0, stdout);
	return Number(readFileSync(file, 'utf8'));
}

/** Returns the environment for `start` and `run`.  `at`: only the at-th call fails; `lasts`: and all that follow. */
export function failing(kind, errno, { at, lasts, name, from } = {}) {
	return {
		LD_PRELOAD: path.join(BUILD, kind === 'memory' ? 'memory_fails.so' : 'calls_fail.so'),
		FAIL_KIND: kind,
		FAIL_ERRNO: String(ERRNO[errno]),
		...(at ? { FAIL_AT: String(at) } : {}),
		...(lasts ? { FAIL_LASTS: '1' } : {}),
		...(name ? { FAIL_NAME: name } : {}),
		...(from ? { FAIL_FROM: from } : {}),
		ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0`,
	};
}
