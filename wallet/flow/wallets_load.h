/*
 * wallets_load: what was read from the disk takes the place of what was known; what belongs
 * to a wallet (balances, marks, an address that an unlocking has shown) comes along.
 */
#ifndef WALLET_FLOW_WALLETS_LOAD_H
#define WALLET_FLOW_WALLETS_LOAD_H

#include "wallet/model/effect.h"

struct model;

void wallets_loaded(struct model *model, struct action *action, struct effects *effects);	/* LOADED */

#endif
