/*
 * network_change: going on with another network while the program runs.  The state begins anew there; what the
 * journal holds for each network is taken up again when it is the one in use.
 */
#ifndef WALLET_MODEL_NETWORK_CHANGE_H
#define WALLET_MODEL_NETWORK_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "wallet/eth/contracts.h"

#define NETWORK_CHANGE_VENICE_CHAIN 8453	/* the one that Venice's RPC serves */

struct model;

/* Says why the model's network of that index cannot be gone to now; NULL: it can. */
const char *network_change_bar(const struct model *model, size_t index);

/* Says why who is asked in the model's network of that index cannot be changed now; NULL: it can. */
const char *network_change_node_bar(const struct model *model, size_t index, bool venice);

/* True where a transaction that waits to be mined would be left behind, which a person is asked about. */
bool network_change_leaves_tx(const struct model *model);

/* Is it the one in use? */
bool network_change_is_here(const struct model *model, size_t index);

/* The index of the first network whose money is not real, or is; network_count: there is none. */
size_t network_change_find(const struct model *model, bool real_money);

/* True while a practice network, of which nothing was read so far, does not answer. */
bool network_change_waits(const struct model *model);

#endif
