/* wallets: loads, selects, makes, imports and watches wallets. */
#ifndef WALLET_FLOW_WALLETS_H
#define WALLET_FLOW_WALLETS_H

#include "wallet/model/effect.h"

struct model;

/* Selects the wallet of that address; false if the keystore has none. */
bool wallets_select(struct model *model, struct address address);

#endif
