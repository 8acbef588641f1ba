/*
 * jwt: looks at a JSON Web Token (RFC 7519, compact serialisation).  It does not verify the token;
 * only Venice can.  rialto signs nothing that does not pass jwt_inspect, so that no transaction,
 * message or order can pose as a token.
 */
#ifndef WALLET_VENICE_JWT_H
#define WALLET_VENICE_JWT_H

#include <stdint.h>

#include "wallet/base/err.h"

#define JWT_MAX 8192	/* bytes */

struct jwt {
	char alg[16];			/* header, sanitised; "" if absent */
	char iss[64], aud[64];		/* claims, sanitised; "" if absent */
	int64_t iat, exp, nbf;		/* Unix seconds; 0 if absent */
};

/* True if token is three non-empty base64url parts (no padding, nothing else), the first a JSON
 * object with a string "alg", the second a JSON object.  Otherwise NOT_A_TOKEN with a sentence. */
MUST_USE bool jwt_inspect(struct jwt *out, const char *token, size_t len, struct err *err);

/* Writes the token's header and claims as sanitised JSON text, cut to fit, without the signature
 * that gives it value.  Both are "" if it is no token. */
void jwt_show(char *header, size_t header_size, char *claims, size_t claims_size, const char *token);

#endif
