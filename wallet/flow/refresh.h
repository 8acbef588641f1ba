/*
 * refresh: reading the wallets' balances, now and then and when asked.  Nodes limit
 * what one call may cost, so it asks for REFRESH_TOGETHER of them at a time: on the
 * screen for those around the selected wallet, in a command for all, one lot after
 * the other.
 */
#ifndef WALLET_FLOW_REFRESH_H
#define WALLET_FLOW_REFRESH_H

#include "wallet/model/effect.h"

#define REFRESH_TOGETHER 50	/* wallets */

struct model;

bool refresh_update(struct model *model, struct action *action, struct effects *effects);
/* Asks when the time has come; called after every update. */
void refresh_step(struct model *model, struct effects *effects);
int64_t refresh_deadline(const struct model *model);

#endif
