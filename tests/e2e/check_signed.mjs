// For tests that are no node programs: node check_signed.mjs CONTROL_URL HOME SKIP. Ethers reads what rialto has sent
// to
// the practice network, but for the first SKIP transactions, and finds in it what the reviews in the log of HOME said.
import { assertAllReviewed } from './signed.mjs';

const [controlUrl, home, skip] = process.argv.slice(2);
const network = { log: async () => (await fetch(`${controlUrl}/log`)).json() };

try {
	await assertAllReviewed(network, [home], Number(skip));
} catch (error) {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
