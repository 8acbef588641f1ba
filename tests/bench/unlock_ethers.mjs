// Opens a keystore and signs: unlock_ethers.mjs KEYSTORE PASSWORD_FILE MESSAGE_FILE
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { Wallet } = createRequire(new URL('../practice/package.json', import.meta.url))('ethers');
const [keystore, password, message] = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'));
const wallet = await Wallet.fromEncryptedJson(keystore, password.trim());
console.log(await wallet.signMessage(message));
