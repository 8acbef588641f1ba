import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEther } from 'ethers';
import { keepNetwork, mined } from './harness.mjs';

const CALL = 14e-6, FAILED_CALL = 3.5e-6;
const BLOCK = { jsonrpc: '2.0', id: 1, method: 'eth_blockNumber', params: [] };

for (const venice of ['live', 'book']) {
	const network = await keepNetwork('--venice', venice);

	/** Makes a key whose account has a dollar, and returns what can be done with it. */
	async function keyed(options = {}) {
		const wallet = await network.staker();
		const body = await network.mintBody(wallet, { apiKeyType: 'ADMIN', ...options });
		const { apiKey } = (await network.mint(body)).body.data;
		const fund = (usd) => network.control('fund', { address: wallet.address, usd });
		await fund(1);
		return {
			wallet,
			fund,
			ask: (body, headers = {}, slug = 'base-mainnet') =>
				network.api('POST', `/crypto/rpc/${slug}`, { key: apiKey, body, headers }),
			left: async () => (await network.api('GET', '/billing/balance', { key: apiKey })).body.balances.usd,
		};
	}
	const about = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}, not ${expected}`);

	test(`${venice}: a call and a batch are answered, and their price is said and taken off`, async () => {
		const key = await keyed();
		const { status, body, headers } = await key.ask(BLOCK);
		assert.equal(status, 200);
		assert.equal(Number(body.result), await network.provider.getBlockNumber());
		assert.equal(headers.get('x-venice-rpc-credits'), '20');
		assert.equal(headers.get('x-venice-rpc-cost-usd'), '0.00001400');
		const wrong = { ...BLOCK, id: 2, method: 'eth_getBalance', params: ['no address'] };
		const batch = await key.ask([BLOCK, wrong]);
		assert.deepEqual(batch.body.map(({ id, error }) => [id, Boolean(error)]), [[1, false], [2, true]]);
		assert.equal(batch.headers.get('x-venice-rpc-credits'), '25');
		about(await key.left(), 1 - 2 * CALL - FAILED_CALL);
	});

	test(`${venice}: one method off the list refuses the whole batch, unpaid`, async () => {
		const key = await keyed();
		const { status, text } = await key.ask([BLOCK, { ...BLOCK, id: 2, method: 'eth_newFilter' }]);
		assert.equal(status, 400);
		assert.match(text, /eth_newFilter/);
		assert.equal((await key.ask([BLOCK], {}, 'nowhere')).status, 400);
		assert.equal((await key.ask(Array.from({ length: 101 }, (_, id) => ({ ...BLOCK, id })))).status, 400);
		about(await key.left(), 1);
	});

	test(`${venice}: without a key, with an unknown one, and without credits`, async () => {
		const key = await keyed();
		const bare = await network.api('POST', '/crypto/rpc/base-mainnet', { body: BLOCK });
		assert.equal(bare.status, venice === 'live' ? 402 : 401);
		const unknown = { key: 'VENICE_INFERENCE_KEY_unknown', body: BLOCK };
		assert.equal((await network.api('POST', '/crypto/rpc/base-mainnet', unknown)).status, 401);
		await key.fund(0);
		const { status, text } = await key.ask(BLOCK);
		assert.equal(status, 402);
		assert.match(text, /Insufficient USD or Diem balance/);
	});

	test(`${venice}: the same Idempotency-Key and body bring the same answer and are paid once`, async () => {
		const key = await keyed();
		const tx = await key.wallet.populateTransaction({ to: key.wallet.address, value: parseEther('0.1') });
		const raw = await key.wallet.signTransaction(tx);
		const send = { jsonrpc: '2.0', id: 1, method: 'eth_sendRawTransaction', params: [raw] };
		const once = { 'idempotency-key': 'a-key_1' };
		await network.fail('crypto_rpc', 'cut_after');
		await assert.rejects(key.ask(send, once), 'the answer is lost');
		const { body, headers } = await key.ask(send, once);
		assert.equal(headers.get('idempotent-replayed'), 'true');
		await mined({ hash: body.result, provider: network.provider });
		assert.equal((await network.log()).rpc.filter(({ params }) => params?.[0] === raw).length, 1);
		about(await key.left(), 1 - CALL);
		assert.equal((await key.ask(BLOCK, once)).status, 400, 'another body');
		assert.equal((await key.ask(BLOCK, { 'idempotency-key': 'no good' })).status, 400);
	});

	test(`${venice}: one at a time, and 100 a minute, with the second when that is over`, async () => {
		const key = await keyed();
		await network.fail('rpc', 'slow', { delayMs: 300, path: '/venice' });
		const statuses = (await Promise.all([key.ask(BLOCK), key.ask(BLOCK)])).map(({ status }) => status);
		assert.deepEqual(statuses.sort(), [200, 429]);
		let refused;
		for (let i = 0; i < 101 && !refused; i++) {
			const answer = await key.ask(BLOCK);
			if (answer.status === 429) refused = answer;
		}
		const reset = Number(refused.headers.get('x-ratelimit-reset')), now = Date.now() / 1000;
		assert.ok(reset > now && reset <= now + 62, `${reset} at ${now}`);
	});

	test(`${venice}: a node behind it that fails is a 500, unpaid, and not remembered`, async () => {
		const key = await keyed();
		await network.fail('rpc', 'status', { path: '/venice' });
		const once = { 'idempotency-key': 'again' };
		assert.equal((await key.ask(BLOCK, once)).status, 500);
		assert.equal((await key.ask(BLOCK, once)).status, 200);
		about(await key.left(), 1 - CALL);
	});
}
