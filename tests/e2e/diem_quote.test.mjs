// Mint or buy: ethers reads the same from the contract and from the market.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFields } from './output.mjs';
import {
	AERODROME_FACTORY, AERODROME_ROUTER, DIEM, STAKING, VVV, openWorld, parseEther, startWorld, view,
} from './support.mjs';

const world = await openWorld();
const { network } = world;

const QUOTE = 'getAmountsOut(uint256,(address,address,bool,address)[]) view returns (uint256[])';

async function bought(vvv) {
	const [[, out]] = await view(
		network.provider, AERODROME_ROUTER, QUOTE, vvv, [[VVV, DIEM, false, AERODROME_FACTORY]]);
	return out;
}

const quote = (home, amount) => home.data(['diem', 'quote', amount], { password: false });

for (const amount of ['90', '0.5', '20000'])
	test(`side by side: ${amount} sVVV`, async () => {
		const home = world.home();
		const data = await quote(home, amount);
		assertFields(data, `svvv diem market no_market credit_usd spendable yield_lost cooldown_s next_epoch`);
		assert.equal(data.svvv, amount);
		const [diem] = await view(
			network.provider, STAKING, 'getDiemAmountOut(uint256) view returns (uint256)', parseEther(amount));
		assert.equal(parseEther(data.diem), diem);
		assert.equal(parseEther(data.market.diem), await bought(parseEther(data.market.vvv)));
		const more = parseEther(data.market.diem) - diem;
		assert.ok(more >= 0n && more * 1000n <= diem, `bought ${data.market.diem}, minted ${data.diem}`);
		assert.deepEqual(data.cooldown_s, { vvv: 7 * 86400, diem: 86400 });
		assert.equal(data.credit_usd, data.diem);
		assert.equal(data.spendable, diem >= parseEther('0.1'));
		assert.match(data.next_epoch, /T00:00:00Z$/);
		assert.ok(Date.parse(data.next_epoch) - Date.now() <= 86400000);
		assert.equal(data.no_market, null);
	});

test('the fifth of the yield that locking costs', async (t) => {
	const other = await startWorld();
	t.after(() => other.stop());
	await other.network.staker('100');
	const { yield_lost } = await quote(other.home(), '50');
	assert.deepEqual(yield_lost, { day: '86.4', year: '31536' }, 'of 432 VVV a day');
});

test('in words', async () => {
	const home = world.home();
	const { stdout } = await home.run(['diem', 'quote', '9'], { json: false, password: false });
	assert.match(stdout, /takes +9 sVVV, locked +[\d.]+ VVV, spent on Aerodrome/);
	assert.match(stdout, /yield lost +20 %/);
	assert.match(stdout, /burn the DIEM: sVVV at once, VVV 7 days later +sell the DIEM/);
	assert.match(stdout, /At least 0\.1 staked DIEM is needed/);
	assert.match(stdout, /begins in \d\d:\d\d/);
	const little = await home.run(['diem', 'quote', '1'], { json: false, password: false });
	assert.match(little.stdout, /Below 0\.1 staked DIEM none of it can be spent, and this is less/);
});

test('more than is for sale, and nothing at all', async () => {
	const home = world.home();
	const { market, no_market, diem } = await quote(home, '200000');
	assert.deepEqual([market, no_market], [null, 'not so much DIEM is for sale']);
	assert.ok(Number(diem) > 1000);
	for (const [amount, code] of [['0', 'invalid_input'], ['0.00000000000000001', 'invalid_input'], ['x', 'invalid_input']])
		assert.equal((await home.error(['diem', 'quote', amount], { password: false })).code, code);
});

test('where the market cannot be asked, that is said, and the contract all the same', async (t) => {
	const other = await startWorld('--no-market');
	t.after(() => other.stop());
	const home = other.home();
	const { market, no_market, diem } = await quote(home, '90');
	assert.deepEqual([market, no_market, diem], [null, 'there is no market for it here', '1']);
	const { stdout } = await home.run(['diem', 'quote', '90'], { json: false, password: false });
	assert.match(stdout, /What the market asks is not known: there is no market/);
});
