// A stake comes out again: rewards are claimed and staked anew, VVV is unstaked, waits and is taken out.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertHash } from './shapes.mjs';
import { onChain, sentBy } from './chain.mjs';
import { assertFields } from './output.mjs';
import { agreedIn } from './signed.mjs';
import { Interface, STAKING, VVV, openWorld, parseEther, startWorld } from './support.mjs';

const DAY = 86400;

const world = await openWorld();
const { network } = world;

const advance = (seconds) => network.control('chain', { advance: seconds });
const run = (home, ...args) => home.data([...args, '--yes']);

/** Expects an error, with nothing broadcast and nothing in flight. */
async function refused(home, args, code, exit) {
	const nonce = await sentBy(network, home);
	const error = await home.error([...args, '--yes']);
	assert.deepEqual([error.code, error.exit], [code, exit], error.message);
	assert.equal(await sentBy(network, home), nonce);
	assert.deepEqual(await home.inFlight(), []);
	return error;
}

/** Returns the call of a mined transaction, as ethers reads it. */
async function callOf(hash, signature) {
	const { to, data, value } = await network.provider.getTransaction(hash);
	assert.equal(value, 0n);
	return { to, args: [...new Interface([`function ${signature}`]).parseTransaction({ data }).args] };
}

/** Returns how much of a token went to the home's wallet in a transaction, by its contract's log. */
async function received(home, hash, token = VVV) {
	const erc20 = new Interface(['event Transfer(address indexed from, address indexed to, uint256 value)']);
	const { logs } = await network.provider.getTransactionReceipt(hash);
	return logs.filter(({ address }) => address === token).map((log) => erc20.parseLog(log).args)
		.filter(({ to }) => to === home.wallet.address).reduce((sum, { value }) => sum + value, 0n);
}

test('rewards are claimed, and what came is what is said', async () => {
	const home = await world.funded({ staked: '10' });
	await advance(DAY);
	const data = await run(home, 'claim');
	assertFields(data, 'tx block claimed');
	assertHash(data.tx);
	assert.equal(parseEther(data.claimed), await received(home, data.tx));
	assert.ok(parseEther(data.claimed) > 0n);
	assert.deepEqual(await callOf(data.tx, 'claim()'), { to: STAKING, args: [] });
	assert.deepEqual(await home.inFlight(), []);
});

test('rewards are claimed and staked at once', async () => {
	const home = await world.funded({ staked: '10' });
	await advance(DAY);
	const data = await run(home, 'claim', '--restake');
	assertFields(data, 'tx block claimed svvv');
	assert.equal(parseEther(data.svvv), parseEther('10') + parseEther(data.claimed));
	assert.equal(await onChain(network, home), data.svvv);
	assert.equal(await received(home, data.tx), 0n);
	assert.deepEqual(await callOf(data.tx, 'claimAndStake()'), { to: STAKING, args: [] });
});

const REVIEWED = /about ([\d.]+) VVV a day, ([\d.]+) a year/;

test('what a stake earns is what the chain pays, and less for what is locked', async (t) => {
	const other = await startWorld();	// in a world of its own nobody else stakes
	t.after(() => other.stop());
	const home = await other.funded({ staked: '30' });
	await home.data(['stake', '10', '--yes']);
	const besides = () => agreedIn(home.dir).at(-1).rows.Besides.join('\n');
	const [, day, year] = REVIEWED.exec(besides());
	assert.deepEqual([day, year], ['216', '78840'], 'a quarter of 864 VVV a day');
	await home.data(['diem', 'mint', '10', '--yes']);
	assert.match(besides(), /a fifth less: at the present rate that is 43\.2 VVV a day/);

	const [{ earns, pending_rewards: had, block }] = (await home.data(['balance'])).balances;
	assert.deepEqual(earns, { day: '820.8', year: '299592' });
	await other.network.control('chain', { advance: DAY });
	const [later] = (await home.data(['balance'])).balances;
	const at = async (number) => (await other.network.provider.getBlock(number)).timestamp;
	const seconds = BigInt(await at(later.block) - await at(block));
	const paid = parseEther(later.pending_rewards) - parseEther(had);
	assert.equal(paid, (parseEther(earns.day) * seconds) / BigInt(DAY));
	const { stdout } = await home.run(['balance'], { json: false });
	assert.match(stdout, /earns a day \(VVV\) +820\.8\n.*earns a year \(VVV\) +299592\n/);
});

