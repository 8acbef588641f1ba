/* tx_log: transactions in the log: a line when one is sent, and one for what became of it and of each
 * that was sent in its place.  'tx list' shows those that are over from these. */
#ifndef WALLET_FLOW_TX_LOG_H
#define WALLET_FLOW_TX_LOG_H

#include "wallet/model/effect.h"

struct model;

void tx_log(struct model *model, unsigned was, struct effects *effects);	/* it comes from that state */

#endif
