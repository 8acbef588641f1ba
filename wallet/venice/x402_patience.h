/*
 * x402_patience: how long rialto waits out Venice's "too many requests" by itself.  The x402 paths
 * do not say how long the limit lasts, so the waits grow.  If the server asks for a wait that is
 * longer than a person likes to watch, the person decides.
 */
#ifndef WALLET_VENICE_X402_PATIENCE_H
#define WALLET_VENICE_X402_PATIENCE_H

#include <stdint.h>

#include "wallet/base/err.h"

#define X402_PATIENCE_TRIES 3
#define X402_PATIENCE_ASKED_MAX_S 10

/* Milliseconds until the next try, after `tries` waits; 0: do not wait. */
int64_t x402_patience_ms(unsigned tries, const struct err *err);

#endif
