// The SIGN-IN-WITH-X header: a wallet proves itself with an EIP-4361 message.
import { getAddress, isAddress, verifyMessage } from 'ethers';
import { parseJson } from '../http.mjs';
import { signInRefusal } from './x402-refusals.mjs';

const CHAINS = [8453, '8453', 'eip155:8453'];
const MAX_AGE_MS = { live: 5 * 60 * 1000, book: 10 * 60 * 1000 };
const AHEAD_MS = 30 * 1000;
const TIMESTAMP_MS = 30 * 1000;
const MESSAGE = new RegExp([
	'^api\\.venice\\.ai wants you to sign in with your Ethereum account:',
	'(?<address>0x[0-9a-fA-F]{40})',
	'(?:\n(?<statement>[^\n]+)\n|\n?)',
	'URI: https://api\\.venice\\.ai/?',
	'Version: 1',
	'Chain ID: 8453',
	'Nonce: (?<nonce>[0-9a-zA-Z]{8,})',
	'Issued At: (?<issuedAt>\\S+)(?:\nExpiration Time: (?<expirationTime>\\S+))?$',
].join('\n'));

/** Each nonce is good once. */
const used = new Set();

/** Returns what is wrong with its times; undefined for nothing. */
function timeFault(now, maxAge, { issuedAt, expirationTime }, timestamp) {
	const issued = Date.parse(issuedAt);
	if (!(issued <= now + AHEAD_MS)) return 'The sign-in message is from the future';
	if (!(issued >= now - maxAge)) return 'The sign-in message is too old';
	if (expirationTime !== undefined && !(Date.parse(expirationTime) > now))
		return 'The sign-in message has expired';
	if (timestamp !== undefined && !(Math.abs(issued - timestamp) <= TIMESTAMP_MS))
		return 'The timestamp is another time';
	return undefined;
}

function signer(message, signature) {
	try {
		return verifyMessage(message, signature);
	} catch {
		return null;
	}
}

export const hasSignIn = (headers) => Boolean(headers['sign-in-with-x'] ?? headers['x-sign-in-with-x']);

/**
 * Returns the address that the header proves, in EIP-55 form.  The nonce is used up as soon as the signature is
 * good.
 */
export function requireSignIn(headers, clock, venice) {
	const refuse = (message) => signInRefusal(venice, message);
	const header = headers['sign-in-with-x'] ?? headers['x-sign-in-with-x'] ?? '';
	const { address, message, signature, timestamp, chainId } =
		parseJson(Buffer.from(header, 'base64').toString()) ?? {};
	const fields = typeof message === 'string' ? MESSAGE.exec(message)?.groups : null;
	if (!fields || !isAddress(address)) throw refuse('The sign-in message cannot be read');
	if (!CHAINS.includes(chainId)) throw refuse('Unsupported chain');
	const wallet = getAddress(address);
	if (getAddress(fields.address) !== wallet || signer(message, signature) !== wallet)
		throw refuse('The signature does not match the address');
	if (used.has(fields.nonce)) throw refuse('The nonce has been used');
	used.add(fields.nonce);
	const fault = timeFault(clock.now().getTime(), MAX_AGE_MS[venice], fields, timestamp);
	if (fault) throw refuse(fault);
	return wallet;
}
