/*
 * x402_patience: how long Venice's "too many requests" is waited out without a person.
 * The x402 paths do not say how long it lasts, so the waits grow; one that is asked for
 * and is longer than a person likes to look at is left to the person.
 */
#ifndef WALLET_VENICE_X402_PATIENCE_H
#define WALLET_VENICE_X402_PATIENCE_H

#include <stdint.h>

#include "wallet/base/err.h"

#define X402_PATIENCE_TRIES 3
#define X402_PATIENCE_ASKED_MAX_S 10

/* Milliseconds until the next try, after `tries` that were waited for; 0: it is not waited for. */
int64_t x402_patience_ms(unsigned tries, const struct err *err);

#endif
