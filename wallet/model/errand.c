#include "wallet/model/errand.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/model/model.h"
#include "wallet/model/waiting.h"

static struct errand *find(struct model *model, uint32_t request)
{
	for (size_t i = 0; i < model->errands.count; i++)
		if (model->errands.items[i].request == request)
			return &model->errands.items[i];
	return NULL;
}

const struct errand *errand_of(const struct model *model, uint32_t request)
{
	for (size_t i = 0; i < model->errands.count; i++)
		if (model->errands.items[i].request == request)
			return &model->errands.items[i];
	return NULL;
}

static void drop(struct model *model, struct errand *errand)
{
	struct errands *errands = &model->errands;
	size_t index = (size_t)(errand - errands->items);

	errands->count--;
	memmove(errand, errand + 1, (errands->count - index) * sizeof(*errand));
}

/* The node asked for a pause, so the errand starts anew from now. */
static void put_off(struct errand *errand, const struct action *action)
{
	errand->since_ms = action->now_ms;
	errand->until_ms = action->now_ms + action->node_waits.for_ms;
	memcpy(errand->why, action->node_waits.why, sizeof(errand->why));
}

void errand_take(struct model *model, const struct action *action)
{
	struct errand *errand = action->request ? find(model, action->request) : NULL;

	if (!errand)
		return;
	if (action->type == ACTION_NODE_WAITS)
		put_off(errand, action);
	else
		drop(model, errand);
}

/* A wish that a person agreed to is carried out in an update within this one, which has noted its
 * own effects already. */
static void add(struct model *model, const struct effect *effect)
{
	struct errands *errands = &model->errands;

	if (find(model, effect->request))
		return;
	errands->items = mem_grow(errands->items, errands->count + 1, sizeof(*errands->items));
	errands->items[errands->count++] = (struct errand){
		.request = effect->request, .of = effect->type, .since_ms = model->now_ms,
	};
}

/* A cancelled request never comes back, nor does an unlocking that a lock overtook. */
static void forget(struct model *model, const struct effect *effect)
{
	for (size_t i = model->errands.count; i-- > 0;) {
		struct errand *errand = &model->errands.items[i];

		if (effect->type == EFFECT_LOCK ? errand->of == EFFECT_UNLOCK : errand->request == effect->request)
			drop(model, errand);
	}
}

void errand_note(struct model *model, const struct effects *effects, size_t first)
{
	for (size_t i = first; i < effects->count; i++) {
		const struct effect *effect = &effects->items[i];

		if (effect->type == EFFECT_CANCEL || effect->type == EFFECT_LOCK)
			forget(model, effect);
		else if (effect->request && effect_waits_for(effect->type))
			add(model, effect);
	}
}
