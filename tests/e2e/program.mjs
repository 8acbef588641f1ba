// Starts the program under test, with nothing of ours in its environment.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

export const RIALTO = path.resolve(process.env.RIALTO ?? beside('rialto'));
export const BUILD = path.resolve(process.env.BUILD ?? path.dirname(RIALTO));
export const CAST = beside('tests/practice/node_modules/@foundry-rs/cast-linux-amd64/bin/cast');

/** Far longer than any run takes, so that a run that hangs fails. */
const LIMIT_MS = 60000;

/** Returns the writing end of a pipe whose reader has gone already. */
function pipeWithoutReader() {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'rialto-pipe-'));
	const pipe = path.join(folder, 'pipe');
	execFileSync('mkfifo', [pipe]);
	const reader = openSync(pipe, constants.O_RDWR);
	const writer = openSync(pipe, constants.O_WRONLY);
	closeSync(reader);
	rmSync(folder, { recursive: true });
	return writer;
}

/**
 * Starts a program; `ended` resolves to { status, signal, stdout, stderr }, both texts as they were written.
 * Without a `reader`, standard output is a pipe that nobody reads.
 */
export function startProgram(file, args, { env = {}, stdin = '', cwd, reader = true } = {}) {
	const stdout = reader ? 'pipe' : pipeWithoutReader();
	const child = spawn(file, args, {
		cwd,
		stdio: ['pipe', stdout, 'pipe'],
		env: {
			PATH: process.env.PATH,
			LC_ALL: 'C.UTF-8',
			TERM: 'xterm-256color',
			ASAN_OPTIONS: process.env.ASAN_OPTIONS ?? '',
			...env,
		},
	});
	if (!reader) closeSync(stdout);
	const texts = { stdout: [], stderr: [] };
	for (const name of ['stdout', 'stderr']) child[name]?.on('data', (part) => texts[name].push(part));
	child.stdin.on('error', () => {});
	child.stdin.end(stdin);
	const timer = setTimeout(() => child.kill('SIGABRT'), LIMIT_MS);
	const ended = once(child, 'close').finally(() => clearTimeout(timer)).then(([status, signal]) => {
		return {
			status, signal,
			stdout: Buffer.concat(texts.stdout).toString(),
			stderr: Buffer.concat(texts.stderr).toString(),
		};
	});
	return { child, ended };
}

export const startRialto = (args, how) => startProgram(RIALTO, args, how);

/** Runs another program that must succeed, and returns what it wrote. */
export async function runProgram(file, args, how) {
	const { status, stdout, stderr } = await startProgram(file, args, how).ended;
	if (status !== 0) throw new Error(`${path.basename(file)}: status ${status}\n${stdout}${stderr}`);
	return stdout;
}
