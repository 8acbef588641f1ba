/* review_parts: the makers of each kind of review, and the rows that they share. */
#ifndef WALLET_MODEL_REVIEW_PARTS_H
#define WALLET_MODEL_REVIEW_PARTS_H

#include "wallet/model/model.h"
#include "wallet/model/review.h"

/* "Venice staking (sVVV)", a wallet's name or the address book's, or "an address not known here". */
const char *review_name_of(const struct model *model, struct address address);

void review_add_address(struct review *review, const char *label, const char *name, struct address address);
void review_add_amount(struct review *review, const char *label, struct amount amount, const char *note);
/* Adds what a second node says, if there is one. */
void review_add_second(struct review *review, const struct tx_second *second, const char *of);
void review_add_network(struct review *review, const struct model *model);

/* What a review has instead when it was agreed to, and then was not signed: its summary and why, and at the end
 * the account and what a yes does. */
void review_begin_stopped(struct review *review, const char *why);
void review_end_stopped(struct review *review, const struct model *model, const struct account *account);

/* Adds the call as the calldata itself has it, not as it was meant. */
void review_add_call(struct review *review, const struct model *model);
/* Adds what a swap brings by the market's word of now; before an approval, what that is for. */
void review_add_market(struct review *review, const struct flow_tx *flow);

/* Adds who gets something, and what is known of them. */
void review_add_recipient(struct review *review, const struct model *model, struct address to);

/* Adds the figures before and after, as the node simulates them. */
void review_add_changes(struct review *review, const struct tx_changes *changes);
/* Adds how this can be undone later, and when: after that cooldown, seconds; 0: not known. */
void review_add_way_back(struct review *review, const struct plan *plan, uint64_t cooldown_s);

void review_of_plan_batch(struct review *out, const struct model *model);
void review_of_tx(struct review *out, const struct model *model);
void review_of_challenge(struct review *out, const struct model *model);
void review_of_probe(struct review *out, const struct model *model);
void review_of_payment(struct review *out, const struct model *model);

#endif
