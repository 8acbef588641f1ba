// Servers that stand between rialto and the practice network: TLS with a certificate that only these tests
// trust, and a proxy that opens the way to it, or does not.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { fileURLToPath } from 'node:url';

const beside = (name) => fileURLToPath(new URL(`certificates/${name}`, import.meta.url));

export const AUTHORITY = beside('authority.pem');
/** The name that OpenSSL gives that certificate in a folder of certificates. */
export const AUTHORITY_HASH = 'ddc56787.0';
const IDENTITY = { cert: readFileSync(beside('server.pem')), key: readFileSync(beside('server.key')) };

async function listen(server) {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const sockets = new Set();
	for (const event of ['connection', 'secureConnection']) {
		server.on(event, (socket) => {
			sockets.add(socket);
			socket.on('error', () => {});
			socket.on('close', () => sockets.delete(socket));
		});
	}
	return {
		server,
		port: server.address().port,
		close() {
			server.close();
			for (const socket of sockets) socket.destroy();
		},
	};
}

/** Puts TLS in front of a plain server on `port`; good for 127.0.0.1, node.test and api.test. */
export function startTls(port) {
	return listen(https.createServer(IDENTITY, (request, response) => {
		const { method, url: path, headers } = request;
		const onward = http.request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
			response.writeHead(answer.statusCode, answer.headers);
			answer.pipe(response);
		});
		onward.on('error', () => response.destroy());
		request.pipe(onward);
	}));
}

/**
 * Starts a proxy for CONNECT.  `ways` has the ports behind the names that it knows.  `answer` may refuse: it
 * gets the request and returns a status, or 0 to close the connection without one.  `asked` collects the names
 * that it was asked for.
 */
export async function startProxy({ ways = {}, answer = () => 200, secure = false } = {}) {
	const asked = [];
	const server = secure ? https.createServer(IDENTITY) : http.createServer();
	server.on('connect', (request, socket, head) => {
		asked.push(request.url);
		socket.on('error', () => {});
		const port = ways[request.url.split(':')[0]];
		const status = answer(request);
		if (!status) return socket.destroy();
		if (status !== 200 || !port)
			return socket.end(
				`HTTP/1.1 ${port ? status : 502} No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n`,
			);
		const onward = net.connect(port, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			onward.write(head);
			socket.pipe(onward).pipe(socket);
		});
		onward.on('error', () => socket.destroy());
		return undefined;
	});
	return { ...await listen(server), asked };
}
