/*
 * http: one exchange or several at once, on a curl multi handle.
 *
 * It never follows a redirect, speaks anything but HTTP/1.1 over TLS or to loopback, unpacks
 * compressed bodies, keeps cookies, or repeats a request that must be sent once.
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include <curl/curl.h>

#include "wallet/base/buf.h"
#include "wallet/base/secret.h"

#define HTTP_WANTED 2

struct http;

struct http_request {
	const char *url;
	const struct buf *post;		/* JSON; NULL: a GET */
	const char *method;		/* instead of GET or POST; NULL: one of these */
	const struct apikey *bearer;	/* NULL: none */
	const char *header;		/* one more line, "NAME: value"; NULL: none */
	const char *wanted[HTTP_WANTED];	/* names of headers to look for in the answer; NULL: none */
	size_t max;			/* bytes of body */
	long patience_ms;		/* if it is shorter than usual; 0: the usual time */
	bool once;			/* acting twice would cost something */
	bool guarded;			/* the body may hold a secret, so it goes into guarded memory */
};

struct http_answer {
	bool whole;		/* the answer came to its end, whatever its status */
	struct err err;		/* set when it did not */
	bool sent;		/* the request may have reached the server */
	const char *host;	/* the server's name, as in url.h */
	int status;		/* 0 when none came */
	char *body;		/* ends in NUL; never NULL; the part that came when not whole */
	size_t len;
	bool cut;		/* a refusal that goes on far too long: nothing of it is here, or only its
				   beginning where it may hold a secret */
	bool is_page;		/* HTML, for people */
	const char *location;	/* where a redirect points; NULL when absent */
	int64_t server_ms;	/* the Date header; 0 when absent */
	long retry_after;	/* seconds that the server asks to wait; 0: it does not */
	bool error_budget;	/* the wait is for too many failed requests */
	const char *header[HTTP_WANTED];	/* values of the headers that were wanted; NULL when absent */
};

/* The answer and its body are valid only until this returns. */
typedef void http_done(void *owner, size_t tag, struct http_answer *answer);

MUST_USE bool http_new(struct http **out, struct err *err);
void http_free(struct http *http);	/* drops what is in flight and calls nothing */
void http_set_timeouts(struct http *http, long connect_ms, long total_ms);

/* Starts an exchange and copies what it needs of the request.  On success http_finish calls
 * `done` once, unless the exchange is stopped before. */
MUST_USE bool http_start(struct http *http, const struct http_request *request, http_done *done, void *owner,
			 size_t tag, struct err *err);
void http_stop(struct http *http, const void *owner);	/* stops all exchanges of this owner */

/* Moves all exchanges on and calls `done` for each that has ended.  Returns how many have. */
size_t http_finish(struct http *http);
void http_wait(struct http *http, struct curl_waitfd *fds, unsigned count, int timeout_ms);
void http_wake(struct http *http);

#endif
