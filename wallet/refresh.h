/* refresh: reading every wallet's balances, now and then and when asked. */
#ifndef WALLET_REFRESH_H
#define WALLET_REFRESH_H

#include "wallet/effect.h"

struct model;

bool refresh_update(struct model *model, struct action *action, struct effects *effects);
/* Asks when the time has come; called after every update. */
void refresh_step(struct model *model, struct effects *effects);
int64_t refresh_deadline(const struct model *model);

#endif
