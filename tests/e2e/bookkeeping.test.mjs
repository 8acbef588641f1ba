// Bookkeeping for taxes: 'rialto log --format csv', compared with what ethers finds on the chain.
import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { DIEM, Interface, USDC, VVV, arrived, formatEther, formatUnits, openWorld } from './support.mjs';

const world = await openWorld();
const { network } = world;

const HEADER = 'time,type,status,network,wallet,address,token,amount,received_token,received,to,fee_token,fee,fee_gas,' +
	'fee_l1,fee_operator,hash,block,nonce,error,rewards_token,rewards';

/**
 * Parses RFC 4180 strictly: a quote only where a cell begins or ends, or doubled inside; CRLF at the end of
 * each row.
 */
function parseCsv(text) {
	const rows = [[]];
	let at = 0;
	while (at < text.length) {
		const [cell, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(text.slice(at));
		rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		at += cell.length;
		if (text[at] === ',') {
			at++;
		} else {
			assert.equal(text.slice(at, at + 2), '\r\n', `after ${text.slice(0, at)}`);
			at += 2;
			rows.push([]);
		}
	}
	assert.deepEqual(rows.pop(), []);
	return rows;
}

async function csvText(home, ...words) {
	const { status, stdout, stderr } = await home.start(['log', '--format', 'csv', ...words], {
		json: false, password: false,
	}).ended;
	assert.equal(status, 0, stderr);
	return stdout;
}

function recordsOf(text) {
	const [header, ...rows] = parseCsv(text);
	assert.equal(header.join(), HEADER);
	return rows.map((row) => {
		assert.equal(row.length, header.length);
		return Object.fromEntries(row.map((cell, i) => [header[i], cell]));
	});
}

const records = async (home, ...words) => recordsOf(await csvText(home, ...words));

/** Checks that ethers finds in a row's transaction what the row says. */
async function assertOnChain(home, row) {
	const receipt = await network.provider.getTransactionReceipt(row.hash);
	const block = await network.provider.getBlock(receipt.blockNumber);
	assert.equal(row.time, new Date(block.timestamp * 1000).toISOString().replace('.000', ''));
	assert.equal(row.block, String(receipt.blockNumber));
	assert.deepEqual([row.network, row.address], ['practice', home.wallet.address]);
	if (receipt.from !== home.wallet.address) return;
	const tx = await network.provider.getTransaction(row.hash);
	assert.deepEqual([row.to, row.nonce], [tx.to, String(tx.nonce)]);
	const gas = formatEther(receipt.gasUsed * receipt.gasPrice);
	assert.deepEqual([row.fee_token, row.fee, row.fee_gas], ['ETH', gas, gas]);
	assert.deepEqual([row.fee_l1, row.fee_operator], ['', ''], 'an anvil receipt does not state these');
}

/** Returns what the staking contract paid out by itself, as ethers reads its logs. */
async function paidOut(hash) {
	const staking = new Interface(['event Claimed(address indexed user, uint256 amount)']);
	const { logs } = await network.provider.getTransactionReceipt(hash);
	const [{ args }] = logs.map((log) => staking.parseLog(log)).filter(Boolean);
	return formatEther(args.amount).replace(/\.0$/, '');
}

/** How much of a token came to the home's wallet by a transaction, as ethers reads its logs. */
async function received(home, hash, token) {
	const erc20 = new Interface(['event Transfer(address indexed from, address indexed to, uint256 value)']);
	const { logs } = await network.provider.getTransactionReceipt(hash);
	const sum = logs.filter(({ address }) => address === token).map((log) => erc20.parseLog(log).args)
		.filter(({ to }) => to === home.wallet.address).reduce((all, { value }) => all + value, 0n);
	return formatEther(sum).replace(/\.0$/, '');
}

test('stakes, claims, mints of DIEM and top-ups, each with what the chain says of it', async () => {
	const home = await world.funded({ staked: '100' });
	await network.control('faucet', { address: home.wallet.address, vvv: '10' });
	await network.control('faucet', { address: home.wallet.address, usdc: '50' });
	await home.data(['x402', 'top-up', '12.5', '--yes']);
	for (const args of [['stake', '2.5'], ['claim'], ['diem', 'mint', '90']]) {
		await network.control('chain', { advance: 86400 });
		await home.data([...args, '--yes']);
	}
	const rows = await records(home);
	assert.deepEqual(rows.map(({ type, status }) => [type, status]), [
		['x402 top-up', 'paid'], ['approve', 'mined'], ['stake', 'mined'], ['claim', 'mined'], ['diem mint', 'mined'],
	]);
	const [topUp, , stake, claim, mint] = rows;
	assert.deepEqual([stake.token, stake.amount, stake.received], ['VVV', '2.5', '']);
	assert.deepEqual([mint.token, mint.amount], ['sVVV', '90']);
	assert.deepEqual([claim.token, claim.received], ['VVV', '']);
	assert.equal(claim.amount, await received(home, claim.hash, VVV));
	assert.deepEqual([mint.received_token, mint.received], ['DIEM', await received(home, mint.hash, DIEM)]);
	assert.deepEqual([mint.rewards_token, mint.rewards], ['VVV', await paidOut(mint.hash)]);
	assert.deepEqual([stake.rewards_token, stake.rewards], ['VVV', await paidOut(stake.hash)]);
	assert.deepEqual([claim.rewards_token, claim.rewards], ['', '']);
	assert.deepEqual([topUp.token, topUp.amount, topUp.fee], ['USDC', '12.5', '']);
	const paid = (await network.provider.getTransactionReceipt(topUp.hash)).logs
		.find(({ address, data }) => address === USDC && data !== '0x');
	assert.equal(formatUnits(BigInt(paid.data), 6), '12.5');
	for (const row of rows.slice(1)) await assertOnChain(home, row);
});

test('the log may be lost: the ledger has it all, and names and words choose among it', async () => {
	const home = await world.funded();
	await home.data(['stake', '1', '--yes']);
	const rows = await records(home);
	const log = path.join(home.dir, 'log', 'records.jsonl');
	renameSync(log, home.path('records'));
	assert.deepEqual(await records(home), rows);
	renameSync(home.path('records'), log);
	assert.equal(statSync(path.join(home.dir, 'log', 'ledger.jsonl')).mode & 0o777, 0o600);
	assert.deepEqual((await records(home, rows[1].hash.slice(2, 20))).map(({ type }) => type), ['stake']);
	assert.deepEqual(await records(home, 'no such word'), []);
});

test('without a ledger, as earlier versions leave it, the log is read', async () => {
	const home = await world.funded();
	await home.data(['stake', '1', '--yes']);
	const rows = await records(home);
	rmSync(path.join(home.dir, 'log', 'ledger.jsonl'));
	assert.deepEqual(await records(home), rows);
});

test('what a kill left behind is there, and its end once it is known', async () => {
	const home = await world.funded();
	await network.control('chain', { automine: false });
	const sent = arrived(network, 'eth_sendRawTransaction', (await sends()) + 1, 'rpc');
	const run = home.start(['stake', '1', '--yes']);
	await sent;
	run.child.kill('SIGKILL');
	await run.ended;
	const [{ type, status, fee, block, hash }] = await records(home);
	assert.deepEqual([type, fee, block], ['approve', '', '']);
	assert.ok(['signed', 'sent'].includes(status), status);
	await network.control('chain', { automine: true });
	await network.control('chain', { mine: 1 });
	await home.data(['stake', '1', '--yes']);
	const rows = await records(home);
	assert.deepEqual(rows.map((row) => [row.type, row.status]), [['approve', 'mined'], ['stake', 'mined']]);
	assert.equal(rows[0].hash, hash);
	for (const row of rows) await assertOnChain(home, row);
});

const sends = async () => (await network.log()).rpc.filter(({ method }) => method === 'eth_sendRawTransaction').length;

test('a wallet named like a formula is text in a spreadsheet', async () => {
	const home = await world.funded();
	await home.data(['stake', '1', '--yes']);
	const [{ name }] = (await home.data(['wallet', 'list'])).wallets;
	for (const evil of ['=1+1', '+cmd,x', '@SUM("A1")']) {
		await home.data(['wallet', 'rename', (await home.data(['wallet', 'list'])).wallets[0].name, evil]);
		assert.deepEqual((await records(home)).map(({ wallet }) => wallet), [`'${evil}`, `'${evil}`]);
	}
	assert.ok(name);
});

test('to a file, beside JSON, and what is not possible is said', async () => {
	const home = await world.funded();
	await home.data(['stake', '1', '--yes']);
	const file = home.path('book.csv');
	assert.deepEqual(await home.data(['log', '--format', 'csv', '--out', file]), { file });
	assert.equal(readFileSync(file, 'utf8'), await csvText(home));
	assert.equal(statSync(file).mode & 0o777, 0o600);
	for (const args of [['--format', 'xml'], ['--format', 'csv']]) {
		const error = await home.error(['log', ...args]);
		assert.deepEqual([error.code, error.exit], ['usage', 2]);
	}
});
