// A practice network and home folders for each test file, and rialto run in them.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach } from 'node:test';
import { Wallet } from '../practice/node_modules/ethers/lib.esm/index.js';
import { startNetwork } from '../practice/test/harness.mjs';
import { checkOutput } from './output.mjs';
import { startRialto } from './program.mjs';
import { assertAllReviewed } from './signed.mjs';

export * from '../practice/node_modules/ethers/lib.esm/index.js';
export { mined, send, view } from '../practice/test/harness.mjs';
export * from '../practice/chain/addresses.mjs';

/** What takes longer has waited for something: no machine is so slow. */
export const AT_ONCE_MS = 20000;

/** What is awaited comes by then, however slow the machine: as long as a run of rialto may take. */
const ARRIVES_MS = 60000;

export const NEVER_STAKED = '0x000000000000000000000000000000000000dEaD';

/** Starts a network and makes a folder for everything; `stop` ends and removes both. */
export async function startWorld(...networkOptions) {
	const network = await startNetwork(...networkOptions);
	const folder = mkdtempSync(path.join(tmpdir(), 'rialto-e2e-'));
	const homes = [];
	const home = (options) => {
		homes.push(new Home(network, folder, options));
		return homes.at(-1);
	};
	return {
		network,
		folder,
		home,
		/** Makes a home with one wallet that has ETH and VVV, and `staked` sVVV. */
		async funded({ staked = '0', ...options } = {}) {
			const wallet = staked === '0' ? await network.wallet() : await network.staker(staked);
			const made = home(options);
			await made.importKey(wallet.privateKey);
			made.wallet = wallet;
			return made;
		},
		/** Stops all.  First, ethers checks that each transaction of the file is what its review said. */
		async stop() {
			try {
				await assertAllReviewed(network, homes.map(({ dir }) => dir));
			} finally {
				await network.stop();
				rmSync(folder, { recursive: true });
			}
		},
	};
}

/** Keeps a world for a whole test file, from before its first test until after its last. */
export async function keepWorld(...networkOptions) {
	const world = await startWorld(...networkOptions);
	after(() => world.stop());
	return world;
}

/** Does the same, and before each test forgets all failures that were ordered. */
export async function openWorld(...networkOptions) {
	const world = await keepWorld(...networkOptions);
	beforeEach(() => world.network.control('reset'));
	return world;
}

/** The same for tests that stop the mining: before each test blocks are made again. */
export async function openMiningWorld(...networkOptions) {
	const world = await openWorld(...networkOptions);
	beforeEach(() => world.network.control('chain', { automine: true }));
	return world;
}

/** Returns the options that `args` does not give, because none may be given twice. */
function withoutGiven(options, args) {
	const left = [];
	for (let i = 0; i < options.length; i++) {
		const pair =
			i + 1 < options.length && !options[i + 1].startsWith('--')
				? options.slice(i, i + 2)
				: [options[i]];
		if (!args.includes(pair[0])) left.push(...pair);
		i += pair.length - 1;
	}
	return left;
}

/** A home folder, the password of its wallets, and everything in it that must stay secret. */
export class Home {
	constructor(network, folder, { password = `correct horse ${randomBytes(6).toString('hex')}` } = {}) {
		this.network = network;
		this.folder = mkdtempSync(path.join(folder, 'home-'));
		this.dir = path.join(this.folder, 'rialto');
		mkdirSync(path.join(this.folder, 'files'));
		this.password = password;
		this.secrets = new Set([password]);
		this.passwordFile = this.file('password', `${password}\n`);
	}

	/** Writes a file beside the home folder, 0600, and returns its path. */
	file(name, content, mode = 0o600) {
		const file = this.path(name);
		writeFileSync(file, content, { mode });
		return file;
	}

	path(name) {
		return path.join(this.folder, 'files', name);
	}

