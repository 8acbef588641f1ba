/*
 * proxy: which proxy of the environment curl goes through to a place.  curl decides that
 * by itself; this finds the same out, so that a failure can name the proxy.
 *
 * As curl has it: https_proxy or HTTPS_PROXY, else all_proxy or ALL_PROXY; no_proxy or
 * NO_PROXY lists the hosts that are asked directly.  This machine itself always is.
 */
#ifndef NET_PROXY_H
#define NET_PROXY_H

#include "net/url.h"

/* Its host and port, never its credentials; false where `url` is asked directly. */
MUST_USE bool proxy_find(char out[URL_HOST_SIZE], const char *url);

#endif
