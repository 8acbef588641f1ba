/* policy_now: the policies of the wallet in hand, applied to what is about to be signed. */
#ifndef WALLET_MODEL_POLICY_NOW_H
#define WALLET_MODEL_POLICY_NOW_H

#include "wallet/model/policy.h"
#include "wallet/model/review.h"

struct journal_entry;
struct model;

/* Is the chain's time needed, because a policy has something to say of this wallet? */
bool policy_now_asks(const struct model *model, const struct account *account);

void policy_now_tx(struct policy_verdict *out, const struct model *model);
/* Where a yes was given beforehand, nobody can type the word that exceeds a policy: does that end the transaction
 * that has come to its review? */
MUST_USE bool policy_now_forbids(struct err *why, const struct model *model);
void policy_now_payment(struct policy_verdict *out, const struct model *model);

/* Says what is against it, and wants a word typed for yes. */
void policy_now_review(struct review *review, const struct policy_verdict *verdict);

/* The ledger's line about what is being journalled, for what is signed after it in this run. */
void policy_now_note(struct model *model, const struct journal_entry *entry);

#endif
