// Minting a key with a wallet: GET and POST /api_keys/generate_web3_key.
import { getAddress, isAddress, verifyMessage } from 'ethers';
import { Refusal, mintRefusal } from './errors.mjs';
import { showMinted, showNew } from './keys.mjs';
import { MINT_BY_CHALLENGE, MINT_BY_TOKEN, validate } from './validate.mjs';

const DEFAULT_DESCRIPTION = 'Web3 API Key';

const isWallet = (address) => /^0x[0-9a-fA-F]{40}$/.test(address) && isAddress(address);

function requireSignature(signed, signature, address) {
	let signer;
	try {
		signer = verifyMessage(signed, signature);
	} catch {
		throw mintRefusal('signature_mismatch');
	}
	if (signer !== getAddress(address)) throw mintRefusal('signature_mismatch');
}

async function requireStake(chain, address) {
	let staked;
	try {
		staked = await chain.sVVV(address);
	} catch {
		throw mintRefusal('verify_failed');
	}
	if (staked === 0n) throw mintRefusal('no_stake');
}

/** What the failure other_limits hands out: the opposite type, other limits and no expiry. */
const somethingElse = (wanted) => ({
	...wanted,
	apiKeyType: wanted.apiKeyType === 'ADMIN' ? 'INFERENCE' : 'ADMIN',
	consumptionLimit: { usd: 999999, diem: null },
	limitPeriod: wanted.limitPeriod === 'LIFETIME' ? 'MONTH' : 'LIFETIME',
	expiresAt: '',
});

export function mintRoutes({ chain, challenges, keys, protocol, tokens, venice }) {
	const byChallenge = protocol === 'challenge';

	function getChallenge({ query, failure }) {
		const address = query.get('address');
		if (!address || !isWallet(address)) throw mintRefusal('invalid_address');
		const data = challenges.issue(address);
		if (failure?.mode === 'altered') data.message = data.message.replace(failure.from, failure.to);
		return { data: { ...data, ...failure?.data }, success: true };
	}

	async function getToken({ failure }) {
		const token =
			failure?.mode === 'not_jwt'
				? '0x02f8708221058084773594008477359400825208941111111111111111111111111111111111111111880de0b6b3a764000080c0'
				: await tokens.issue();
		return { data: { token }, success: true };
	}

	async function mint({ body, failure }) {
		const wanted = validate(body, byChallenge ? MINT_BY_CHALLENGE : MINT_BY_TOKEN);
		if (!isWallet(wanted.address)) throw mintRefusal('invalid_address');
		const challenge = byChallenge ? challenges.check(wanted.message, wanted.address) : null;
		if (!byChallenge) await tokens.check(wanted.token);
		requireSignature(byChallenge ? wanted.message : wanted.token, wanted.signature, wanted.address);
		await requireStake(chain, wanted.address);
		const owner = getAddress(wanted.address);
		if (keys.full(owner)) throw new Refusal(400, 'Maximum number of active API keys reached');
		// Two requests with one challenge may both have waited for the chain.
		if (challenge?.used) throw mintRefusal('challenge_used');
		if (challenge) challenge.used = true;
		const asked = { description: DEFAULT_DESCRIPTION, ...wanted };
		const made = keys.create(owner, failure?.mode === 'other_limits' ? somethingElse(asked) : asked);
		const data = venice === 'book' ? showNew(made) : showMinted(made);
		return { data: failure?.mode === 'altered' ? { ...data, ...failure.data } : data, success: true };
	}

	return [
		{
			method: 'GET',
			path: '/api_keys/generate_web3_key',
			name: 'token',
			handle: byChallenge ? getChallenge : getToken,
		},
		{ method: 'POST', path: '/api_keys/generate_web3_key', name: 'mint', handle: mint },
	];
}
