// kill -9 at every step of what a stake goes through, of minting and of wallets: nothing is lost or sent twice.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { onChain, sentBy, transactionsOf } from './chain.mjs';
import { assertTidy, forEveryWrite, killedAt } from './crash.mjs';
import {
	DIEM, HDNodeWallet, MaxUint256, STAKING, VVV, formatUnits, keepWorld, parseEther, randomKey, send, view,
} from './support.mjs';

const STAKED_INFOS = 'stakedInfos(address) view returns (uint256, uint256, uint256)';

const world = await keepWorld();
const { network } = world;

test('stake, killed once and then again while it follows what it finds', async () => {
	const args = ['stake', '10', '--yes'];
	await forEveryWrite(async (n) => {
		const home = await world.funded();
		const first = await killedAt(home, n, args);
		if (!first.finished) {
			const second = await killedAt(home, 1 + n % 9, args);
			if (!second.finished) assert.equal((await home.data(args)).svvv, '10');
		}
		assert.equal(await onChain(network, home), '10');
		assert.equal(await sentBy(network, home), 2);
		const stakes = (await transactionsOf(network, home.wallet.address)).filter(({ to }) => to === STAKING);
		assert.equal(stakes.length, 1);
		// A run that is killed after its report leaves the entry, and the next run closes it.
		if (!first.killed) await assertTidy(home);
		assert.equal((await home.data(['wallet', 'list'])).wallets[0].address, home.wallet.address);
		return first.killed;
	});
});

test('diem stake, killed once and then again while it follows what it finds', async () => {
	const args = ['diem', 'stake', '2', '--yes'];
	await forEveryWrite(async (n) => {
		const home = await world.funded();
		await network.control('faucet', { address: home.wallet.address, diem: '5' });
		const first = await killedAt(home, n, args);
		if (!first.finished) {
			const second = await killedAt(home, 1 + n % 7, args);
			if (!second.finished) assert.equal((await home.data(args)).diem_staked, '2');
		}
		const [staked] = await view(network.provider, DIEM, STAKED_INFOS, home.wallet.address);
		assert.equal(staked, parseEther('2'));
		assert.equal(await sentBy(network, home), 1);
		if (!first.killed) await assertTidy(home);
		return first.killed;
	});
});

const OTHER = `0x${'43'.repeat(20)}`, DAY = 86400;
const call = (signature, ...amounts) => ({ wallet }) => send(wallet, STAKING, signature, ...amounts.map(parseEther));
const pass = (seconds) => network.control('chain', { advance: seconds });

async function stakeDiem({ wallet }) {
	await network.control('faucet', { address: wallet.address, diem: '5' });
	await send(wallet, DIEM, 'stake(uint256)', parseEther('2'));
}

/** What is done once, by one transaction: what goes before it, what it gives.  One worker where a price is shared. */
const ONCE = [
	['claim', { before: () => pass(60) }],
	['claim --restake', { before: () => pass(60) }],
	['unstake 5', { gives: ['amount', '5'] }],
	['unstake --finalize', {
		before: async (home) => {
			await call('initiateUnstake(uint256)', '5')(home);
			await pass(8 * DAY);
		},
		gives: ['amount', '5'],
		workers: 1,
	}],
	['diem mint 50', { workers: 1 }],
	['diem burn 0.01', {
		before: call('mintDiem(uint256,uint256)', '50', '0'),
		workers: 1,
	}],
	['diem unstake 2', { before: stakeDiem, gives: ['diem_staked', '0'] }],
	['diem withdraw', {
		before: async (home) => {
			await stakeDiem(home);
			await send(home.wallet, DIEM, 'initiateUnstake(uint256)', parseEther('2'));
			await pass(2 * DAY);
		},
		gives: ['diem', '5'],
		workers: 1,
	}],
	['allowance approve VVV unlimited', { gives: ['amount', formatUnits(MaxUint256, 18)] }],
	[`allowance revoke VVV ${OTHER}`, {
		before: ({ wallet }) => send(wallet, VVV, 'approve(address,uint256)', OTHER, parseEther('7')),
		gives: ['amount', '7'],
	}],
];

for (const [line, { before = () => {}, gives: [field, value] = [], workers }] of ONCE) {
	test(`${line.replace(/0x\w+/, 'SPENDER')}: killed at each write it is done once`, async () => {
		const args = [...line.split(' '), '--yes'];
		await forEveryWrite(async (n) => {
			const home = await world.funded({ staked: '100' });
			await before(home);
			const sent = await sentBy(network, home);
			const first = await killedAt(home, n, args);
			const data = first.finished ? first.json?.data : await home.data(args);
			if (field && data) assert.equal(data[field], value);
			assert.equal(await sentBy(network, home), sent + 1);
			if (!first.killed) await assertTidy(home);
			return first.killed;
		}, workers);
	});
}

