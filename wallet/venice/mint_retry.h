/* mint_retry: how long to wait before a transient failure is tried again. */
#ifndef WALLET_VENICE_MINT_RETRY_H
#define WALLET_VENICE_MINT_RETRY_H

#include <stdint.h>

#include "wallet/base/err.h"

#define MINT_RETRY_TRIES 8
#define MINT_RETRY_MOST_MS 900000	/* what a server may ask for where no token runs out: a token's whole life */

/* Milliseconds: what the server asked for, else 1, 2, 4 … 30 s, with a quarter of
 * jitter either way so that many clients do not come back at once.  Advances
 * *random (xorshift64*). */
int64_t mint_retry_delay(unsigned tries, const struct err *err, uint64_t *random);

#endif
