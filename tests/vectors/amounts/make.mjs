// Writes arithmetic.json, text.json and slippage.json beside it: numbers from 0 to 2^256 − 1 and what BigInt makes of them.
// The numbers are drawn by a fixed seed, so that each run writes the same.
import { writeFileSync } from 'node:fs';

const MOST = 2n ** 256n - 1n;
const ONE = 10n ** 18n;
let state = 20261127n;

function bits(count) {
	let value = 0n;
	for (let have = 0; have < count; have += 32) {
		state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
		value = (value << 32n) | (state >> 32n);
	}
	return value & (2n ** BigInt(count) - 1n);
}

const EDGES = [0n, 1n, 2n, 9n, 10n, ONE - 1n, ONE, ONE + 1n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 128n - 1n, 2n ** 128n,
	2n ** 255n, MOST - 1n, MOST];
const drawn = () => bits(1 + Number(bits(8)));
const within = (value) => (value < 0n || value > MOST ? null : String(value));

function row([a, b, c]) {
	return {
		a: String(a), b: String(b), c: String(c),
		sum: within(a + b),
		difference: within(a - b),
		product: within(a * b),
		quotient: b ? String(a / b) : null,
		remainder: b ? String(a % b) : null,
		scaled: c ? within((a * b) / c) : null,
	};
}

function decimal(value, decimals) {
	const digits = String(value).padStart(decimals + 1, '0');
	const at = digits.length - decimals;
	return `${digits.slice(0, at)}.${digits.slice(at)}`;
}

/** Exactly, and cut to four decimals; below that it says so. */
function text(value, decimals) {
	const exact = decimal(value, decimals).replace(/\.?0+$/, '');
	const cut = decimal(value / 10n ** BigInt(decimals - 4), 4).replace(/\.?0+$/, '');
	return { units: String(value), decimals, exact, short: cut === '0' && value ? '<0.0001' : cut };
}

const triples = EDGES.flatMap((a) => EDGES.map((b) => [a, b, EDGES[Number(bits(4)) % EDGES.length]]));
for (let i = 0; i < 200; i++) triples.push([drawn(), drawn(), drawn()]);
const texts = [...EDGES, ...Array.from({ length: 150 }, drawn)].flatMap((value) => [text(value, 18), text(value, 6)]);

/** The least that a quote may become, and how much less it is than an ideal, in hundredths of a percent, rounded up. */
function slipped(quote, slippage, ideal) {
	const share = quote >= ideal ? 10000n : (quote * 10000n) / ideal;
	return {
		quote: String(quote),
		slippage,
		least: String((quote * BigInt(10000 - slippage)) / 10000n),
		ideal: String(ideal),
		impact: Number(10000n - share),
	};
}

const SLIPPAGES = [0, 1, 50, 499, 500, 10000];
const quotes = EDGES.flatMap((quote) => SLIPPAGES.map((slippage) => slipped(quote, slippage, drawn())));
for (let i = 0; i < 300; i++) {
	const quote = drawn(), near = quote + quote / (1n + bits(10));
	quotes.push(slipped(quote, Number(bits(16)) % 501, i % 2 && near <= MOST ? near : drawn()));
}

const write = (name, rows) =>
	writeFileSync(new URL(name, import.meta.url), `[\n${rows.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`);
write('arithmetic.json', triples.map(row));
write('text.json', texts);
write('slippage.json', quotes);
