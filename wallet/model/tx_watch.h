/* tx_watch: watches transactions whose success was shown.  wallet/flow/tx_watch.h works on it. */
#ifndef WALLET_MODEL_TX_WATCH_H
#define WALLET_MODEL_TX_WATCH_H

#include "wallet/model/flow.h"

struct tx_watch {
	FLOW_HEAD(unsigned);
	int64_t poll_at_ms;	/* 0: nothing is watched */
};

#endif
