/*
 * node_urls: the nodes of a network as a person lists them, which is URLs separated by commas or
 * blanks.  A URL may contain a comma.  So a comma separates two URLs only if a blank, the end, or
 * another URL's scheme follows it.
 */
#ifndef WALLET_ETH_NODE_URLS_H
#define WALLET_ETH_NODE_URLS_H

#include "wallet/base/buf.h"
#include "wallet/base/err.h"
#include "wallet/eth/contracts.h"

/* Sets the nodes of a network.  It returns false and sets nothing if the list is empty or too long,
 * or if one of its URLs is too long, has control characters or is there twice. */
MUST_USE bool node_urls_read(struct network *out, const char *list);

/* Adds the list as a person would write it. */
void node_urls_write(struct buf *out, const struct network *network);

/* Puts Venice's RPC before all other nodes, or takes it out.  It returns false and changes nothing where there is no
 * room for it, or no other node. */
MUST_USE bool node_urls_put_venice(struct network *network, bool first);

#endif
