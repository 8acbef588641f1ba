/* topup_log: writes a top-up to the log: when it is sent, and its outcome. */
#ifndef WALLET_FLOW_TOPUP_LOG_H
#define WALLET_FLOW_TOPUP_LOG_H

#include "wallet/model/effect.h"

struct model;

void topup_log(struct model *model, unsigned was, struct effects *effects);	/* was: the state before */

#endif
