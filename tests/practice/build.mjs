// Compiles contracts/*.sol into out/contracts.json, and only when a source has changed.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const SOURCES = new URL('contracts/', import.meta.url);
const OUTPUT = new URL('out/contracts.json', import.meta.url);
const SETTINGS = {
	optimizer: { enabled: true, runs: 200 },
	evmVersion: 'cancun',
	outputSelection: { '*': { '*': ['abi', 'evm.deployedBytecode.object'] } },
};

async function readSources() {
	const sources = {};
	for (const name of (await readdir(SOURCES)).filter((n) => n.endsWith('.sol')).sort())
		sources[name] = { content: await readFile(new URL(name, SOURCES), 'utf8') };
	return sources;
}

async function compile(sources) {
	const { default: solc } = await import('solc');
	const input = { language: 'Solidity', sources, settings: SETTINGS };
	const output = JSON.parse(solc.compile(JSON.stringify(input)));
	const problems = (output.errors ?? []).map((e) => e.formattedMessage);
	if (problems.length > 0) throw new Error(problems.join('\n'));
	const contracts = {};
	for (const file of Object.values(output.contracts))
		for (const [name, { abi, evm }] of Object.entries(file))
			contracts[name] = { abi, code: '0x' + evm.deployedBytecode.object };
	return contracts;
}

/** Returns the compiled contracts by name: { abi, code }.  The code is what runs, not what deploys. */
export async function builtContracts() {
	const sources = await readSources();
	const digest = createHash('sha256').update(JSON.stringify([SETTINGS, sources])).digest('hex');
	try {
		const built = JSON.parse(await readFile(OUTPUT, 'utf8'));
		if (built.digest === digest) return built.contracts;
	} catch {
		// The file is absent or half-written, so it is made anew.
	}
	const contracts = await compile(sources);
	await mkdir(new URL('.', OUTPUT), { recursive: true });
	// Networks that start at the same moment may all compile: each moves a whole file into place.
	const scratch = new URL(`contracts.${process.pid}.json`, OUTPUT);
	await writeFile(scratch, JSON.stringify({ digest, contracts }));
	await rename(scratch, OUTPUT);
	return contracts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await builtContracts();
