/*
 * jwt: looks at a JSON Web Token (RFC 7519, compact serialisation) without
 * verifying it; only Venice can.  rialto signs nothing that does not pass
 * jwt_inspect, so that no transaction, message or order can pose as a token.
 */
#ifndef WALLET_VENICE_JWT_H
#define WALLET_VENICE_JWT_H

#include <stdint.h>

#include "wallet/base/err.h"

#define JWT_MAX 8192	/* bytes */

struct jwt {
	char alg[16];			/* header, sanitised; "" where absent */
	char iss[64], aud[64];		/* claims, sanitised; "" where absent */
	int64_t iat, exp, nbf;		/* Unix seconds; 0 where absent */
};

/* True when token is three non-empty base64url parts (no padding, nothing else),
 * the first a JSON object with a string "alg", the second a JSON object.  Else
 * NOT_A_TOKEN with a sentence. */
MUST_USE bool jwt_inspect(struct jwt *out, const char *token, size_t len, struct err *err);

/* What such a token says, as sanitised JSON text cut to fit: header and claims, without
 * the signature that makes it good for something.  "" where it is no token. */
void jwt_show(char *header, size_t header_size, char *claims, size_t claims_size, const char *token);

#endif
