/*
 * mint_seal: the part of flow_mint that keeps a fresh key: sealed on disk, and only
 * then shown and checked.
 */
#ifndef WALLET_FLOW_MINT_SEAL_H
#define WALLET_FLOW_MINT_SEAL_H

#include "wallet/flow/mint.h"

/* Seals model->mint.minted, or waits until its wallet is unlocked.  Takes the key. */
void mint_seal_start(struct model *model, struct apikey *key, struct effects *effects);
void mint_seal_again(struct model *model, struct effects *effects);		/* out of MINT_UNSEALED */
void mint_seal_take(struct model *model, struct action *action, struct effects *effects);

/* Asks what the sealed key can do, and takes the answer; the mint ends with it, or without it. */
void mint_seal_check(struct model *model, struct effects *effects);
void mint_seal_checked(struct model *model, const struct action *action);
void mint_seal_end(struct model *model);

#endif
