/* plan_log: writes to the log what came of a plan's transaction, as the contract itself logged it. */
#ifndef WALLET_FLOW_PLAN_LOG_H
#define WALLET_FLOW_PLAN_LOG_H

#include "wallet/model/effect.h"

struct model;

void plan_log(struct model *model, unsigned was, struct effects *effects);	/* was: the state before */

#endif
