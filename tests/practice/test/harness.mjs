// Starts a network for a test file, and speaks to it as a client would.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { after, beforeEach } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Interface, JsonRpcProvider, Wallet, parseEther } from 'ethers';
import { STAKING, VVV } from '../chain/addresses.mjs';

const NETWORK = fileURLToPath(new URL('../network.mjs', import.meta.url));

/** Starts a network. `urls` is the line it printed. */
export async function startProcess(...options) {
	const child = spawn(process.execPath, [NETWORK, '--free-ports', '--exit-with-stdin', ...options],
		{ stdio: ['pipe', 'pipe', 'inherit'] });
	child.stdin.on('error', () => {});
	const [line] = await once(createInterface({ input: child.stdout }), 'line');
	return { child, urls: JSON.parse(line) };
}

export async function post(url, body = {}) {
	const response = await fetch(url, {
		method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
	});
	return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Starts a network and returns it with the calls that tests make of it. */
export async function startNetwork(...options) {
	const { child, urls } = await startProcess(...options);
	const provider = new JsonRpcProvider(urls.rpcUrl, 8453, {
		staticNetwork: true,
		batchMaxCount: 1,
		cacheTimeout: -1,
		pollingInterval: 50,
	});

	async function control(call, body) {
		const answer = await post(`${urls.controlUrl}/${call}`, body);
		if (!answer.body.ok) throw new Error(`${call}: ${answer.body.error}`);
		return answer.body;
	}

	async function api(method, path, { body, key, headers = {} } = {}) {
		const response = await fetch(urls.apiUrl + path, {
			method,
			redirect: 'manual',
			headers: {
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(key ? { authorization: `Bearer ${key}` } : {}),
				...headers,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		let parsed;
		try { parsed = JSON.parse(text); } catch { parsed = undefined; }
		return { status: response.status, headers: response.headers, text, body: parsed };
	}

	const network = {
		...urls, child, provider, control, api,
		fail: (route, mode, more = {}) => control('fail', { route, mode, ...more }),
		log: async (query = '') => (await fetch(`${urls.controlUrl}/log${query}`)).json(),
		count: async () => (await fetch(`${urls.controlUrl}/count`)).json(),
		keys: async () => (await (await fetch(`${urls.controlUrl}/keys`)).json()).keys,
		rpc: (method, params = []) => post(urls.rpcUrl, { jsonrpc: '2.0', id: 1, method, params }),

		/** Makes a new wallet with ETH and VVV. */
		async wallet() {
			const wallet = Wallet.createRandom().connect(provider);
			await control('faucet', { address: wallet.address });
			return wallet;
		},

		/** Makes a new wallet that holds sVVV. */
		async staker(amount = '10') {
			const wallet = await network.wallet();
			await send(wallet, VVV, 'approve(address,uint256)', STAKING, parseEther(amount));
			await send(wallet, STAKING, 'stake(address,uint256)', wallet.address, parseEther(amount));
			return wallet;
		},

		/** Makes a body that mints, with `changes`, signed by `wallet`. */
		async mintBody(wallet, changes = {}) {
			const token =
				changes.token ??
				(await network.api('GET', '/api_keys/generate_web3_key')).body.data.token;
			const signature = await wallet.signMessage(token);
			return { address: wallet.address, signature, token, apiKeyType: 'INFERENCE', ...changes };
		},

		mint: (body) => network.api('POST', '/api_keys/generate_web3_key', { body }),

		async stop() {
			provider.destroy();
			child.stdin.end();
			if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
		},
	};
	return network;
}

/** Starts the network of a whole test file: before each test, failures that were ordered are forgotten. */
export async function keepNetwork(...options) {
	const network = await startNetwork(...options);
	beforeEach(() => network.control('reset'));
	after(() => network.stop());
	return network;
}

/**
 * Returns the receipt of a transaction.  The `wait` of ethers looks again only at a block that comes after it has begun to
 * watch, and no more may come.
 */
export async function mined(transaction) {
	for (;;) {
		const receipt = await transaction.provider.getTransactionReceipt(transaction.hash);
		if (receipt?.status === 0) throw new Error(`${transaction.hash} reverted`);
		if (receipt) return receipt;
		await setTimeout(20);
	}
}

/**
 * Sends a transaction that calls `signature` and waits for its receipt.  Rewards grow by the second, so its gas
 * may differ from the estimate by a slot that is first written, and a margin is needed as on Base.
 */
export async function send(wallet, to, signature, ...args) {
	const abi = new Interface([`function ${signature}`]);
	const call = { to, data: abi.encodeFunctionData(signature, args) };
	const gasLimit = (await wallet.estimateGas(call)) * 3n / 2n;
	return mined(await wallet.sendTransaction({ ...call, gasLimit }));
}

/** Calls a view function and returns its results as an array. */
export async function view(provider, to, signature, ...args) {
	const abi = new Interface([`function ${signature}`]);
	const name = signature.slice(0, signature.indexOf('('));
	return abi.decodeFunctionResult(name, await provider.call({ to, data: abi.encodeFunctionData(name, args) }));
}

/** Returns the processes that descend from `pid`, without itself. */
export function descendants(pid) {
	const children = new Map();
	for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		try {
			const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
			const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
			children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
		} catch {
			// It ended while we looked.
		}
	}
	const below = (parent) => (children.get(parent) ?? []).flatMap((child) => [child, ...below(child)]);
	return below(pid);
}