test('mint', async () => {
	const staker = await network.staker('1');
	const outcomes = new Set();
	await forEveryWrite(async (n) => {
		const home = world.home();
		await home.importKey(staker.privateKey);
		const args = ['mint', '--description', `killed at ${n}`];
		const made = async () =>
			(await network.keys()).filter(({ description }) => description === `killed at ${n}`);
		const first = await killedAt(home, n, args);
		let result = first.json;
		let outcome = first.killed ? 'finished' : 'unharmed';
		if (!first.finished) {
			const before_ = (await made()).length;
			result = (await home.run(args, { reveals: true })).json;
			if (result.ok) {
				outcome = before_ ? 'found in the vault' : 'not yet sent';
				assert.equal((await made()).length, 1);
			} else {
				outcome = 'unknown';
				assert.equal(result.error.code, 'mint_unknown');
				assert.ok((await made()).length <= 1);
				result = (await home.run([...args, '--after-unknown'], { reveals: true })).json;
				assert.ok((await made()).length <= 2);
			}
			await assertTidy(home);
		}
		outcomes.add(outcome);
		const { keys } = await home.data(['key', 'list']);
		assert.equal(keys.length, 1);
		const stored = await home.data(['key', 'show', keys[0].id, '--reveal'], { reveals: true });
		assert.ok((await made()).some(({ last6Chars }) => stored.apiKey.endsWith(last6Chars)));
		if (result) assert.equal(stored.apiKey, result.data.apiKey);
		return first.killed;
	});
	assert.deepEqual([...outcomes].sort(), [
		'finished',
		'found in the vault',
		'not yet sent',
		'unharmed',
		'unknown',
	]);
});

/** Checks that the wallet is there, whole and openable, or is not there at all and can be made. */
async function assertWholeOrNone(home, address, again) {
	const { wallets, damaged } = await home.data(['wallet', 'list']);
	assert.equal(damaged, undefined);
	assert.ok(wallets.length <= 1);
	if (!wallets.length) await home.data(again);
	else if (address) assert.equal(wallets[0].address, address());
	const signed = await home.data(['wallet', 'sign', '--message-file', home.file('message', 'm')]);
	assert.equal(signed.address, (await home.data(['wallet', 'show'])).address);
	await assertTidy(home);
}

/** Checks that nothing is left beside the exported file. */
function assertNoTemporary(home) {
	const left = readdirSync(path.join(home.folder, 'files')).filter((name) => name.startsWith('.'));
	assert.deepEqual(left, []);
}

for (const [disk, env] of [['', {}], [', on a simple disk', { SIMPLE_DISK: '1' }]]) {
	test(`wallet new: no wallet is stored without its words, and no words are left in passing${disk}`, async () => {
		await forEveryWrite(async (n) => {
			const home = world.home();
			const words = home.path('words');
			const make = (file) => ['wallet', 'new', 'main', '--mnemonic-out', file, '--light-kdf'];
			const { killed } = await killedAt(home, n, make(words), { env });
			const derived = () => HDNodeWallet.fromPhrase(readFileSync(words, 'utf8').trim()).address;
			const { wallets } = await home.data(['wallet', 'list']);
			assert.equal(
				existsSync(words),
				wallets.length === 1,
				'words are of a wallet that is stored, or are not there',
			);
			assertNoTemporary(home);
			await assertWholeOrNone(home, derived, make(words));
			return killed;
		});
	});

	test(`a bare key that is exported is left nowhere else${disk}`, async () => {
		await forEveryWrite(async (n) => {
			const home = world.home();
			await home.importKey(randomKey());
			const out = home.path('out');
			const { killed } = await killedAt(
				home,
				n,
				['wallet', 'export', 'main', '--yes', '--format', 'key', '--out', out],
				{ env },
			);
			await home.data(['wallet', 'list']);
			assertNoTemporary(home);
			if (existsSync(out)) assert.match(readFileSync(out, 'utf8'), /^0x[0-9a-f]{64}\n$/);
			return killed;
		});
	});
}

test('wallet import', async () => {
	await forEveryWrite(async (n) => {
		const home = world.home();
		const file = home.file('key', randomKey());
		const args = ['wallet', 'import', 'main', '--key-file', file, '--light-kdf'];
		const { killed } = await killedAt(home, n, args);
		await assertWholeOrNone(home, null, args);
		assert.ok(existsSync(file));
		return killed;
	});
});

test('wallet export', async () => {
	await forEveryWrite(async (n) => {
		const home = world.home();
		await home.importKey(randomKey());
		const out = home.path('out.json');
		const { killed } = await killedAt(home, n, ['wallet', 'export', 'main', '--out', out]);
		if (!killed) assert.equal(JSON.parse(readFileSync(out, 'utf8')).version, 3);
		return killed;
	});
});
