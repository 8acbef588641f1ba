/*
 * topup_look: the part of flow_topup that finds out from the chain what became of a payment.  Is
 * its number used, by which transaction, in which block?  Or is its time over?
 *
 * Its time is over if final blocks say so, and neither this machine's clock nor Venice's denies it.
 * Otherwise a node that is a day ahead could make a person pay twice.
 */
#ifndef WALLET_FLOW_TOPUP_LOOK_H
#define WALLET_FLOW_TOPUP_LOOK_H

#include "wallet/flow/topup.h"

void topup_look_begin(struct model *model, enum topup_look why, struct effects *effects);
void topup_look_more(struct model *model, struct effects *effects);	/* looks again after a while */
/* The type of the answer to the request that is out. */
enum action_type topup_look_awaits(const struct flow_topup *flow);
void topup_look_take(struct model *model, const struct action *action, struct effects *effects);

#endif
