/* venice_check: what Venice's API tells of a key's access, money and limits. */
#ifndef NET_VENICE_CHECK_H
#define NET_VENICE_CHECK_H

#include "net/json.h"
#include "wallet/venice/key_check.h"

/* Paths below the API URL. */
#define VENICE_RATE_LIMITS "/api_keys/rate_limits"
#define VENICE_BALANCE "/billing/balance"

/* Each fills in its own part of *out.  What is missing or odd beside the one thing
 * that is asked, can the account pay, has the key access, stays unknown. */
MUST_USE bool venice_check_balance(struct key_check *out, struct json_object *body, struct err *err);
/* out->rates, which must own nothing yet, is the caller's to free, by key_check_free. */
MUST_USE bool venice_check_limits(struct key_check *out, struct json_object *body, struct err *err);

#endif
