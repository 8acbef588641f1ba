/* venice_check: what Venice's API says of a key's access, money and limits. */
#ifndef NET_VENICE_CHECK_H
#define NET_VENICE_CHECK_H

#include "net/json.h"
#include "wallet/venice/key_check.h"

/* Paths below the API URL. */
#define VENICE_RATE_LIMITS "/api_keys/rate_limits"
#define VENICE_BALANCE "/billing/balance"

/*
 * Each fills in its own part of *out.  It fails only without the one thing that was asked: whether
 * the account can pay, whether the key has access.  Anything else that is missing or odd stays
 * unknown.
 */
MUST_USE bool venice_check_balance(struct key_check *out, struct json_object *body, struct err *err);
/* out->rates must own nothing yet.  The caller frees it with key_check_free. */
MUST_USE bool venice_check_limits(struct key_check *out, struct json_object *body, struct err *err);

#endif
