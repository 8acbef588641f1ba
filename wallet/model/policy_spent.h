/*
 * policy_spent: what a wallet spent within a day, by the ledger.
 *
 * Of each token that is what was staked, locked, burnt, sent or paid, unless it came to nothing.  Of
 * ETH it is the fees besides, whatever they were for and whether it was undone: of each number the
 * fee that was paid once a block has it, and until then the most that it may cost.  Of those that
 * were signed for one number only one is ever mined, so they count once: the amount as that of the
 * last, the fee as the most of them all.
 */
#ifndef WALLET_MODEL_POLICY_SPENT_H
#define WALLET_MODEL_POLICY_SPENT_H

#include "wallet/model/policy.h"

/* Returns what the wallet spent of the token within the last day, including what may still be
 * taken, and without what is signed again now.  A sum beyond 2^256-1 counts as 2^256-1. */
struct amount policy_spent(const struct log_entries *ledger, const struct policy_spend *spend, enum token token);
/* The same, as it will be once this is signed. */
struct amount policy_spent_with(const struct log_entries *ledger, const struct policy_spend *spend, enum token token);

/* The ETH that it may cost: what it sends, and the most that its fee may come to. */
struct amount policy_eth(const struct policy_spend *spend);

#endif
