// Kills rialto just before its N-th write, for every N there is.
import assert from 'node:assert/strict';
import path from 'node:path';
import { filesBelow, assertHoldsNone, assertPrivate } from './files.mjs';
import { BUILD } from './program.mjs';

const SHIM = path.join(BUILD, 'kill_at.so');
const WORKERS = 2;
/** More writes than any command makes.  A run that is still killed after so many makes no progress. */
const MOST = 500;

/** Runs a command that is killed at its n-th write.  `finished`: its whole output says that all was done. */
export async function killedAt(home, n, args, how = {}) {
	const env = {
		...how.env,
		LD_PRELOAD: SHIM,
		KILL_AT: String(n),
		ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0`,
	};
	const { signal, stdout, json } = await home.run(args, { ...how, env, reveals: true });
	assert.ok(signal === 'SIGKILL' || json, 'killed, or ended by itself');
	return { killed: signal === 'SIGKILL', finished: stdout.endsWith('\n') && JSON.parse(stdout).ok, json };
}

/** Calls step(1), step(2), …, so many at a time, until a step says that nothing was killed any more. */
export async function forEveryWrite(step, workers = WORKERS) {
	let next = 1, unharmed = 0;
	async function work() {
		while (!unharmed) {
			const n = next++;
			assert.ok(n < MOST, 'it never gets through');
			try {
				if (!await step(n)) unharmed = n;
			} catch (error) {
				error.message = `killed at write ${n}: ${error.message}`;
				throw error;
			}
		}
	}
	await Promise.all(Array.from({ length: workers }, work));
	assert.ok(unharmed > 3, 'the shim works');
}

const KNOWN = /^(keystore\/UTC--\S+|vault\/[\w-]+\.json|log\/(?:records|ledger)\.jsonl|lock)$/;
/** True for the entry of a transaction that was reported as mined, which is kept until that is certain. */
const isTold = (name, content) => /^journal\/[0-9a-f]{32}\.json$/.test(name) && JSON.parse(content).tx.told === true;

/** Checks that the home holds whole files of known names, no secret in plain, and nothing in flight. */
export async function assertTidy(home) {
	assert.deepEqual((await home.inFlight()), []);
	for (const { file, content } of filesBelow(home.dir)) {
		const name = path.relative(home.dir, file);
		if (!isTold(name, content)) assert.match(name, KNOWN);
	}
	assertPrivate(home.dir);
	assertHoldsNone(home.dir, home.secrets);
}
