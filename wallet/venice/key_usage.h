/*
 * key_usage: how much of its limits a key has used, as far as Venice's list says, and when the
 * limits start anew.
 */
#ifndef WALLET_VENICE_KEY_USAGE_H
#define WALLET_VENICE_KEY_USAGE_H

#include "wallet/venice/key.h"

/* The currency whose limit counts because it is spent first; KEY_CURRENCIES if there is no limit. */
enum key_currency key_usage_currency(const struct key_info *key);

/* Decimal text in the limit's currency, else in the currency that has a figure; "" if unknown. */
const char *key_usage_period(const struct key_info *key);
const char *key_usage_week(const struct key_info *key);

/* The part of the limit that is used, 0 to 1; negative if there is no limit or the use is unknown. */
double key_usage_part(const struct key_info *key);

/* Milliseconds until the period ends, or 0 if it never does.  The periods are Venice's: days and
 * calendar months, UTC. */
int64_t key_usage_resets_in(const struct key_info *key, int64_t now_ms);

#endif
