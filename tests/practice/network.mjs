// The practice network: Base and Venice on this machine. See README.md.
import { builtContracts } from './build.mjs';
import { startAnvil } from './chain/anvil.mjs';
import { CHAIN_ID } from './chain/addresses.mjs';
import { makeChain } from './chain/chain.mjs';
import { makeLag } from './chain/lag.mjs';
import { placeContracts } from './chain/place.mjs';
import { makeRpcProxy } from './chain/rpc-proxy.mjs';
import { connect } from './chain/rpc.mjs';
import { makeAccounts } from './api/accounts.mjs';
import { balanceRoutes } from './api/balance-routes.mjs';
import { makeBudget } from './api/budget.mjs';
import { chatRoutes } from './api/chat.mjs';
import { cryptoRpcRoutes } from './api/crypto-rpc.mjs';
import { makeChallenges } from './api/challenge.mjs';
import { keyRoutes } from './api/key-routes.mjs';
import { makeKeys } from './api/keys.mjs';
import { mintRoutes } from './api/mint.mjs';
import { makePayer } from './api/payer.mjs';
import { API_PREFIX, makeApi } from './api/server.mjs';
import { makeSpending } from './api/spending.mjs';
import { makeTokens } from './api/token.mjs';
import { usageRoutes } from './api/usage-routes.mjs';
import { x402Routes } from './api/x402.mjs';
import { makeClock } from './control/clock.mjs';
import { CONTROL_PREFIX, makeControl } from './control/control.mjs';
import { makeFailures } from './control/failures.mjs';
import { makeLog } from './control/log.mjs';
import { serve } from './http.mjs';
import { USAGE, UsageError, readOptions } from './options.mjs';

function makeParts(chain, { protocol, venice }) {
	const clock = makeClock(), spending = makeSpending(clock), accounts = makeAccounts(chain, spending);
	const parts = {
		chain,
		protocol,
		venice,
		clock,
		budget: makeBudget(clock, venice),
		accounts,
		challenges: makeChallenges(clock),
		failures: makeFailures(),
		keys: makeKeys(clock),
		lag: makeLag(chain.rpc.port),
		log: makeLog(),
		payer: makePayer(accounts, venice),
		spending,
		tokens: makeTokens(clock),
		/** The node that Venice itself asks, which is this network's. */
		upstream: { port: null },
	};
	parts.routes = [...mintRoutes(parts), ...keyRoutes(parts), ...balanceRoutes(parts), ...usageRoutes(parts),
		...chatRoutes(parts), ...cryptoRpcRoutes(parts), ...x402Routes(parts)];
	return parts;
}

async function serveApi(port, parts) {
	let server = null;
	const elsewhere = () => `http://127.0.0.1:${server.port}${CONTROL_PREFIX}/redirected`;
	const api = makeApi({ ...parts, elsewhere });
	const control = makeControl(parts);
	server = await serve(port, (request, response) => {
		const url = new URL(request.url, 'http://127.0.0.1');
		const handle = url.pathname.startsWith(`${CONTROL_PREFIX}/`) ? control : api;
		return handle(request, response, url);
	});
	return server;
}

async function startNetwork(options, stops) {
	const [contracts, anvil] = await Promise.all([
		builtContracts(),
		startAnvil(options).then((started) => { stops.push(started.stop); return started; }),
	]);
	anvil.died.then(() => stop(stops, 1, 'anvil has ended'));
	const rpc = connect(anvil.port);
	await placeContracts(rpc, contracts, options);
	const parts = makeParts(makeChain(rpc, options), options);
	const proxy = await serve(
		options.rpcPort,
		makeRpcProxy({ anvilPort: anvil.port, ...parts }),
		parts.failures.forProxy,
	);
	stops.push(proxy.close);
	parts.upstream.port = proxy.port;
	const api = await serveApi(options.apiPort, parts);
	stops.push(api.close);
	return { rpcPort: proxy.port, apiPort: api.port };
}

let stopping = false;

async function stop(stops, status, reason) {
	if (stopping) return;
	stopping = true;
	if (reason) process.stderr.write(`practice: ${reason}\n`);
	await Promise.all(stops.map((end) => end()));
	process.exit(status);
}

function stopOnRequest(stops, { exitWithStdin }) {
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => stop(stops, 0));
	process.on('uncaughtException', (error) => stop(stops, 1, error.stack));
	process.on('unhandledRejection', (error) => stop(stops, 1, error?.stack ?? error));
	process.stdout.on('error', () => {});
	if (!exitWithStdin) return;
	process.stdin.on('end', () => stop(stops, 0));
	process.stdin.on('error', () => stop(stops, 0));
	process.stdin.resume();
}

function announce({ rpcPort, apiPort }) {
	const api = `http://127.0.0.1:${apiPort}`;
	process.stdout.write(`${JSON.stringify({
		rpcUrl: `http://127.0.0.1:${rpcPort}`,
		apiUrl: `${api}${API_PREFIX}`,
		controlUrl: `${api}${CONTROL_PREFIX}`,
		faucetUrl: `${api}${CONTROL_PREFIX}/faucet`,
		chainId: CHAIN_ID,
	})}\n`);
}

async function main() {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(USAGE);
		return;
	}
	const stops = [];
	stopOnRequest(stops, options);
	try {
		announce(await startNetwork(options, stops));
	} catch (error) {
		await stop(stops, 1, error.message);
	}
}

main().catch((error) => {
	process.stderr.write(
		error instanceof UsageError ? `practice: ${error.message}\n${USAGE}` : `practice: ${error.stack}\n`,
	);
	process.exit(2);
});
