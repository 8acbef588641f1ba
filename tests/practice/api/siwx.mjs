// The SIGN-IN-WITH-X header: a wallet proves itself with an EIP-4361 message.
import { getAddress, isAddress, verifyMessage } from 'ethers';
import { parseJson } from '../http.mjs';
import { Refusal } from './errors.mjs';

const CHAINS = [8453, '8453', 'eip155:8453'];
const MAX_LIFE_MS = 10 * 60 * 1000;
const SKEW_MS = 60 * 1000;
const MESSAGE = new RegExp([
	'^api\\.venice\\.ai wants you to sign in with your Ethereum account:',
	'(?<address>0x[0-9a-fA-F]{40})',
	'',
	'(?<statement>Sign in to Venice API)',
	'',
	'URI: https://api\\.venice\\.ai/?',
	'Version: 1',
	'Chain ID: 8453',
	'Nonce: (?<nonce>[0-9a-f]{16})',
	'Issued At: (?<issuedAt>\\S+)',
	'Expiration Time: (?<expirationTime>\\S+)$',
].join('\n'));

/** Each nonce is good once. */
const used = new Set();

const invalid = (message) => new Refusal(401, 'X402_INVALID_SIGN_IN', { message });

function requireTime(now, { issuedAt, expirationTime }, timestamp) {
	const issued = Date.parse(issuedAt);
	const expires = Date.parse(expirationTime);
	if (!(issued <= now + SKEW_MS)) throw invalid('The sign-in message is from the future');
	if (!(expires > now)) throw invalid('The sign-in message has expired');
	if (!(expires - issued <= MAX_LIFE_MS)) throw invalid('The sign-in message lives too long');
	if (!(Math.abs(now - timestamp) <= MAX_LIFE_MS)) throw invalid('The timestamp is too old');
}

function signer(message, signature) {
	try {
		return verifyMessage(message, signature);
	} catch {
		throw invalid('The signature cannot be read');
	}
}

/** The address that the header proves, in EIP-55 form. */
export function requireSignIn(headers, clock) {
	const header = headers['sign-in-with-x'] ?? headers['x-sign-in-with-x'];
	if (!header) throw invalid('Sign-in-with-x authentication is required');
	const { address, message, signature, timestamp, chainId } = parseJson(Buffer.from(header, 'base64').toString()) ?? {};
	const fields = typeof message === 'string' ? MESSAGE.exec(message)?.groups : null;
	if (!fields || !isAddress(address)) throw invalid('The sign-in message cannot be read');
	if (!CHAINS.includes(chainId)) throw invalid('Unsupported chain');
	requireTime(clock.now().getTime(), fields, timestamp);
	const wallet = getAddress(address);
	if (getAddress(fields.address) !== wallet || signer(message, signature) !== wallet)
		throw invalid('The signature does not match the address');
	if (used.has(fields.nonce)) throw invalid('The nonce has been used');
	used.add(fields.nonce);
	return wallet;
}
