/*
 * mint_confirm: the part of flow_mint that reads a fresh key back, if Venice's answer did not
 * repeat a limit and an ADMIN key of the account is at hand.
 */
#ifndef WALLET_FLOW_MINT_CONFIRM_H
#define WALLET_FLOW_MINT_CONFIRM_H

#include "wallet/flow/mint.h"

/* False if there is nothing to confirm, or no key to confirm it with. */
MUST_USE bool mint_confirm_start(struct model *model, struct effects *effects);
void mint_confirm_take(struct model *model, const struct action *action, struct effects *effects);

#endif
