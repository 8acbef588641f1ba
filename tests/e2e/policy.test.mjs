// A policy: what an agent's wallet may sign with --yes, whatever the script does, across restarts, kills and clocks.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { sentBy } from './chain.mjs';
import { BUILD } from './program.mjs';
import { TREASURY, VVV, arrived, openWorld, send } from './support.mjs';
import { payments } from './x402.mjs';

const DAY = 86400;
const FRIEND = '0x000000000000000000000000000000000000dEaD';

const world = await openWorld();
const { network } = world;

/** Makes a home whose only wallet has this policy. */
async function agent(policy, options) {
	const home = await world.funded(options);
	const [{ name }] = (await home.data(['wallet', 'list'])).wallets;
	home.name = name;
	setPolicy(home, policy);
	return home;
}

const setPolicy = (home, policy, of = home.name) =>
	writeFileSync(path.join(home.dir, 'config'), `[policy ${of}]\n${policy}\n`, { mode: 0o600 });

const stake = (home, amount) => home.data(['stake', amount, '--yes']);

/** Expects that --yes does not do it: nothing is signed, and nothing is in flight. */
async function refused(home, args, code, how) {
	const nonce = await sentBy(network, home), paid = (await payments(network)).length;
	const error = await home.error([...args, '--yes'], how);
	assert.deepEqual([error.code, error.exit, error.remedy], [code, 1, 'stop'], error.message);
	assert.equal(await sentBy(network, home), nonce);
	assert.equal((await payments(network)).length, paid);
	assert.deepEqual(await home.inFlight(), []);
	return error;
}

// Payments are tested first, because none is good any more once the chain is ahead of Venice's clock.

test('what is sent goes to recipients only, and so does what x402 pays', async () => {
	const home = await agent(`recipients = ${FRIEND}`);
	await network.control('faucet', { address: home.wallet.address, usdc: '50', vvv: '5' });
	const other = `0x${'42'.repeat(20)}`;
	for (const token of ['VVV', 'USDC', 'ETH']) {
		const { message } = await refused(home, ['send', token, '0.0001', other], 'policy_recipient');
		assert.ok(message.includes(other));
	}
	await home.data(['send', 'VVV', '1', FRIEND, '--yes']);
	await home.data(['send', 'ETH', '0.0001', FRIEND, '--yes']);
	await refused(home, ['x402', 'top-up', '5'], 'policy_recipient');
	setPolicy(home, `recipients = ${FRIEND}, ${TREASURY}`);
	await home.data(['x402', 'top-up', '5', '--yes']);
});

test('an allowance is taken back whatever the policy, and spends nothing of it', async () => {
	const home = await agent(`recipients = ${FRIEND}\nper-tx = 1 VVV\nper-day = 1 VVV`);
	const other = `0x${'43'.repeat(20)}`;
	await send(home.wallet, VVV, 'approve(address,uint256)', other, 5n * 10n ** 18n);
	await home.data(['allowance', 'revoke', 'VVV', other, '--yes']);
	await stake(home, '1');
});

test('payments count by day, too', async () => {
	const home = await agent('per-tx = 10 USDC\nper-day = 12 USDC');
	await network.control('faucet', { address: home.wallet.address, usdc: '50' });
	await refused(home, ['x402', 'top-up', '11'], 'policy_cap');
	await home.data(['x402', 'top-up', '7', '--yes']);
	await refused(home, ['x402', 'top-up', '6'], 'policy_day');
	await home.data(['x402', 'top-up', '5', '--yes']);
});

