/* topup_log: a top-up in the log: when it is sent, and what came of it. */
#ifndef WALLET_FLOW_TOPUP_LOG_H
#define WALLET_FLOW_TOPUP_LOG_H

#include "wallet/model/effect.h"

struct model;

void topup_log(struct model *model, unsigned was, struct effects *effects);	/* it comes from that state */

#endif
