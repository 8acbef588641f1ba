// The command line of network.mjs.
import { parseArgs } from 'node:util';

export const USAGE = `usage: node network.mjs [options]
  --rpc-port N                 where the chain listens (8545)
  --api-port N                 where the API and the control calls listen (8546)
  --free-ports                 both on ports that are free
  --block-time SECONDS         a block every so often, 0.2 as on Base; 0: one for each transaction (0)
  --staking live|documented    the staking contract's stake function (live)
  --second-unstake add|refuse  a second initiateUnstake while one is pending (refuse)
  --no-multicall               no Multicall3
  --no-market                  no Aerodrome: neither its router nor its pools
  --l1-oracle                  a GasPriceOracle with getL1Fee and getOperatorFee
  --protocol token|challenge   how minting is proved (token)
  --venice live|book           answers as Venice does now, or as its OpenAPI file has it (live)
  --exit-with-stdin            stop when standard input ends
`;

const OPTIONS = {
	'rpc-port': { type: 'string', default: '8545' },
	'api-port': { type: 'string', default: '8546' },
	'free-ports': { type: 'boolean', default: false },
	'block-time': { type: 'string', default: '0' },
	staking: { type: 'string', default: 'live' },
	'second-unstake': { type: 'string', default: 'refuse' },
	'no-multicall': { type: 'boolean', default: false },
	'no-market': { type: 'boolean', default: false },
	'l1-oracle': { type: 'boolean', default: false },
	protocol: { type: 'string', default: 'token' },
	venice: { type: 'string', default: 'live' },
	'exit-with-stdin': { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
};

export class UsageError extends Error {}

function whole(values, name, most) {
	const value = Number(values[name]);
	if (!/^\d+$/.test(values[name]) || value > most)
		throw new UsageError(`--${name}: not a number from 0 to ${most}`);
	return value;
}

function seconds(values, name, most) {
	const value = Number(values[name]);
	if (!/^\d+(\.\d+)?$/.test(values[name]) || value > most)
		throw new UsageError(`--${name}: not a number of seconds from 0 to ${most}`);
	return value;
}

function choice(values, name, ...options) {
	if (!options.includes(values[name])) throw new UsageError(`--${name}: one of ${options.join(', ')}`);
	return values[name];
}

export function readOptions(args) {
	let values;
	try {
		({ values } = parseArgs({ args, options: OPTIONS }));
	} catch (error) {
		throw new UsageError(error.message);
	}
	return {
		help: values.help,
		rpcPort: values['free-ports'] ? 0 : whole(values, 'rpc-port', 65535),
		apiPort: values['free-ports'] ? 0 : whole(values, 'api-port', 65535),
		blockTime: seconds(values, 'block-time', 3600),
		staking: choice(values, 'staking', 'live', 'documented'),
		secondUnstake: choice(values, 'second-unstake', 'add', 'refuse'),
		multicall: !values['no-multicall'],
		market: !values['no-market'],
		l1Oracle: values['l1-oracle'],
		protocol: choice(values, 'protocol', 'token', 'challenge'),
		venice: choice(values, 'venice', 'live', 'book'),
		exitWithStdin: values['exit-with-stdin'],
	};
}
