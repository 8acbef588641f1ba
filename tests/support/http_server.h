/*
 * http_server: a small HTTP server on loopback, in a thread of the test.  It does what a script says
 * and remembers the requests.
 *
 * The script is a function that the server's thread calls for each whole request.  Requests that are
 * in flight together are each on a connection of their own.
 */
#ifndef TESTS_HTTP_SERVER_H
#define TESTS_HTTP_SERVER_H

#include "wallet/base/buf.h"

struct http_server;

enum http_server_do {
	SERVER_ANSWER,		/* send what the script wrote, keep the connection */
	SERVER_CLOSE,		/* the same, then close: cut it short to cut the answer */
	SERVER_HANG,		/* the same, then nothing more until the server ends */
};

struct http_server_request {
	char method[8];
	char path[256];
	const char *head;	/* request line and headers, a string */
	const char *body;	/* a string */
	size_t index;		/* of the request, from 0, over the server's life */
	size_t connection;	/* of the connection, from 0 */
};

/* Writes a raw HTTP answer to `out`. */
typedef enum http_server_do http_server_script(void *context, const struct http_server_request *request,
					       struct buf *out);

struct http_server *http_server_start(http_server_script *script, void *context);
void http_server_stop(struct http_server *server);	/* joins the thread */

unsigned http_server_port(const struct http_server *server);

/* For scripts: writes a whole answer with Content-Length.  `headers` is "" or lines that end in CRLF. */
void http_server_reply(struct buf *out, int status, const char *headers, const char *body);

/* Returns a loopback port where nobody listens. */
unsigned http_server_dead_port(void);

#endif
