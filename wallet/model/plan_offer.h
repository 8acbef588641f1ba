/*
 * plan_offer: which plans the selected wallet has something for, by what is known of its balances.  It tells what is
 * worth offering; whether a plan can be carried out is asked of the chain.
 */
#ifndef WALLET_MODEL_PLAN_OFFER_H
#define WALLET_MODEL_PLAN_OFFER_H

#include "wallet/model/model.h"

#define PLAN_OFFER_SIZE 160

/* Returns what a plan's amount is taken from, as the balances have it; NULL: not known. */
const struct amount *plan_offer_balance(const struct model *model, enum purpose purpose);

/* Writes why the wallet has nothing for the plan now, as a sentence without its full stop.  False: it may have
 * something, or its balances are not known. */
MUST_USE bool plan_offer_lacks(char out[PLAN_OFFER_SIZE], const struct model *model, enum purpose purpose);

#endif
