/*
 * node_urls: the nodes of a network, as a person lists them: URLs with commas or blanks
 * between.  A URL may have a comma in it: one parts two URLs only where a blank, the end
 * or another URL's scheme follows.
 */
#ifndef WALLET_ETH_NODE_URLS_H
#define WALLET_ETH_NODE_URLS_H

#include "wallet/base/err.h"
#include "wallet/eth/contracts.h"

/* Sets the nodes of a network.  False, and nothing set: the list is empty, or too long, or
 * has one too long, one with control characters, or one twice. */
MUST_USE bool node_urls_read(struct network *out, const char *list);

#endif
