// Starts anvil on a port of its own choosing and makes sure that it dies with this process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CHAIN_ID } from './addresses.mjs';

const ANVIL = fileURLToPath(new URL('../node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil', import.meta.url));
const WATCHER = fileURLToPath(new URL('watcher.sh', import.meta.url));

/** Resolves to { port, stop(), died } when anvil listens; `died` resolves if it ends by itself. */
export async function startAnvil({ blockTime = 0 } = {}) {
	const options = ['--host', '127.0.0.1', '--port', '0', '--chain-id', String(CHAIN_ID),
		'--accounts', '0', '--hardfork', 'prague', '--block-base-fee-per-gas', '5000000'];
	if (blockTime > 0) options.push('--block-time', String(blockTime));
	const watcher = spawn('sh', [WATCHER, ANVIL, ...options],
		{ detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
	watcher.stdin.on('error', () => {});
	const ended = once(watcher, 'exit');

	// The watcher has closed its end of this pipe, so the pipe ends when anvil does.
	const lines = createInterface({ input: watcher.stdout });
	const died = once(lines, 'close');
	const port = await new Promise((resolve, reject) => {
		lines.on('line', (line) => {
			const listening = /^Listening on .*:(\d+)$/.exec(line.trim());
			if (listening) resolve(Number(listening[1]));
		});
		watcher.on('error', reject);
		died.then(() => reject(new Error('anvil ended before it listened')));
	});
	return {
		port,
		died,
		async stop() {
			watcher.stdin.end();
			await ended;
		},
	};
}
