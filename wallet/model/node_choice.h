/*
 * node_choice: who can be asked about the chain in a network: its own nodes, or Venice's RPC before them, which a
 * stored key pays.
 */
#ifndef WALLET_MODEL_NODE_CHOICE_H
#define WALLET_MODEL_NODE_CHOICE_H

#include <stdbool.h>
#include <stddef.h>

#include "wallet/eth/contracts.h"

#define NODE_CHOICE_SIZE 512

struct model;
struct key_info;

enum { NODE_OWN, NODE_NEWEST, NODE_KEYS };	/* what can be chosen: from KEYS on, each stored key */

/* Returns the next key that can be chosen, from *i on; NULL: there are no more. */
const struct key_info *node_choice_next(size_t *i, const struct network *network, const struct model *model);
/* The key of a choice; NULL: it names none. */
const struct key_info *node_choice_key(const struct network *network, const struct model *model, size_t at);
size_t node_choice_count(const struct network *network, const struct model *model);

/* Is it the one that is asked?  key: that of the choice; NULL: it names none. */
bool node_choice_holds(const struct network *network, size_t at, const struct key_info *key);
size_t node_choice_held(const struct network *network, const struct model *model);

/* Writes what it is, and who pays. */
void node_choice_describe(char title[NODE_CHOICE_SIZE], char text[NODE_CHOICE_SIZE], const struct model *model,
			  size_t at, const struct key_info *key);

#endif
