/*
 * stake_life: what goes on with a stake by itself: rewards that grow, and cooldowns that end.
 */
#ifndef WALLET_MODEL_STAKE_LIFE_H
#define WALLET_MODEL_STAKE_LIFE_H

#include "wallet/model/model.h"

/* The chain's time, Unix ms, which decides when a cooldown is over: that of its latest block where
 * it is ahead of Venice's clock. */
int64_t stake_life_now(const struct model *model);

/* Sets out to the rewards that wait by now: those that were read, and what the stake has earned in whole minutes
 * since, at the rate that was read with them.  False: the balances are not known. */
MUST_USE bool stake_life_rewards(struct amount *out, const struct model *model);

/* Is there something in it, and is it over? */
bool stake_life_cools(const struct cooldown *cooldown);
bool stake_life_over(const struct model *model, const struct cooldown *cooldown);

/* Returns the plan that takes out what the selected wallet can take out now; UNKNOWN: it can take
 * out nothing. */
enum purpose stake_life_offer(const struct model *model);

#endif
