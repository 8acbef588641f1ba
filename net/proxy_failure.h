/* proxy_failure: what a proxy does to a transfer that goes through it, in words that name it. */
#ifndef NET_PROXY_FAILURE_H
#define NET_PROXY_FAILURE_H

#include "net/exchange.h"

/* Whether the proxy was asked for the way, and has answered with a refusal: then
 * nothing has gone beyond it. */
bool proxy_failure_is_refusal(const struct exchange *exchange);

/* Sets err where a failed transfer never got beyond its proxy; false, and nothing set,
 * where it did or has none. */
bool proxy_failure(struct err *err, const struct exchange *exchange, CURLcode code);

#endif
