/*
 * wallets_load: puts what was read from the disk in the place of what was known.  What belongs to a
 * wallet (its balances, its mark, an address that an unlocking showed) is kept.
 */
#ifndef WALLET_FLOW_WALLETS_LOAD_H
#define WALLET_FLOW_WALLETS_LOAD_H

#include "wallet/model/effect.h"

struct model;

void wallets_glanced(struct model *model, struct action *action);	/* GLANCED */
void wallets_loaded(struct model *model, struct action *action, struct effects *effects);	/* LOADED */

#endif
