/*
 * http: one exchange at a time and many at once, on a curl multi handle.
 *
 * What is never done here: following a redirect, speaking anything but HTTP/1.1
 * over TLS or to loopback, unpacking compressed bodies, keeping cookies, and
 * sending a request twice that asked to be sent once.
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include <curl/curl.h>

#include "wallet/base/buf.h"
#include "wallet/base/secret.h"

struct http;

struct http_request {
	const char *url;
	const struct buf *post;		/* JSON; NULL: a GET */
	const char *method;		/* in place of GET or POST; NULL: it is one of these */
	const struct apikey *bearer;	/* NULL: none */
	const char *header;		/* one more line, "NAME: value"; NULL: none */
	const char *wanted;		/* name of the answer's header that is looked for; NULL: none */
	size_t max;			/* bytes of body */
	long patience_ms;		/* where it is less than for others; 0: it is not */
	bool once;			/* acting twice would cost something */
	bool guarded;			/* the body may hold a secret: it is kept in guarded memory */
};

struct http_answer {
	bool whole;		/* an answer came to its end, whatever its status */
	struct err err;		/* where !whole */
	bool sent;		/* the request may have reached the server */
	const char *host;	/* whom it was asked of, as url.h has it */
	int status;		/* 0 where none came */
	char *body;		/* NUL-terminated; never NULL; what there is where !whole */
	size_t len;
	bool is_page;		/* HTML, for people */
	const char *location;	/* where a redirect points; NULL where absent */
	int64_t server_ms;	/* the Date header, 0 where absent */
	long retry_after;	/* seconds the server asks to wait, 0 where it does not */
	bool error_budget;	/* because too many requests had failed before */
	const char *header;	/* the value of the one that was wanted; NULL where absent */
};

/* The answer and its body are gone when this returns. */
typedef void http_done(void *owner, size_t tag, struct http_answer *answer);

MUST_USE bool http_new(struct http **out, struct err *err);
void http_free(struct http *http);	/* drops what is in flight, calls nothing */
void http_set_timeouts(struct http *http, long connect_ms, long total_ms);

/* Starts an exchange; copies what it needs of the request.  On success `done` is
 * called once from http_finish, unless it is stopped before. */
MUST_USE bool http_start(struct http *http, const struct http_request *request, http_done *done, void *owner,
			 size_t tag, struct err *err);
void http_stop(struct http *http, const void *owner);	/* all exchanges of this owner */

/* Moves everything on and calls `done` for each exchange that has ended.  Returns
 * how many had. */
size_t http_finish(struct http *http);
void http_wait(struct http *http, struct curl_waitfd *fds, unsigned count, int timeout_ms);
void http_wake(struct http *http);

#endif
