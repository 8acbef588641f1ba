// Several ways to one node, each of which can lag, lie or fail on its own.
import { once } from 'node:events';
import http from 'node:http';
import { parseJson, readBody } from '../practice/http.mjs';
import { forward } from '../practice/chain/rpc.mjs';

const reply = (response, status, body, headers = {}) => {
	response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, ...headers });
	response.end(body);
};

/** What a door can do instead of forwarding; each function gets the response. */
export const INSTEAD = {
	hangs: () => {},
	closes: (response) => response.destroy(),
	'closes in the middle': (response) => {
		response.writeHead(200, { 'content-length': 1000 });
		response.write('[{"jsonrpc":"2.0","id":1,"result":', () => response.destroy());
	},
	'sends 50 MB': (response) => reply(response, 200, Buffer.alloc(50 << 20, ' ')),
	'sends garbage': (response) => reply(response, 200, Buffer.from('\x1b[31m\x00garbage')),
	'sends a page': (response) => reply(response, 200, Buffer.from('<html>Please sign in</html>')),
	'is over its limit': (response) => reply(response, 429, Buffer.from('{}'), { 'retry-after': '900' }),
	'fails on its side': (response) => reply(response, 502, Buffer.from('bad gateway')),
	'forbids it': (response) => reply(response, 403, Buffer.from('{}')),
};

/**
 * A door to the node behind `rpcUrl`.  `instead`: one of the above.  `answers`: by method, a function of the
 * answer and the call that returns what is said instead.
 */
export class Door {
	constructor(rpcUrl) {
		this.nodePort = Number(new URL(rpcUrl).port);
		this.well();
		this.server = http.createServer((request, response) => this.handle(request, response));
	}

	async open() {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		this.host = `127.0.0.1:${this.server.address().port}`;
		this.url = `http://${this.host}/`;
		return this;
	}

	well() {
		this.instead = null;
		this.answers = {};
		this.asked = [];
		this.waiters = [];
	}

	count(method) {
		return this.asked.filter((name) => name === method).length;
	}

	/** Resolves once the method was asked so many times. */
	until(method, times) {
		return new Promise((resolve) => {
			this.waiters.push(() => this.count(method) >= times && resolve());
		});
	}

	close() {
		this.server.closeAllConnections();
		this.server.close();
	}

	async handle(request, response) {
		const text = await readBody(request);
		const question = parseJson(text);
		const calls = Array.isArray(question) ? question : [question];
		this.asked.push(...calls.map(({ method }) => method));
		for (const look of this.waiters) look();
		if (this.instead && (!this.only || calls.some(({ method }) => this.only.includes(method))))
			return this.instead(response);
		const { status, body } = await forward(this.nodePort, text);
		const answer = parseJson(body);
		const answers = Array.isArray(answer) ? answer : [answer];
		for (const call of calls) {
			const one = answers.find(({ id }) => id === call.id);
			if (one && this.answers[call.method]) Object.assign(one, this.answers[call.method](one, call));
		}
		return reply(response, status, Buffer.from(JSON.stringify(answer)));
	}
}

/** Opens `count` doors, all well. */
export const openDoors = (network, count) =>
	Promise.all(Array.from({ length: count }, () => new Door(network.rpcUrl).open()));
