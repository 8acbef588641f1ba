/* tx_is: flow_tx's answers to what the model asks of each flow: see struct flow_ops. */
#ifndef WALLET_FLOW_TX_IS_H
#define WALLET_FLOW_TX_IS_H

#include "wallet/model/flow.h"

struct waiting;

enum want tx_waits(const struct model *model);
bool tx_unlocks(const struct model *model);
bool tx_is_busy(const struct model *model);
bool tx_is_transacting(const struct model *model);
bool tx_is_using_key(const struct model *model);
int64_t tx_deadline(const struct model *model);
enum loss tx_loss(const struct model *model);
bool tx_awaits(struct waiting *out, const struct model *model);

#endif
