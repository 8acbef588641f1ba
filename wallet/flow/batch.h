/*
 * flow_batch: one key for each of many wallets, one after the other, each by flow_mint
 * with a token of its own.
 *
 * A key is sealed as it comes, so that whatever ends this in the middle leaves what is
 * done: the same again mints for those alone that have no such key.  What is unknown
 * is never minted again here.  The passwords that were given are tried for each wallet,
 * and kept no longer than it runs, or than the lock.
 */
#ifndef WALLET_FLOW_BATCH_H
#define WALLET_FLOW_BATCH_H

#include "wallet/flow/batch_row.h"
#include "wallet/flow/mint.h"
#include "wallet/model/effect.h"
#include "wallet/model/batch.h"

struct model;

/* LOADED has come: takes up what the journal says of mints, where none is in hand. */
void flow_batch_resume(struct model *model, struct effects *effects);


#endif
