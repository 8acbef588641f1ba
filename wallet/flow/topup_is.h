/* topup_is: flow_topup's answers to what the model asks of each flow: see struct flow_ops. */
#ifndef WALLET_FLOW_TOPUP_IS_H
#define WALLET_FLOW_TOPUP_IS_H

#include "wallet/model/flow.h"

struct waiting;

enum want topup_waits(const struct model *model);
bool topup_unlocks(const struct model *model);
bool topup_is_busy(const struct model *model);
bool topup_is_relying(const struct model *model);
bool topup_is_using_key(const struct model *model);
int64_t topup_deadline(const struct model *model);
enum loss topup_loss(const struct model *model);
bool topup_awaits(struct waiting *out, const struct model *model);

#endif
