/*
 * mint_seal: the part of flow_mint that keeps a fresh key.  The key is sealed on disk, and only
 * then shown and checked.
 */
#ifndef WALLET_FLOW_MINT_SEAL_H
#define WALLET_FLOW_MINT_SEAL_H

#include "wallet/flow/mint.h"

/* Seals model->mint.minted, or waits until its wallet is unlocked.  Takes ownership of the key. */
void mint_seal_start(struct model *model, struct apikey *key, struct effects *effects);
void mint_seal_again(struct model *model, struct effects *effects);		/* from MINT_UNSEALED */
void mint_seal_take(struct model *model, struct action *action, struct effects *effects);

/* The first asks what the sealed key can do; the second takes the answer.  The mint ends then, with
 * or without an answer. */
void mint_seal_check(struct model *model, struct effects *effects);
void mint_seal_checked(struct model *model, const struct action *action);
void mint_seal_end(struct model *model);

#endif