	/** The options that every run gets unless told otherwise. */
	options({ password = true, json = true } = {}) {
		const { rpcUrl, apiUrl } = this.network;
		return [
			'--home', this.dir, '--network', 'practice', '--rpc-url', rpcUrl, '--api-url', apiUrl,
			...(password ? ['--password-file', this.passwordFile] : []), ...(json ? ['--json'] : []),
		];
	}

	/** Starts rialto; `ended` resolves to { status, signal, stdout, stderr }. */
	start(args, how = {}) {
		const own = how.bare ? [] : withoutGiven(this.options(how), args);
		return startRialto([...own, ...args], { ...how, env: { HOME: this.folder, ...how.env } });
	}

	/**
	 * Runs rialto and checks what must be true of every output.  `json` is the object it wrote; `started`
	 * is called with the process.  `reveals`: this run may print secrets, and a new API key is one from
	 * then on.
	 */
	async run(args, how = {}) {
		const { child, ended } = this.start(args, how);
		how.started?.(child);
		const result = await ended;
		const json = (how.json ?? true) || args.includes('--json');
		result.json = checkOutput(result, { json, afterwards: how.afterwards });
		if (!how.reveals) this.assertNoSecret(result, args);
		const { apiKey, keys = [] } = result.json?.data ?? result.json?.error ?? {};
		for (const made of [apiKey, ...keys.map((key) => key.apiKey)]) if (made) this.secrets.add(made);
		return result;
	}

	/** Returns the rows of 'tx list' that are not over. */
	async inFlight() {
		return (await this.data(['tx', 'list'])).transactions.filter(({ id }) => id !== null);
	}

	/** Returns the data of a run that succeeds. */
	async data(args, how) {
		const { status, json, stderr, stdout } = await this.run(args, how);
		if (status !== 0) throw new Error(`rialto ${args.join(' ')}: status ${status}\n${stdout}${stderr}`);
		return json.data;
	}

	/** Returns the error of a run that fails. */
	async error(args, how) {
		const { status, json, stdout } = await this.run(args, how);
		if (status === 0) throw new Error(`rialto ${args.join(' ')}: did not fail\n${stdout}`);
		return { exit: status, ...json.error };
	}

	mint(args = [], how = {}) {
		return this.data(['mint', '--yes', ...args], { reveals: true, ...how });
	}

	mintError(args = [], how = {}) {
		return this.error(['mint', '--yes', ...args], how);
	}

	async importKey(privateKey, name = 'main') {
		this.secrets.add(privateKey.slice(2));
		const file = this.file(`key-${name}`, `${privateKey}\n`);
		return this.data(['wallet', 'import', name, '--key-file', file, '--light-kdf']);
	}

	async newWallet(name = 'main', more = []) {
		const words = this.path(`words-${name}`);
		const made = await this.data(['wallet', 'new', name, '--mnemonic-out', words, '--light-kdf', ...more]);
		return { ...made, words };
	}

	assertNoSecret({ stdout, stderr }, args) {
		for (const secret of this.secrets)
			if (stdout.includes(secret) || stderr.includes(secret))
				throw new Error(`rialto ${args.join(' ')}: a secret in its output`);
	}
}

/** Returns the requests that arrived for one route of the API. */
export async function requests(network, route) {
	return (await network.log()).requests.filter((entry) => entry.route === route);
}

/** Resolves when `count` requests for `route` have arrived.  With the list rpc, `route` is a method. */
export async function arrived(network, route, count, list = 'requests') {
	const wanted = list === 'rpc' ? `list=rpc&method=${route}` : `route=${route}`;
	const response = await fetch(`${network.controlUrl}/log?count=${count}&${wanted}`, {
		signal: AbortSignal.timeout(ARRIVES_MS),
	});
	return response.json();
}

/** Returns the mint requests that had a body. */
export const posts = async (network) => (await requests(network, 'mint')).length;

export const randomKey = () => Wallet.createRandom().privateKey;
