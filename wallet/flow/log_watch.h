/*
 * log_watch: sees, after every update of the model, what has happened in it, and
 * has it written to the log.  No flow has to think of it.
 */
#ifndef WALLET_FLOW_LOG_WATCH_H
#define WALLET_FLOW_LOG_WATCH_H

#include "wallet/model/effect.h"

struct model;

/* The states as they were after the last update. */
struct log_watch {
	int mint, tx, test, topup;
};

/* Somebody has said yes: to what, as it was shown.  It is written before anything is signed. */
void log_watch_agreed(struct model *model, struct effects *effects);

/* What the action itself says was done. */
void log_watch_take(struct model *model, const struct action *action, struct effects *effects);

/* The states as they are now: to be called wherever one could be passed through. */
void log_watch_look(struct model *model, struct effects *effects);

#endif
