// The calls by which tests steer the practice network: /practice/….
import { isAddress } from 'ethers';
import { drip } from '../chain/faucet.mjs';
import { parseJson, readBody } from '../http.mjs';
import { showToTests } from '../api/keys.mjs';

export const CONTROL_PREFIX = '/practice';

const OK = { ok: true };

function number(name, value, least = -Infinity) {
	if (typeof value !== 'number' || !Number.isFinite(value) || value < least)
		throw new TypeError(`${name}: not a number that can be used`);
	return value;
}

export function makeControl(parts) {
	const { accounts, budget, chain, challenges, clock, failures, keys, lag, log, spending, tokens } = parts;

	function setTokenLife(seconds) {
		tokens.setLife(seconds);
		challenges.setLife(seconds);
	}

	async function steerChain({ mine, automine, advance, reachable, reorg }) {
		if (reachable !== undefined) chain.setReachable(Boolean(reachable));
		if (automine !== undefined) await chain.setMining(Boolean(automine));
		if (mine !== undefined) await chain.mine(number('mine', mine, 1));
		if (advance !== undefined) await chain.advance(number('advance', advance, 0));
		if (reorg !== undefined) await chain.reorg(number('reorg', reorg, 1));
		return OK;
	}

	/** Answers with the log.  With ?count=N it waits for N entries of ?list= that match ?route= and ?method=. */
	async function readLog(_, query, signal) {
		const list = query.get('list') === 'rpc' ? 'rpc' : 'requests';
		const matches = (entry) => ['route', 'method']
			.every((name) => !query.has(name) || entry[name] === query.get(name));
		await log.waitFor(list, Number(query.get('count') ?? 0), matches, signal);
		return log.entries;
	}

	const calls = {
		'POST /faucet': async (body) => ({ ...OK, hashes: await drip(chain, body) }),
		'POST /fail': async (body) => {
			if (body.mode === 'lag') await lag.start();
			failures.add(body);
			return OK;
		},
		'POST /release': () => { failures.release(); return OK; },
		'POST /clock': ({ offset }) => { clock.shift(number('offset', offset)); return OK; },
		'POST /token-life': ({ seconds }) => { setTokenLife(number('seconds', seconds)); return OK; },
		'POST /token': async (claims) => ({ ...OK, token: await tokens.issue(claims) }),
		'POST /chain': steerChain,
		'POST /fund': ({ address, ...credit }) => {
			if (!isAddress(address)) throw new TypeError('address: not an address');
			for (const [name, amount] of Object.entries(credit)) number(name, Number(amount), 0);
			accounts.fund(address, credit);
			return OK;
		},
		'POST /spend': ({ id, amount, purse = 'diem', ...more }) => {
			const key = keys.all().find((one) => one.id === id);
			if (!key) throw new TypeError('id: no such key');
			if (!['diem', 'earned', 'bundled', 'usd'].includes(purse)) throw new TypeError('purse: no such purse');
			spending.add(key, purse, number('amount', amount, 0), more);
			return OK;
		},
		'POST /reset': () => {
			failures.reset();
			lag.stop();
			budget.reset();
			clock.shift(0);
			chain.setReachable(true);
			setTokenLife();
			return OK;
		},
		'GET /log': readLog,
		'GET /count': () => ({ ...OK, ...log.count() }),
		'GET /keys': () => ({ keys: keys.all().map(showToTests) }),
	};

	function answer(response, status, value) {
		const text = JSON.stringify(value);
		response.writeHead(status, {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(text),
		});
		response.end(text);
	}

	return async function handle(request, response, url) {
		const text = (await readBody(request)).toString();
		const path = url.pathname.slice(CONTROL_PREFIX.length);
		if (path === '/redirected') {
			// Where the failure `redirect` leads.  A client that gets here has followed it.
			const entry = log.add('requests', {
				method: request.method,
				path: url.pathname,
				route: 'redirected',
				body: text || null,
			});
			entry.status = 200;
			return answer(response, 200, { data: { token: 'redirected' }, success: true });
		}
		const call = calls[`${request.method} ${path}`];
		if (!call)
			return answer(response, 404, {
				ok: false,
				error: `no such call: ${request.method} ${url.pathname}`,
			});
		const body = text === '' ? {} : parseJson(text);
		if (body === null || typeof body !== 'object')
			return answer(response, 400, { ok: false, error: 'the body is not a JSON object' });
		const gone = new AbortController();
		response.on('close', () => gone.abort());
		try {
			return answer(response, 200, await call(body, url.searchParams, gone.signal));
		} catch (error) {
			return answer(response, 400, { ok: false, error: error.message });
		}
	};
}
