/* venice_usage: reads what Venice says of an account's use (GET /billing/usage-analytics). */
#ifndef NET_VENICE_USAGE_H
#define NET_VENICE_USAGE_H

#include "net/json.h"
#include "wallet/venice/usage.h"

#define VENICE_USAGE "/billing/usage-analytics"

/*
 * Reads the answer for the `days` that end at now_ms.  The route is in beta: what is missing, null or
 * odd is left out, and rows beyond what there is room for are only in the sums.  BAD_ANSWER if it has
 * none of its lists.  The caller frees *out with usage_free.
 */
MUST_USE bool venice_usage(struct usage **out, struct json_object *body, unsigned days, int64_t now_ms,
			   struct err *err);

#endif
