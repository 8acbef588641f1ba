/*
 * flow_batch: mints one key for each of several wallets, one after the other.  flow_mint makes each
 * key with a token of its own.
 *
 * Each key is sealed as soon as it comes, so whatever ends the batch in the middle leaves what is
 * done.  The same batch again mints only for wallets that have no such key.  A mint with an unknown
 * outcome is never made again here.  The passwords that were given are tried for each wallet.  They
 * are forgotten when the batch ends, or at the lock.
 */
#ifndef WALLET_FLOW_BATCH_H
#define WALLET_FLOW_BATCH_H

#include "wallet/flow/batch_row.h"
#include "wallet/flow/mint.h"
#include "wallet/model/effect.h"
#include "wallet/model/batch.h"

struct model;

/* Call this after LOADED.  It takes up the mints in the journal, unless one is in hand. */
void flow_batch_resume(struct model *model, struct effects *effects);


#endif
