/*
 * usage_exact: amounts as Venice writes them, which have more decimals than are shown.  They are added
 * as they are and rounded once, so that the same use has the same sum by key, by model and by day.
 */
#ifndef WALLET_VENICE_USAGE_EXACT_H
#define WALLET_VENICE_USAGE_EXACT_H

#include "wallet/venice/usage.h"

/* Exact to 18 decimals; what a number has beyond them is left out. */
struct usage_exact {
	int64_t millionths;
	int64_t rest;			/* in 10^-18, less than a millionth */
};

/* Reads a decimal number, with an exponent or not ("1.5e-7").  False if that is negative, or more than money can be. */
MUST_USE bool usage_exact_parse(struct usage_exact *out, const char *text);
void usage_exact_add(struct usage_exact *sum, const struct usage_exact *number);	/* stays below 2^63 */
int64_t usage_exact_round(const struct usage_exact *number);	/* to millionths, half of one up */

#endif
