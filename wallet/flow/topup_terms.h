/*
 * topup_terms: the part of flow_topup before the review: what Venice wants to be paid, and what the
 * chain says about it.
 */
#ifndef WALLET_FLOW_TOPUP_TERMS_H
#define WALLET_FLOW_TOPUP_TERMS_H

#include "wallet/flow/topup.h"

void topup_terms_ask(struct model *model, struct effects *effects);
void topup_terms_take(struct model *model, const struct action *action, struct effects *effects);
void topup_terms_checked(struct model *model, const struct action *action);	/* takes the chain's answer */

/* Is Venice's clock good enough to reckon the end of a signature by?  If not, err is CLOCK. */
MUST_USE bool topup_terms_clock(const struct model *model, struct err *err);

#endif
