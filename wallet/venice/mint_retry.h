/* mint_retry: how long to wait before a transient failure is tried again. */
#ifndef WALLET_VENICE_MINT_RETRY_H
#define WALLET_VENICE_MINT_RETRY_H

#include <stdint.h>

#include "wallet/base/err.h"

#define MINT_RETRY_TRIES 8		/* about 105 s with the waits between */
#define MINT_RETRY_TRIES_NOWHERE 3	/* about 7 s: a person whose network fails has to mend that first */
#define MINT_RETRY_MOST_MS 900000	/* the longest wait that is accepted if no token runs out: a token's life */

/* How often a transient failure is tried again.  A server that was never reached is tried less
 * often than one that answers. */
unsigned mint_retry_tries(const struct err *err);

/* Returns milliseconds: what the server asked for, else 1, 2, 4 … 30 s.  A quarter of jitter either
 * way keeps clients from coming back all at once.  Advances *random (xorshift64*). */
int64_t mint_retry_delay(unsigned tries, const struct err *err, uint64_t *random);

#endif
