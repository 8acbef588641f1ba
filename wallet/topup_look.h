/*
 * topup_look: the part of flow_topup that finds out from the chain what became of a
 * payment: USDC keeps the numbers it has used, and takes none that has expired.
 */
#ifndef WALLET_TOPUP_LOOK_H
#define WALLET_TOPUP_LOOK_H

#include "wallet/flow_topup.h"

void topup_look_ask(struct model *model, enum topup_look why, struct effects *effects);
void topup_look_take(struct model *model, const struct action *action, struct effects *effects);

/* Ends the flow for now: the open payment may be taken, and what is known of it is `why`. */
void topup_look_unknown(struct model *model, const char *why);

/* The payment is decided: its entry goes. */
void topup_look_close(struct model *model, struct effects *effects);

/* Watches a payment that the journal has open. */
void topup_look_resume(struct model *model, const struct journal_entry *entry, struct effects *effects);
/* The next that is open, of any wallet; false where there is none. */
bool topup_look_next(struct model *model, struct effects *effects);

/* The open payment of a wallet in the journal; NULL for none. */
const struct journal_entry *topup_look_find(const struct model *model, const struct address *address);

#endif
