/*
 * flow_plan_batch: the same plan for several wallets, one after the other.
 *
 * looking → review → working → done
 *
 * First each wallet's plan goes as far as its own review, which says what it takes.  One review then
 * lists them all.  After the yes, each plan begins anew: a transaction within what was listed is agreed
 * to by that yes; one that would cost more is reviewed on its own.  A policy is never exceeded here, and
 * a wallet that fails does not keep the others from theirs.
 */
#ifndef WALLET_FLOW_PLAN_BATCH_H
#define WALLET_FLOW_PLAN_BATCH_H

#include "wallet/flow/plan.h"

/* Begins; the wallets are copied. */
void flow_plan_batch_start(struct model *model, const struct plan_wish *wish, const struct accounts *wallets);

#endif
