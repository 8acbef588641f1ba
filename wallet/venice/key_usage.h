/*
 * key_usage: what a key has used of its limits, as far as Venice's list tells it,
 * and when the limits begin anew.
 */
#ifndef WALLET_VENICE_KEY_USAGE_H
#define WALLET_VENICE_KEY_USAGE_H

#include "wallet/venice/key.h"

/* The currency whose limit counts, as it is spent first; KEY_CURRENCIES where there is no limit. */
enum key_currency key_usage_currency(const struct key_info *key);

/* Decimal text in the limit's currency, else in the one there is; "" where unknown. */
const char *key_usage_period(const struct key_info *key);
const char *key_usage_week(const struct key_info *key);

/* How much of its limit is used, 0 to 1; negative where there is no limit or the use is unknown. */
double key_usage_part(const struct key_info *key);

/* Milliseconds until the period ends: periods are Venice's, days and calendar months,
 * UTC.  0: it never ends. */
int64_t key_usage_resets_in(const struct key_info *key, int64_t now_ms);

#endif
