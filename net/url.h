/* url: which servers rialto may talk to, and the URLs below them. */
#ifndef NET_URL_H
#define NET_URL_H

#include "wallet/base/buf.h"

#define URL_HOST_SIZE 64

/* What an error may say of a URL, and how it is reached. */
struct url {
	char host[URL_HOST_SIZE];	/* with the port, if named; sanitised and cut; never with credentials */
	bool tls;
	bool loopback;			/* 127.0.0.0/8, ::1 or localhost */
};

/*
 * Accepts https to anywhere and http to loopback.  Otherwise INSECURE_URL, or INVALID_INPUT when it
 * is no such URL at all.  The sentence never repeats the URL, which may hold a password or a
 * provider's key.
 */
MUST_USE bool url_check(struct url *out, const char *text, struct err *err);

/* Writes the host of any URL, as in struct url; false when it names none. is_bare: a host without a
 * scheme counts as well. */
MUST_USE bool url_host(char out[URL_HOST_SIZE], const char *text, bool is_bare);

/* Replaces out's contents with base and path, with one slash between them. */
void url_join(struct buf *out, const char *base, const char *path);

#endif
