/* mint_is: flow_mint's answers to what the model asks of each flow: see struct flow_ops. */
#ifndef WALLET_FLOW_MINT_IS_H
#define WALLET_FLOW_MINT_IS_H

#include "wallet/model/flow.h"
#include "wallet/model/mint.h"

struct waiting;

bool mint_is_token_waiting(const struct flow_mint *flow);
enum want mint_waits(const struct model *model);
bool mint_unlocks(const struct model *model);
bool mint_is_busy(const struct model *model);
bool mint_is_counting(const struct model *model);
bool mint_is_using_key(const struct model *model);
bool mint_is_relying(const struct model *model);
int64_t mint_deadline(const struct model *model);
enum loss mint_loss(const struct model *model);
bool mint_awaits(struct waiting *out, const struct model *model);

#endif
