/* mint_log: writes a mint to the log, one line for each state that is worth it. */
#ifndef WALLET_FLOW_MINT_LOG_H
#define WALLET_FLOW_MINT_LOG_H

#include "wallet/model/effect.h"

struct model;

void mint_log(struct model *model, unsigned was, struct effects *effects);	/* was: the state before */

#endif
