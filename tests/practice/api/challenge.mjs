// The published proposal for minting: an EIP-4361 message, used once, instead of the token.
import { randomBytes } from 'node:crypto';
import { getAddress } from 'ethers';
import { mintRefusal } from './errors.mjs';

const DOMAIN = 'api.venice.ai';
const STATEMENT = 'Authorize Venice API key creation. Only sign this on venice.ai \u2014 anyone holding this signature '
	+ 'can create an API key on your Venice account.';
const URI = 'https://api.venice.ai/api/v1/api_keys/generate_web3_key';
const LIFE_MS = 15 * 60 * 1000;
const FIRST_LINE = /^(\S+) wants you to sign in with your Ethereum account:$/;

function compose({ address, nonce, issuedAt, expiresAt }) {
	return `${DOMAIN} wants you to sign in with your Ethereum account:
${address}

${STATEMENT}

URI: ${URI}
Version: 1
Chain ID: 8453
Nonce: ${nonce}
Issued At: ${issuedAt}
Expiration Time: ${expiresAt}
Resources:
- urn:venice:api-key:create`;
}

export function makeChallenges(clock) {
	const issued = new Map();
	let lifeMs = LIFE_MS;

	return {
		setLife(seconds) {
			lifeMs = seconds === undefined ? LIFE_MS : seconds * 1000;
		},

		issue(address) {
			const now = clock.now();
			const nonce = randomBytes(16).toString('hex');
			const expiresAt = new Date(now.getTime() + lifeMs).toISOString();
			const message = compose({
				address: getAddress(address),
				nonce,
				issuedAt: now.toISOString(),
				expiresAt,
			});
			issued.set(nonce, { address: getAddress(address), expiresAt, message, used: false });
			return { message, nonce, expiresAt };
		},

		/** Throws the documented refusal unless `message` is a live challenge for `address`. */
		check(message, address) {
			const lines = message.split('\n');
			const domain = FIRST_LINE.exec(lines[0]);
			if (domain && domain[1] !== DOMAIN) throw mintRefusal('challenge_domain');
			const nonce = /^Nonce: (\S+)$/m.exec(message)?.[1];
			const challenge = issued.get(nonce);
			if (!domain || !challenge) throw mintRefusal('challenge_unknown');
			if (challenge.address !== getAddress(address)) throw mintRefusal('challenge_other_wallet');
			if (lines[3] !== STATEMENT) throw mintRefusal('challenge_statement');
			if (message !== challenge.message) throw mintRefusal('challenge_unknown');
			if (challenge.used) throw mintRefusal('challenge_used');
			if (clock.now() >= new Date(challenge.expiresAt)) throw mintRefusal('challenge_expired');
			return challenge;
		},
	};
}
