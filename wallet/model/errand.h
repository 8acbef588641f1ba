/*
 * errand: what was sent out to be done and has not come back: each effect that a server
 * or much work is needed for, and since when.
 */
#ifndef WALLET_MODEL_ERRAND_H
#define WALLET_MODEL_ERRAND_H

#include "wallet/model/effect.h"

struct model;

struct errand {
	uint32_t request;
	enum effect_type of;
	int64_t since_ms;
	int64_t until_ms;	/* the node wants to be asked again then; 0: it is being asked */
	char why[128];		/* in its words */
};

struct errands {
	struct errand *items;	/* owned; in the order they were sent out */
	size_t count;
};

/* Called by model_update for what an action brings back, and for the effects from `first`
 * on that came of it. */
void errand_take(struct model *model, const struct action *action);
void errand_note(struct model *model, const struct effects *effects, size_t first);

const struct errand *errand_of(const struct model *model, uint32_t request);	/* NULL: none */

#endif
