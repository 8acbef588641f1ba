/* url: which servers rialto may talk to, and the places below them. */
#ifndef NET_URL_H
#define NET_URL_H

#include "wallet/base/buf.h"

#define URL_HOST_SIZE 64

/* What an error may say of a URL, and how it is to be reached. */
struct url {
	char host[URL_HOST_SIZE];	/* with the port that was named; sanitised and cut; never with credentials */
	bool tls;
	bool loopback;			/* 127.0.0.0/8, ::1 or localhost */
};

/* https to anywhere, http to loopback.  Else INSECURE_URL, or INVALID_INPUT where
 * it is no such URL at all.  The sentence never repeats the URL, which may hold a
 * password or a provider's key. */
MUST_USE bool url_check(struct url *out, const char *text, struct err *err);

/* The host of any URL, as above; false where it names none.  is_bare: a host without a
 * scheme before it is one, too. */
MUST_USE bool url_host(char out[URL_HOST_SIZE], const char *text, bool is_bare);

/* Replaces out's contents with base and path, one slash between them. */
void url_join(struct buf *out, const char *base, const char *path);

#endif
