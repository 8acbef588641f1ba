/*
 * proxy: which of the environment's proxies curl uses for a URL. curl decides that itself; this
 * finds out the same, so that a failure can name the proxy.
 *
 * Like curl: https_proxy or HTTPS_PROXY, else all_proxy or ALL_PROXY. no_proxy or NO_PROXY lists
 * the hosts that are asked directly.  This machine always is.
 */
#ifndef NET_PROXY_H
#define NET_PROXY_H

#include "net/url.h"

/* Writes the proxy's host and port, never its credentials.  False when `url` is asked directly. */
MUST_USE bool proxy_find(char out[URL_HOST_SIZE], const char *url);

#endif
