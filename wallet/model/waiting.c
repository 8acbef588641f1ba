#include "wallet/model/waiting.h"

#include <stdio.h>
#include <string.h>

#include "wallet/model/model.h"

/* Is a node waited for that has had too many questions? */
static bool of_node(struct waiting *out, const struct model *model)
{
	for (size_t i = 0; i < model->errands.count; i++) {
		const struct errand *errand = &model->errands.items[i];

		if (errand->until_ms <= model->now_ms)
			continue;
		snprintf(out->what, sizeof(out->what), "the Base node: %s", errand->why);
		out->since_ms = errand->since_ms;
		out->until_ms = errand->until_ms;
		out->is_set = true;
		return true;
	}
	return false;
}

/* The screen reads balances, and what is safe, by itself, so nobody waits for those. */
static bool is_by_itself(const struct model *model, uint32_t request)
{
	return !model->headless && (request == model->refresh.request || request == model->tx_final.request);
}

static bool of_errand(struct waiting *out, const struct model *model)
{
	for (size_t i = 0; i < model->errands.count; i++) {
		const struct errand *errand = &model->errands.items[i];
		int64_t since = errand->until_ms ? errand->until_ms : errand->since_ms;

		if (is_by_itself(model, errand->request))
			continue;
		snprintf(out->what, sizeof(out->what), "%s", effect_waits_for(errand->of));
		out->since_ms = since;
		if (!effect_is_on_worker(errand->of))	/* a server is asked */
			out->until_ms = since + WAITING_ANSWER_MS;
		return true;
	}
	return false;
}

/* A wait with a known end says more than one without. */
static bool says_more(const struct waiting *a, unsigned rank_a, const struct waiting *b, unsigned rank_b)
{
	return a->is_set != b->is_set ? a->is_set : rank_a < rank_b;
}

static bool of_flows(struct waiting *out, const struct model *model)
{
	const struct flow_ops *first = NULL;

	for (size_t i = 0; i < FLOW_COUNT; i++) {
		const struct flow_ops *ops = flow_nth(model, i);
		struct waiting its = { 0 };

		if (!ops->awaits || !ops->awaits(&its, model) ||
		    (first && !says_more(&its, ops->asks, out, first->asks)))
			continue;
		first = ops;
		*out = its;
	}
	return first;
}

bool waiting_now(struct waiting *out, const struct model *model)
{
	*out = (struct waiting){ 0 };
	return of_node(out, model) || of_flows(out, model) || of_errand(out, model);
}

static bool is_long(const struct waiting *waiting, int64_t first_ms)
{
	return waiting->is_set && waiting->until_ms - first_ms > WAITING_TELL_MS;
}

bool waiting_is_told(const struct waiting *waiting, int64_t first_ms, int64_t now_ms)
{
	return is_long(waiting, first_ms) || now_ms - first_ms >= WAITING_TELL_MS;
}

bool waiting_same(const struct waiting *a, const struct waiting *b)
{
	return a->since_ms == b->since_ms && a->until_ms == b->until_ms && a->is_set == b->is_set &&
	       !strcmp(a->what, b->what);
}
