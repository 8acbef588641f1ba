/* proxy_failure: what a proxy does to a transfer that goes through it, in words that name the proxy. */
#ifndef NET_PROXY_FAILURE_H
#define NET_PROXY_FAILURE_H

#include "net/exchange.h"

/* True when the proxy was asked for a way through and refused.  Nothing has then gone beyond it. */
bool proxy_failure_is_refusal(const struct exchange *exchange);

/* Sets err when a failed transfer never got beyond its proxy.  False, with nothing set, when it
 * did or has no proxy. */
bool proxy_failure(struct err *err, const struct exchange *exchange, CURLcode code);

#endif
