/* wallets: loading, choosing, making, importing and watching wallets. */
#ifndef WALLET_FLOW_WALLETS_H
#define WALLET_FLOW_WALLETS_H

#include "wallet/model/effect.h"

struct model;

/* Makes the wallet of that address the current one; false where the keystore has none. */
bool wallets_select(struct model *model, struct address address);

#endif
