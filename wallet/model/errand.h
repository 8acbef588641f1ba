/*
 * errand: an effect that was sent out and has not come back.  Errands are the effects that need a
 * server or much work.  Each one knows since when it is out.
 */
#ifndef WALLET_MODEL_ERRAND_H
#define WALLET_MODEL_ERRAND_H

#include "wallet/model/effect.h"

struct model;

struct errand {
	uint32_t request;
	enum effect_type of;
	int64_t since_ms;
	int64_t until_ms;	/* when the node will be asked again; 0: it is being asked */
	char why[128];		/* the reason in the node's words */
};

struct errands {
	struct errand *items;	/* owned; in the order they were sent out */
	size_t count;
};

/* model_update calls these.  errand_take handles what an action brings back.  errand_note handles
 * the effects from index `first` on, which came of that action. */
void errand_take(struct model *model, const struct action *action);
void errand_note(struct model *model, const struct effects *effects, size_t first);

const struct errand *errand_of(const struct model *model, uint32_t request);	/* NULL: none */

#endif
