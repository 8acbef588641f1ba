// The practice network's own connection to anvil, which ordered RPC failures do not touch.
import http from 'node:http';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** Sends `body` (a string or Buffer) to anvil, or to what listens on `port`. Resolves to { status, body: Buffer }. */
export function forward(port, body, path = '/') {
	return new Promise((resolve, reject) => {
		const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
		const request = http.request({ host: '127.0.0.1', port, method: 'POST', path, agent, headers });
		request.on('response', (response) => {
			const parts = [];
			response.on('data', (part) => parts.push(part));
			response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts) }));
			response.on('error', reject);
		});
		request.on('error', reject);
		request.end(body);
	});
}

export class RpcError extends Error {
	constructor({ code, message, data }) {
		super(message);
		this.code = code;
		this.data = data;
	}
}

/** Connects to the anvil on `port`: call(method, params) and batch([[method, params], …]). */
export function connect(port) {
	let lastId = 0;
	async function batch(calls) {
		const requests = calls.map(([method, params]) => ({ jsonrpc: '2.0', id: ++lastId, method, params }));
		const { body } = await forward(port, JSON.stringify(requests));
		const answers = JSON.parse(body);
		return requests.map(({ id }) => {
			const answer = answers.find((a) => a.id === id);
			if (answer?.error) throw new RpcError(answer.error);
			return answer.result;
		});
	}
	const call = async (method, params = []) => (await batch([[method, params]]))[0];
	return { port, batch, call };
}
