/* wallets: loading, choosing, making, importing and watching wallets. */
#ifndef WALLET_WALLETS_H
#define WALLET_WALLETS_H

#include "wallet/effect.h"

struct model;

bool wallets_update(struct model *model, struct action *action, struct effects *effects);

#endif
