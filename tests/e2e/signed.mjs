// What rialto signed, as ethers reads it, beside the review that was agreed to, as the log has it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Interface, MaxUint256, Transaction, formatUnits, parseEther } from '../practice/node_modules/ethers/lib.esm/index.js';
import { AERODROME_ROUTER, DIEM, STAKING, USDC, VVV } from '../practice/chain/addresses.mjs';

const BUILT = fileURLToPath(new URL('../practice/out/contracts.json', import.meta.url));
const SEND = 'eth_sendRawTransaction';

/** What the contracts themselves say of their calls, by address. */
function readInterfaces() {
	const { contracts } = JSON.parse(readFileSync(BUILT, 'utf8'));
	const of = (...names) => names.map((name) => new Interface(contracts[name].abi));
	return {
		[VVV]: of('VVV'), [DIEM]: of('DIEM'), [STAKING]: of('StakingLive', 'StakingDocumented'), [USDC]: of('USDC'),
		[AERODROME_ROUTER]: of('AerodromeRouter'),
	};
}

/**
 * Returns every raw transaction that rialto has sent, each once; a test's own come from ethers.  `skip` were
 * sent before.
 */
export async function sentByRialto(network, skip = 0) {
	const sends = (await network.log()).rpc.filter(({ method }) => method === SEND).slice(skip);
	return [...new Set(sends.filter(({ agent }) => agent?.startsWith('rialto/')).map(({ params }) => params[0]))];
}

const withoutNote = (text) => text.replace(/ \((new|you agreed to: .*)\)$/, '');

/** Parses a review's text into { title, rows: { label: [text, text below it, …] } }. */
export function parseReview(report) {
	const [title, ...lines] = report.split('\n');
	const rows = {};
	let last = null;
	for (const line of lines) {
		const [, label, text] = /^ {2}(\S.*?) {2,}(\S.*)$/.exec(line) ?? [];
		const below = /^ {4,}(\S.*)$/.exec(line)?.[1];
		if (label) last = rows[label] = [withoutNote(text)];
		else if (below && last) last.push(withoutNote(below));
		else last = null;
	}
	return { title, rows };
}

/** Returns the reviews that somebody has agreed to in a home folder, oldest first. */
export function agreedIn(dir) {
	const files = ['records.1.jsonl', 'records.jsonl']
		.map((name) => path.join(dir, 'log', name))
		.filter(existsSync);
	const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
	return lines.flatMap((line) => {
		try {
			const { event, report } = JSON.parse(line);
			return event === 'agreed' ? [parseReview(report)] : [];
		} catch {
			return [];	// a test may have written it
		}
	});
}

const lastWord = (text) => text?.split(' ').at(-1);
const ether = (text) => (/^[\d.]+ ETH/.test(text ?? '') ? parseEther(text.split(' ')[0]) : null);

/** Takes the value from an argument's row: 'name: address, who that is' or 'name: number (amount)'. */
const argument = (text) => text.replace(/^[^:]+: /, '').split(' ')[0];

/** Returns all that a review says of what will be signed. */
function said({ rows }) {
	const [, nonce, gas] = /^(\d+)(?:, the same)?; gas at most (\d+)$/.exec(rows.Nonce?.[0] ?? '') ?? [];
	return {
		from: lastWord(rows.Wallet?.[0]),
		to: lastWord((rows.Contract ?? rows.Recipient ?? rows.To)?.[0]),
		call: /^none:/.test(rows.Call?.[0] ?? 'none:') ? [] : [rows.Call[0], ...rows.Call.slice(1).map(argument)],
		amount: rows.Amount?.[0].split(/[ :]/)[0],
		value: /^[\d.]+ ETH/.test(rows.Amount?.[0]) ? ether(rows.Amount[0]) : 0n,
		chainId: /, chain (\d+)/.exec(rows.Network?.[0])?.[1],
		nonce, gas,
		most: ether((rows['Fee on L2'] ?? rows.Fee)?.[0]),
		tip: ether(rows['Tip of it']?.[0]),
		perGas: /: ([\d.]+) gwei a gas at most, ([\d.]+) of it tip$/.exec(rows['Fee choice']?.[0])?.slice(1),
	};
}

/** An argument as the rows have it: of an array its length, and then each of its values. */
function flat(type, value) {
	if (type.baseType === 'array')
		return [String(value.length), ...[...value].flatMap((each) => flat(type.arrayChildren, each))];
	if (type.baseType === 'tuple') return [...value].flatMap((each, i) => flat(type.components[i], each));
	return [String(value)];
}

const short = (text) => text.replace(/\.0$/, '');

/** Returns the same for a transaction.  `amount` is what its review must name: the first number of its call. */
function signed(raw, interfaces, amount) {
	const tx = Transaction.from(raw);
	const calls = (interfaces[tx.to] ?? [])
		.map((known) => known.parseTransaction({ data: tx.data }))
		.filter(Boolean);
	if (tx.type !== 2 || tx.accessList?.length)
		throw new Error(`it is of type ${tx.type}, or has an access list: ${raw}`);
	if (tx.data !== '0x' && !calls.length) throw new Error(`no contract knows this call to ${tx.to}: ${tx.data}`);
	const [call] = calls;
	const numbers = call && !tx.value ? [...call.args].filter((value) => typeof value === 'bigint') : [tx.value];
	const isUsdc = tx.to === USDC || (tx.to === AERODROME_ROUTER && !tx.value);
	return {
		from: tx.from,
		to: tx.to,
		call: call
			? [call.signature, ...call.fragment.inputs.flatMap((type, i) => flat(type, call.args[i]))]
			: [],
		amount: numbers
			.map((number) => (number === MaxUint256 ? 'unlimited' : short(formatUnits(number, isUsdc ? 6 : 18))))
			.find((text) => text === amount),
		value: tx.value,
		chainId: String(tx.chainId),
		nonce: String(tx.nonce),
		gas: String(tx.gasLimit),
		most: tx.gasLimit * tx.maxFeePerGas,
		tip: tx.gasLimit * tx.maxPriorityFeePerGas,
		perGas: [tx.maxFeePerGas, tx.maxPriorityFeePerGas]
			.map((wei) => short(formatUnits(wei, 'gwei'))),
	};
}

const show = (object) => JSON.stringify(object, (_, value) => (typeof value === 'bigint' ? String(value) : value), 1);

/** Fails unless one of the reviews says exactly what is signed there; the failure names the nearest one. */
export function assertReviewed(raw, reviews, interfaces = readInterfaces()) {
	const { from, nonce } = Transaction.from(raw);
	const near = reviews.map(said).filter((review) => review.from === from && review.nonce === String(nonce));
	if (near.some((review) => isDeepStrictEqual(review, signed(raw, interfaces, review.amount)))) return;
	const last = near.at(-1);
	throw new Error(`signed without a review that says so: ${show(signed(raw, interfaces, last?.amount))}\n`
		+ (last ? `the last of this number said: ${show(last)}` : 'none was agreed to for this number'));
}

/** Checks that all that rialto sent to this network was reviewed in one of the folders as what it is. */
export async function assertAllReviewed(network, dirs, skip = 0) {
	const raws = await sentByRialto(network, skip);
	const interfaces = raws.length ? readInterfaces() : {};
	const reviews = raws.length ? dirs.flatMap(agreedIn) : [];
	for (const raw of raws) assertReviewed(raw, reviews, interfaces);
	return raws.length;
}
