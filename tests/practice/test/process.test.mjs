import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { builtContracts } from '../build.mjs';
import { descendants, startProcess } from './harness.mjs';

/** Resolves when none of the processes `pids` is left.  A zombie does not count as one. */
async function gone(pids) {
	const alive = (pid) => {
		if (!existsSync(`/proc/${pid}`)) return false;
		try { return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')); } catch { return false; }
	};
	// The kernel gives no event for a process that is not our child.
	while (pids.some(alive)) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function ended(child) {
	if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

test('starts in under five seconds', async () => {
	await builtContracts();
	const begin = Date.now();
	const { child, urls } = await startProcess();
	const took = Date.now() - begin;
	child.stdin.end();
	await ended(child);
	assert.ok(took < 5000, `took ${took} ms`);
	assert.equal(urls.chainId, 8453);
	assert.match(urls.rpcUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
	assert.match(urls.apiUrl, /^http:\/\/127\.0\.0\.1:\d+\/api\/v1$/);
});

const ENDINGS = {
	'end of standard input': (child) => child.stdin.end(),
	SIGTERM: (child) => child.kill('SIGTERM'),
	SIGINT: (child) => child.kill('SIGINT'),
	SIGHUP: (child) => child.kill('SIGHUP'),
	SIGKILL: (child) => child.kill('SIGKILL'),
};

for (const [name, end] of Object.entries(ENDINGS))
	test(`nothing is left running after ${name}`, { timeout: 60000 }, async () => {
		const { child } = await startProcess();
		const family = descendants(child.pid);
		assert.ok(family.length >= 2, 'a watcher and anvil');
		end(child);
		await ended(child);
		await gone(family);
	});

test('anvil dies with its watcher, and the network with anvil', { timeout: 60000 }, async () => {
	const { child } = await startProcess();
	child.stderr?.resume();
	const family = descendants(child.pid);
	process.kill(family[0], 'SIGKILL');
	await ended(child);
	assert.equal(child.exitCode, 1);
	await gone(family);
});

test('dies with its parent, even by SIGKILL', { timeout: 60000 }, async () => {
	const script = `import('${new URL('harness.mjs', import.meta.url)}').then(async ({ startProcess }) => {
		const { child } = await startProcess();
		console.log(child.pid);
	})`;
	const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [line] = await once(parent.stdout, 'data');
	const family = [Number(line), ...descendants(Number(line))];
	assert.ok(family.length >= 3);
	parent.kill('SIGKILL');
	await gone(family);
});

test('networks run side by side', { timeout: 60000 }, async () => {
	const started = await Promise.all([1, 2, 3].map(() => startProcess()));
	assert.equal(new Set(started.flatMap(({ urls }) => [urls.rpcUrl, urls.controlUrl])).size, 6);
	for (const { child } of started) child.stdin.end();
	await Promise.all(started.map(({ child }) => ended(child)));
});

test('says so when a port is taken', { timeout: 60000 }, async () => {
	const taken = net.createServer().listen(0, '127.0.0.1');
	await once(taken, 'listening');
	const network = fileURLToPath(new URL('../network.mjs', import.meta.url));
	const child = spawn(process.execPath, [network, '--rpc-port', String(taken.address().port), '--api-port', '0'],
		{ stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	child.stderr.on('data', (part) => { said += part; });
	await once(child, 'close');
	taken.close();
	assert.equal(child.exitCode, 1);
	assert.match(said, /EADDRINUSE/);
});
