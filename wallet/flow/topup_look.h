/*
 * topup_look: the part of flow_topup that finds out from the chain what became of a
 * payment: is its number used, by which transaction, in which block; or is its time over.
 *
 * Over is what final blocks say it is, and neither this machine's clock nor Venice's
 * denies: a node that is a day ahead would have it paid twice.
 */
#ifndef WALLET_FLOW_TOPUP_LOOK_H
#define WALLET_FLOW_TOPUP_LOOK_H

#include "wallet/flow/topup.h"

void topup_look_begin(struct model *model, enum topup_look why, struct effects *effects);
void topup_look_more(struct model *model, struct effects *effects);	/* once more, after a while */
/* the type of the answer to the request in hand */
enum action_type topup_look_awaits(const struct flow_topup *flow);
void topup_look_take(struct model *model, const struct action *action, struct effects *effects);

/* Watches a payment that the journal has open. */
void topup_look_resume(struct model *model, const struct journal_entry *entry, struct effects *effects);
/* The next that is open, of any wallet; false where there is none. */
bool topup_look_next(struct model *model, struct effects *effects);

/* The open payment of a wallet in the journal; NULL for none. */
const struct journal_entry *topup_look_find(const struct model *model, const struct address *address);

#endif
