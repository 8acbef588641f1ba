/* mint_log: a mint in the log: each state that is worth a line. */
#ifndef WALLET_FLOW_MINT_LOG_H
#define WALLET_FLOW_MINT_LOG_H

#include "wallet/model/effect.h"

struct model;

void mint_log(struct model *model, unsigned was, struct effects *effects);	/* it comes from that state */

#endif
