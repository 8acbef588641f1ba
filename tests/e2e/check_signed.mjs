// For tests that are no node programs: node check_signed.mjs CONTROL_URL FOLDER SKIP. Ethers reads what rialto has sent
// to the practice network, but for the first SKIP transactions, and finds in it what the reviews said that are in the
// log of a home in FOLDER.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { assertAllReviewed } from './signed.mjs';

const [controlUrl, folder, skip] = process.argv.slice(2);
const homes = readdirSync(folder).map((name) => path.join(folder, name));
const network = { log: async () => (await fetch(`${controlUrl}/log`)).json() };

try {
	await assertAllReviewed(network, homes, Number(skip));
} catch (error) {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
