// doctor --mint: all of a mint but the last step, and one sentence that names what is wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepWorld, openWorld, posts } from './support.mjs';

const [world, challenging] = await Promise.all([openWorld(), keepWorld('--protocol', 'challenge')]);
const { network } = world;
const home = await world.funded({ staked: '10' });
const other = await challenging.funded({ staked: '10' });

/** Returns the report of a wallet, and checks that nothing in it could be posted. */
async function examined(where, code, how = {}) {
	const { status, json, stdout } = await where.run(['doctor', '--mint'], how);
	assert.equal(status, 0, stdout);
	assert.equal(json.data.code, code);
	assert.doesNotMatch(stdout, /eyJ[\w-]+\.[\w-]+\.[\w-]+/, 'a whole token');
	assert.doesNotMatch(stdout, /0x[0-9a-f]{130}/i, 'a whole signature');
	return json.data;
}

test('all is well: token, signature and stake', async () => {
	const sent = await posts(network);
	const data = await examined(home, 'none');
	assert.match(data.cause, /Nothing stands in the way/);
	assert.equal(data.recovered, home.wallet.address);
	assert.equal(data.svvv, '10');
	assert.ok(data.block > 0);
	assert.match(data.tokenHeader, /"alg"/);
	assert.match(data.tokenClaims, /"exp"/);
	assert.match(data.tokenHash, /^0x[0-9a-f]{64}$/);
	assert.match(data.report, /recovers to 0x\w+, this wallet/);
	assert.equal(await posts(network), sent, 'nothing was posted');
});

test('without a password nothing is signed', async () => {
	const data = await examined(home, 'none', { password: false });
	assert.equal(data.recovered, null);
	assert.match(data.cause, /nothing was signed/);
});

test('no stake', async () => {
	const poor = await world.funded();
	assert.match((await examined(poor, 'no_stake')).cause, /no sVVV/);
});

test('a clock that differs', async () => {
	await network.control('clock', { offset: 7200 });
	const data = await examined(home, 'none');
	assert.ok(Math.abs(data.clockOffsetSeconds - 7200) < 5);
	assert.match(data.report, /ahead of this machine's/);
});

test('a server that is down, and one that hands out something else', async () => {
	await network.fail('token', 'status', { status: 503 });
	assert.match((await examined(home, 'unavailable')).report, /HTTP 503/);
	await network.fail('token', 'not_jwt');
	const data = await examined(home, 'not_a_token');
	assert.match(data.cause, /not a token/);
	assert.match(data.report, /0x02f87082/, 'the beginning of what came is shown');
});

test('a challenge is shown, and signed only with --yes', async () => {
	const data = await examined(other, 'none');
	assert.match(data.report, /api\.venice\.ai wants you to sign in/);
	assert.equal(data.recovered, null);
	const signed = await other.data(['doctor', '--mint', '--yes']);
	assert.equal(signed.recovered, other.wallet.address);
	assert.equal(await posts(challenging.network), 0);
});

test('a challenge for another domain is shown and refused', async () => {
	await challenging.network.fail('token', 'altered', {
		from: 'api.venice.ai wants',
		to: 'evil.example wants',
		times: 0,
	});
	const data = await examined(other, 'challenge_refused');
	assert.match(data.report, /evil\.example wants you to sign in/);
	await challenging.network.control('reset');
});

test('for people the report is whole, and the last failure stands below it', async () => {
	const unlucky = await challenging.funded({ staked: '10' });
	const to = `your Venice account.${' word'.repeat(300)} last words`;
	await challenging.network.fail('token', 'altered', { from: 'api.venice.ai wants', to: 'evil.example wants', times: 0 });
	assert.equal((await unlucky.error(['mint', '--yes'])).code, 'challenge_refused');
	await challenging.network.control('reset');
	await challenging.network.fail('token', 'altered', { from: 'your Venice account.', to, times: 0 });
	const { status, stdout } = await unlucky.run(['doctor', '--mint', '--yes'], { json: false });
	assert.equal(status, 0);
	assert.match(stdout, /sVVV +10 at block/, 'the end of the report');
	assert.match(stdout, /The last mint of this wallet that failed, at .*:\n\nCause .*/);
	assert.match(stdout, /Code +challenge_refused/);
	await challenging.network.control('reset');
});