test('the cap of a transaction: up to it, and not a unit more', async () => {
	const home = await agent('per-tx = 10 VVV');
	const { message } = await refused(home, ['stake', '10.000000000000000001'], 'policy_cap');
	assert.match(message, /10\.000000000000000001 VVV is more than 10, the policy's cap for one transaction/);
	await stake(home, '10');
});

test('the cap of a day: counted across commands, and over when the chain says so', async () => {
	const home = await agent('per-day = 25 VVV');
	await stake(home, '10');
	await stake(home, '15');
	const { message } = await refused(home, ['stake', '1'], 'policy_day');
	assert.match(message, /25 VVV in the last 24 hours, and with this 26: more than 25/);
	await network.control('chain', { advance: DAY });
	await stake(home, '25');
	await refused(home, ['stake', '1'], 'policy_day');
});

test('the clock of this machine makes no day go by', async () => {
	const home = await agent('per-day = 10 VVV');
	await stake(home, '10');
	for (const seconds of [2 * DAY, -2 * DAY])
		await refused(home, ['stake', '1'], 'policy_day', {
			env: { LD_PRELOAD: path.join(BUILD, 'clock_ahead.so'), CLOCK_AHEAD: String(seconds) },
		});
});

test('what was killed in flight counts', async () => {
	const home = await agent('per-day = 10 DIEM');
	await network.control('faucet', { address: home.wallet.address, diem: '20' });
	await network.control('chain', { automine: false });
	const sends = (await network.log()).rpc.filter(({ method }) => method === 'eth_sendRawTransaction').length;
	const sent = arrived(network, 'eth_sendRawTransaction', sends + 1, 'rpc');
	const run = home.start(['diem', 'stake', '8', '--yes']);
	await sent;
	run.child.kill('SIGKILL');
	await run.ended;
	await network.control('chain', { automine: true });
	await network.control('chain', { mine: 1 });
	await home.data(['diem', 'stake', '8', '--yes']);	/* the same transaction, followed to its end */
	assert.equal(await sentBy(network, home), 1);
	await refused(home, ['diem', 'stake', '3'], 'policy_day');
	await home.data(['diem', 'stake', '2', '--yes']);
});

test('tokens have caps of their own, and a mint of DIEM locks sVVV', async () => {
	const home = await agent('per-tx = 1 DIEM, 50 sVVV', { staked: '100' });
	await refused(home, ['diem', 'mint', '90'], 'policy_cap');
	await home.data(['diem', 'mint', '45', '--yes']);
	await network.control('faucet', { address: home.wallet.address, vvv: '100' });
	await stake(home, '100');
});

test('a claim brings something in, and is not capped', async () => {
	const home = await agent('per-tx = 0 VVV\nper-day = 0 VVV', { staked: '100' });
	await network.control('chain', { advance: DAY });
	await home.data(['claim', '--yes']);
});

test('an expired policy lets --yes sign nothing', async () => {
	const home = await agent('expires = 2020-01-01', { staked: '10' });
	const { message } = await refused(home, ['stake', '1'], 'policy_expired');
	assert.match(message, /until 2020-01-01T00:00:00Z/);
	setPolicy(home, 'expires = 2100-01-01');
	await stake(home, '1');
});

test('by address it holds whatever the wallet is called; another wallet is free', async () => {
	const home = await agent('');
	setPolicy(home, 'per-tx = 1 VVV', home.wallet.address.toLowerCase());
	await home.data(['wallet', 'rename', home.name, 'renamed']);
	await refused(home, ['stake', '2'], 'policy_cap');
	setPolicy(home, 'per-tx = 1 VVV', 'somebody-else');
	const { status, json } = await home.run(['stake', '2', '--yes']);
	assert.equal(status, 0);
	assert.match(json.warnings[0], /policy of 'somebody-else' is of no wallet/);
});

test('a wallet that is renamed leaves its policy behind: that is said at once, and by the doctor', async () => {
	const home = await agent('per-tx = 1 VVV');
	const doctor = async () => (await home.run(['doctor'], { json: false })).stdout;
	assert.match(await doctor(), /^ok +policies +1 given by the configuration$/m);
	const { status, json } = await home.run(['wallet', 'rename', home.name, 'renamed']);
	assert.equal(status, 0);
	assert.deepEqual(json.warnings,
		[`The policy of '${home.name}' is of no wallet here: see [policy ${home.name}] in the configuration.`]);
	assert.match(await doctor(),
		new RegExp(`^NOT OK +policies +config, \\[policy ${home.name}\\]: there is no such wallet`, 'm'));
	setPolicy(home, 'per-tx = 1 VVV', 'renamed');
	assert.match(await doctor(), /^ok +policies/m);
});

test('without a terminal nobody can type the word', async () => {
	const home = await agent('per-tx = 1 VVV');
	const error = await home.error(['stake', '2']);
	assert.deepEqual([error.code, error.exit], ['policy_cap', 1]);
	assert.match(error.do, /the word exceed/);
});

test('a mistake is named by line and column, and nothing is done', async () => {
	const home = await agent('per-tx = 10 DOLLARS');
	const { code, message } = await home.error(['stake', '1', '--yes']);
	assert.equal(code, 'config_bad');
	assert.match(message, /line 2, column 13: 'DOLLARS' is no token/);
});
