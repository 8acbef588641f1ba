// The small parts of HTTP that the servers here share.
import http from 'node:http';
import { once } from 'node:events';

const HOST = '127.0.0.1';
const MAX_BODY = 8 * 1024 * 1024;

/**
 * Listens on loopback only.  Resolves to { port, close() }.  `handle` must not throw; if it does, that is a bug
 * here.  A client that takes it for a proxy gets the status that `refuse` returns.
 */
export async function serve(port, handle, refuse = () => 403) {
	const server = http.createServer((request, response) => {
		response.sendDate = false;
		// Many tests are about clients that go away, so this is no error.
		request.on('error', () => {});
		response.on('error', () => {});
		Promise.resolve(handle(request, response)).catch((error) => {
			if (response.destroyed) return;
			process.stderr.write(`practice: ${request.method} ${request.url}: ${error.stack}\n`);
			if (!response.headersSent) response.writeHead(500);
			response.end();
		});
	});
	server.on('connect', (request, socket) => {
		socket.on('error', () => {});
		socket.end(`HTTP/1.1 ${refuse()} Not a proxy\r\ncontent-length: 0\r\n\r\n`);
	});
	server.keepAliveTimeout = 60000;
	server.listen(port, HOST);
	await once(server, 'listening');
	return {
		port: server.address().port,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

/** Reads the whole body as a Buffer.  Rejects if it is unreasonably long or its sender goes away. */
export async function readBody(request) {
	const parts = [];
	let length = 0;
	for await (const part of request) {
		parts.push(part);
		length += part.length;
		if (length > MAX_BODY) throw new Error('request body too long');
	}
	return Buffer.concat(parts);
}

export const isJson = (request) => /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');

/** Parses JSON; undefined if the text is not JSON. */
export function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
