// The ways in which an HTTP server can let its client down, for the API and the RPC alike.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const HUGE_BYTES = 64 * 1024 * 1024;
const TERMINAL_ESCAPES = '\x1b]0;owned\x07\x1b[2J\x1b[1;1H\x1b[31m\x9b2J';

/** Text a terminal must never see: ESC sequences, C1 control bytes, bidi overrides. */
export const HOSTILE_TEXT = `\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[0m \u0085\u009b31m\u009d0;owned\u009c `
	+ '\u202egnp.yek\u202c \u2066isolated\u2069 \u200bend\r\nsecond line\x00\x7f';

const PAGE = `<!DOCTYPE html>
<html>
<head><title>Welcome</title></head>
<body><h1>Welcome</h1><p>Sign in to use this network.</p></body>
</html>
`;

const HTML = `<!DOCTYPE html>
<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>cloudflare</center></body>
</html>
`;

const WRONG_SHAPE = JSON.stringify({
	success: 'maybe',
	jsonrpc: 2,
	id: ['no'],
	result: { not: 'hex' },
	data: { token: 12345, apiKey: null, id: ['x'], apiKeyType: {}, expiresAt: 7, balances: 'many' },
	error: [false],
});

function send(response, status, type, body) {
	response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
	response.end(body);
	return status;
}

async function sendHuge(response) {
	const part = Buffer.alloc(64 * 1024, 'A');
	function* body() {
		yield '{"error":"';
		for (let sent = 0; sent < HUGE_BYTES; sent += part.length) yield part;
		yield '"}';
	}
	response.writeHead(200, { 'content-type': 'application/json' });
	// A client may leave once it has seen enough, so that is no error here.
	await pipeline(Readable.from(body()), response).catch(() => {});
	return 200;
}

/**
 * Waits for a failure's delay, or for the release of what it holds. Resolves early, to false, when the client
 * gives up.
 */
export async function delay(response, failure) {
	if (!failure?.delayMs && !failure?.released) return true;
	let timer;
	const gone = once(response, 'close').then(() => false);
	const over = failure.released?.then(() => true)
		?? new Promise((resolve) => { timer = setTimeout(resolve, failure.delayMs, true); });
	const waited = await Promise.race([gone, over]);
	clearTimeout(timer);
	return waited;
}

/** Never answers. Resolves when the client has closed. */
export async function hang(response) {
	await once(response, 'close');
	return null;
}

export function cut(response) {
	response.socket.destroy();
	return null;
}

/** Sends the headers and the first half of `body`, then closes. */
export async function cutMid(response, status, body) {
	const bytes = Buffer.from(body);
	response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
	await new Promise((resolve) => { response.write(bytes.subarray(0, bytes.length >> 1), resolve); });
	response.socket?.end();
	return status;
}

/** Sends the first half of `body` as if it were the whole. */
export function truncate(response, status, body) {
	return send(response, status, 'application/json', Buffer.from(body).subarray(0, body.length >> 1));
}

/** Sends any status, with `text`, or `json`, or else a page of HTML, and with `headers`. */
function sendStatus(response, { status = 200, text, json, headers = {} }) {
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
	if (json !== undefined) return send(response, status, 'application/json', JSON.stringify(json));
	if (text !== undefined) return send(response, status, 'text/plain', text);
	return send(response, status, 'text/html', PAGE);
}

/** Answers without acting on the request.  Resolves to the status, null if none was sent. */
export const INSTEAD_OF_AN_ANSWER = {
	hang,
	cut,
	// Its first byte begins neither JSON nor a web page, as one of chance would now and then.
	garbage: (response) => send(response, 200, 'application/json',
		Buffer.concat([Buffer.of(0xff), randomBytes(63), Buffer.from(TERMINAL_ESCAPES, 'latin1'), randomBytes(192)])),
	wrong_shape: (response) => send(response, 200, 'application/json', WRONG_SHAPE),
	html: (response) => send(response, 502, 'text/html', HTML),
	huge: sendHuge,
	http_status: sendStatus,
};