test('nothing to claim: said before anything is signed', async () => {
	const home = await world.funded();
	assert.match((await refused(home, ['claim'], 'nothing_there', 1)).message, /no rewards/);
	await refused(home, ['claim', '--restake'], 'nothing_there', 1);
	assert.match((await refused(home, ['unstake', '--finalize'], 'nothing_there', 1)).message, /No VVV is coming back/);
});

test('unstaked, waited for, and taken out', async () => {
	const home = await world.funded({ staked: '10' });
	await advance(DAY);
	const begun = await run(home, 'unstake', '4');
	assertFields(begun, 'tx block amount ends');
	assert.deepEqual(await callOf(begun.tx, 'initiateUnstake(uint256)'), { to: STAKING, args: [parseEther('4')] });
	assert.equal(begun.amount, '4');
	assert.equal(await onChain(network, home), '6');
	assert.ok(await received(home, begun.tx) > 0n, 'the rewards that waited');
	const { timestamp } = await network.provider.getBlock(begun.block);
	assert.equal(Date.parse(begun.ends) / 1000, timestamp + 7 * DAY);

	const early = await refused(home, ['unstake', '--finalize'], 'cooldown', 3);
	assert.match(early.message, new RegExp(`4 VVV can be taken out at ${begun.ends}, in 7d 00h`));
	const second = await refused(home, ['unstake', '1'], 'cooldown', 3);
	assert.match(second.message, /4 VVV began to come back earlier.*no second one/);

	const balance = async () => (await home.run(['balance'], { json: false })).stdout;
	assert.match(await balance(), new RegExp(`cooling down \\(VVV\\) +4, until ${begun.ends}`));
	await advance(7 * DAY);
	assert.match(await balance(), new RegExp(`cooling down \\(VVV\\) +4, over since ${begun.ends}: 'rialto unstake --finalize' takes it out`));
	const taken = await run(home, 'unstake', '--finalize');
	assertFields(taken, 'tx block amount');
	assert.equal(taken.amount, '4');
	assert.equal(await received(home, taken.tx), parseEther('4'));
	assert.deepEqual(await callOf(taken.tx, 'finalizeUnstake()'), { to: STAKING, args: [] });
	assert.equal((await run(home, 'unstake', '6')).amount, '6');
	assert.deepEqual(await home.inFlight(), []);
});

test('what the words must be', async () => {
	const home = await world.funded({ staked: '10' });
	await refused(home, ['unstake'], 'usage', 2);
	await refused(home, ['unstake', '1', '--finalize'], 'usage', 2);
	await refused(home, ['unstake', '0'], 'invalid_input', 2);
	assert.match((await refused(home, ['unstake', '10.5'], 'needs_svvv', 5)).message, /10 unlocked sVVV, less than 10\.5/);
	await refused(home, ['unstake', '1', '--readonly'], 'readonly', 8);
	await refused(home, ['claim', '--readonly'], 'readonly', 8);
});

test('a contract that takes a second one: what that does is said', async (t) => {
	const other = await startWorld('--second-unstake', 'add');
	t.after(() => other.stop());
	const home = await other.funded({ staked: '10' });
	await home.data(['unstake', '4', '--yes']);
	await other.network.control('chain', { advance: DAY });
	await home.data(['unstake', '1', '--yes']);
	const [besides] = agreedIn(home.dir).at(-1).rows.Besides;
	assert.match(besides, /4 VVV are coming back already: this adds to them, and the cooldown begins anew/);
	const [{ cooldown }] = (await home.data(['balance'])).balances;
	assert.equal(cooldown.amount, '5');
});
