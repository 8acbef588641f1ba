/*
 * tx_watch: transactions whose success was said, until it counts (tx_proof).  A block
 * can still be undone, and with it what was said: the transaction is then open again,
 * and is followed and sent again like any other.
 */
#ifndef WALLET_FLOW_TX_WATCH_H
#define WALLET_FLOW_TX_WATCH_H

#include "wallet/model/effect.h"

struct model;

struct tx_watch {
	uint32_t request;
	int64_t poll_at_ms;	/* 0: nothing is watched */
};

/* Looks at them all, where there are any. */
void tx_watch_look(struct model *model, struct effects *effects);
/* A look is on its way, or has found one gone, which the next makes sure of. */
bool tx_watch_running(const struct model *model);

bool tx_watch_update(struct model *model, struct action *action, struct effects *effects);
/* Begins by itself on the screen; called after every update. */
void tx_watch_step(struct model *model, struct effects *effects);

#endif
