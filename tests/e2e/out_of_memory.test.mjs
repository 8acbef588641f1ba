// Whichever request for memory is refused, a command ends well or says in one object that there was no memory: no
// signal, nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SANITIZED, countCalls, failing } from './failing.mjs';
import { keepWorld } from './support.mjs';

const world = await keepWorld();
const home = await world.funded({ staked: '1' });
await home.mint(['--description', 'für']);

/** Refuses every so many-th request for memory of a command, in turn: that one alone, or with all that follow. */
async function refuse(args, { times, lasts = false }) {
	const most = await countCalls(home, args, 'memory');
	let refused = 0;
	for (let at = 1 + most % 7; at <= most; at += Math.ceil(most / times)) {
		const { status, signal, json } = await home.run(args, {
			env: failing('memory', 'ENOMEM', { at, lasts }),
		});
		assert.equal(signal, null, `request ${at}`);
		if (status === 0) continue;
		refused++;
		assert.deepEqual(
			[status, json.error.code],
			[1, 'out_of_memory'],
			`request ${at}: ${json.error.message}`,
		);
	}
	assert.ok(refused > 2, 'the shim works');
}

for (const args of [
	['wallet', 'list'],
	['key', 'list'],
	['log'],
	['balance'],
	['mint', '--help'],
	['wallet', 'show'],
]) {
	test(`${args.join(' ')}: one is refused`, { skip: SANITIZED }, () => refuse(args, { times: 60 }));
	test(`${args.join(' ')}: all from one on are refused`, { skip: SANITIZED }, () =>
		refuse(args, { times: 20, lasts: true }),
	);
}

test('for people: a sentence', { skip: SANITIZED }, async () => {
	const env = failing('memory', 'ENOMEM', { at: 250, lasts: true });
	const { status, stdout, stderr } = await home.run(['log'], { env, json: false });
	assert.deepEqual([status, stdout], [1, '']);
	assert.match(stderr, /^rialto: There is not enough memory\./);
});
