/* tx_log: writes transactions to the log.  There is a line when one is sent, and one for its end
 * and the end of each replacement.  'tx list' shows transactions that are over from these lines. */
#ifndef WALLET_FLOW_TX_LOG_H
#define WALLET_FLOW_TX_LOG_H

#include "wallet/model/effect.h"

struct model;

void tx_log(struct model *model, unsigned was, struct effects *effects);	/* was: the state before */

#endif
