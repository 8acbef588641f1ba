/*
 * topup_open: the payments that are open in the journal, and which of them is looked at next.  There
 * can be several: of several wallets, or of one whose next payment was made before the end of the
 * last one could be printed.
 */
#ifndef WALLET_FLOW_TOPUP_OPEN_H
#define WALLET_FLOW_TOPUP_OPEN_H

#include "wallet/flow/topup.h"

/* The first open payment of a wallet, or of any for NULL; NULL if there is none. */
const struct journal_entry *topup_open_find(const struct model *model, const struct address *address);

/* Watches a payment that is open in the journal. */
void topup_open_watch(struct model *model, const struct journal_entry *entry, struct effects *effects);
/* Watches the open payment after the one in hand, of any wallet, and after the last the first; false if
 * there is no other. */
bool topup_open_next(struct model *model, struct effects *effects);

/* Before another payment is made, looks at the next open one of the same wallet that was not looked
 * at yet.  False: there is no more, and the one to be carried on is in hand, if there is one. */
bool topup_open_further(struct model *model, struct effects *effects);
/* Lets go of the payment in hand, which is decided.  A command closes its entry later. */
void topup_open_end(struct model *model, enum payment_end ended, struct effects *effects);

/* Puts the entry in hand into the model's journal, which otherwise has only what was there at the start. */
void topup_open_note(struct model *model);

#endif
