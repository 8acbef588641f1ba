// Venice's guide for agents, as one would follow it: token, signature, key.
// mint_ethers.mjs API_URL PRIVATE_KEY_FILE
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { ethers } = createRequire(new URL('../practice/package.json', import.meta.url))('ethers');
const [apiUrl, keyFile] = process.argv.slice(2);
const wallet = new ethers.Wallet(readFileSync(keyFile, 'utf8').trim());
const url = `${apiUrl}/api_keys/generate_web3_key`;
const { data: { token } } = await (await fetch(url)).json();
const response = await fetch(url, {
	method: 'POST',
	headers: { 'Content-Type': 'application/json' },
	body: JSON.stringify({
		apiKeyType: 'INFERENCE',
		address: await wallet.getAddress(),
		signature: await wallet.signMessage(token),
		token,
	}),
});
const minted = await response.json();
if (!minted.data?.apiKey) throw new Error(JSON.stringify(minted));
console.log(minted.data.apiKey);
