/* plan_words: what a transaction of a plan is called, to a person who agrees to it and to one who is told of it. */
#ifndef WALLET_FLOW_PLAN_WORDS_H
#define WALLET_FLOW_PLAN_WORDS_H

#include "wallet/model/plan.h"
#include "wallet/model/tx.h"

/* Sets tx->words: "Lock 90 sVVV in the staking contract and receive at least 0.99 DIEM", or "Send 1 VVV to 0x4287…". */
void plan_words_before(struct flow_tx *tx, const struct plan *row);

/* Writes "1 VVV swapped for 3.79 VVV in block 38201144". */
void plan_words_after(char *out, size_t size, const struct flow_plan *flow, enum purpose purpose);

#endif
