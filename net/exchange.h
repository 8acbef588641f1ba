/* exchange: one request and its answer while curl has it.  Private to the files of http.h. */
#ifndef NET_EXCHANGE_H
#define NET_EXCHANGE_H

#include "net/http.h"
#include "net/url.h"

#define EXCHANGE_HEADERS_MAX ((size_t)64 << 10)	/* bytes */

enum { HEADER_ACCEPT, HEADER_EXPECT, HEADER_TYPE, HEADER_BEARER, HEADER_MORE, HEADER_COUNT };

struct exchange {
	struct exchange *next;
	http_done *done;
	void *owner;
	size_t tag;
	CURL *easy;
	struct url url;
	char proxy[URL_HOST_SIZE];	/* the proxy that it goes through; "" for none */
	char *post;
	struct secret bearer;		/* "Authorization: Bearer …" */
	char *header;			/* one more line; NULL: none */
	const char *wanted[HTTP_WANTED];
	struct curl_slist headers[HEADER_COUNT];
	bool guarded;
	struct buf body;		/* when not guarded */
	struct secret secret;		/* when guarded */
	size_t header_bytes;
	bool head_ended;		/* the empty line after the headers has come */
	bool too_large;
	char detail[CURL_ERROR_SIZE];
};

/* Turns curl's verdict on an exchange into an answer.  The answer's body stays the exchange's. */
void exchange_outcome(struct http_answer *answer, const struct exchange *exchange, CURLcode code);

#endif
