#include "wallet/model/flow.h"

#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

static const struct flow_ops *const table[FLOW_END] = {
#define FLOW(id, name) [FLOW_##id] = &flow_##name##_ops,
#include "wallet/model/flows.def"
#undef FLOW
};

const struct flow_ops *flow_ops(enum flow_id id)
{
	return table[id];
}

flow_take *flow_taker(unsigned wish)
{
	const struct flow_ops *ops = flow_ops(action_owner(wish));

	for (const struct flow_wish *row = ops ? ops->wishes : NULL; row && row->take; row++)
		if (row->wish == wish)
			return row->take;
	return ops ? ops->wish : NULL;
}

const struct flow_ops *flow_nth(const struct model *model, size_t index)
{
	return table[model->flow_order[index]];
}

const struct flow *flow_head(const struct model *model, const struct flow_ops *ops)
{
	return ops->head ? (const struct flow *)((const char *)model + ops->head) : NULL;
}

bool flow_any(const struct model *model, enum flow_is what)
{
	for (size_t i = 0; i < FLOW_COUNT; i++) {
		const struct flow_ops *ops = flow_nth(model, i);

		if (ops->is[what] && ops->is[what](model))
			return true;
	}
	return false;
}

static enum want wants(const struct model *model, const struct flow_ops *ops)
{
	return ops->waits ? ops->waits(model) : WANT_NOTHING;
}

static bool is_review(enum want want)
{
	return want != WANT_NOTHING && want != WANT_PASSWORD && want != WANT_WORDS;
}

/* A review that a person may be reading keeps its place: another one waits until it is answered. */
static bool comes_first(const struct model *model, const struct flow_ops *ops, enum want want,
			const struct flow_ops *other, enum want others)
{
	if (is_review(want) && is_review(others) && flow_ops(model->reviewed) == ops)
		return true;
	if (is_review(want) && is_review(others) && flow_ops(model->reviewed) == other)
		return false;
	return ops->asks < other->asks;
}

const struct flow_ops *flow_showing(const struct model *model, enum want *want)
{
	const struct flow_ops *first = NULL;

	*want = WANT_NOTHING;
	for (size_t i = 0; i < FLOW_COUNT; i++) {
		const struct flow_ops *ops = flow_nth(model, i);
		enum want shown = wants(model, ops);

		if (shown == WANT_NOTHING || (first && !comes_first(model, ops, shown, first, *want)))
			continue;
		first = ops;
		*want = shown;
	}
	return first;
}

void flow_note_reviewed(struct model *model)
{
	const struct flow_ops *ops = flow_ops(model->reviewed);
	enum want want;

	if (ops && is_review(wants(model, ops)))
		return;
	ops = flow_showing(model, &want);
	model->reviewed = FLOW_NONE;
	for (enum flow_id id = FLOW_NONE + 1; id < FLOW_END && ops && is_review(want); id++)
		if (flow_ops(id) == ops)
			model->reviewed = id;
}

const struct flow_ops *flow_unlocking(const struct model *model)
{
	const struct flow_ops *first = NULL;

	for (size_t i = 0; i < FLOW_COUNT; i++) {
		const struct flow_ops *ops = flow_nth(model, i);

		if (ops->unlocks && ops->unlocks(model) && (!first || ops->asks < first->asks))
			first = ops;
	}
	return first;
}

static bool is_held(const struct model *model, const struct flow_ops *ops, uint32_t request)
{
	const struct flow *head = flow_head(model, ops);

	return (head && head->request == request) || (ops->holds && ops->holds(model, request));
}

/* A result that no flow holds any more is stale, and is dropped. */
static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	for (size_t i = 0; i < FLOW_COUNT && action->request; i++) {
		const struct flow_ops *ops = flow_nth(model, i);

		if (!ops->result || !is_held(model, ops, action->request))
			continue;
		ops->result(model, action, effects);
		if (ops->logs_result)
			ops->logs_result(model, action, effects);
		return;
	}
}

static void tick(struct model *model, struct effects *effects)
{
	for (size_t i = 0; i < FLOW_COUNT; i++)
		if (flow_nth(model, i)->tick)
			flow_nth(model, i)->tick(model, effects);
}

/* Only the flow that is shown gets the yes: nobody agrees to what they do not see. */
static void confirm(struct model *model, struct effects *effects)
{
	enum want want;
	const struct flow_ops *ops = flow_showing(model, &want);

	if (ops && ops->confirm)
		ops->confirm(model, effects);
}

/* Stops the first flow, by rank, that is doing something while nobody is asked. */
static void stop_one(struct model *model, struct effects *effects)
{
	unsigned done = 0;
	const struct flow_ops *next;

	do {
		next = NULL;
		for (size_t i = 0; i < FLOW_COUNT; i++) {
			const struct flow_ops *ops = flow_nth(model, i);

			if (ops->cancel && ops->stops > done && (!next || ops->stops < next->stops))
				next = ops;
		}
		done = next ? next->stops : 0;
	} while (next && !next->cancel(model, effects));
}

/* Cancelling the password prompt also cancels what the wallet was to be opened for. */
static void cancel(struct model *model, struct effects *effects)
{
	enum want want;
	const struct flow_ops *waits = flow_showing(model, &want);
	const struct flow_ops *unlocks = flow_any(model, FLOW_IS_OPENING) ? NULL : flow_unlocking(model);

	if (!waits && !unlocks) {
		stop_one(model, effects);
		return;
	}
	if (waits)
		(void)waits->cancel(model, effects);
	else
		(void)flow_session_ops.cancel(model, effects);
	if (unlocks && (!waits || want == WANT_PASSWORD))
		(void)unlocks->cancel(model, effects);
}

static void take_wish(struct model *model, struct action *action, struct effects *effects)
{
	const struct flow_ops *failed = flow_ops(model->failed);
	flow_take *taker = flow_taker(action->type);

	if (action->type == ACTION_CONFIRM)
		confirm(model, effects);
	else if (action->type == ACTION_CANCEL)
		cancel(model, effects);
	else if (action->type == ACTION_RETRY && failed && failed->retry)
		failed->retry(model, effects);
	else if (taker)
		taker(model, action, effects);
}

static bool is_barred(struct model *model, const struct action *action)
{
	for (size_t i = 0; i < FLOW_COUNT; i++)
		if (flow_nth(model, i)->bars && flow_nth(model, i)->bars(model, action))
			return true;
	return false;
}

void flows_take(struct model *model, struct action *action, struct effects *effects)
{
	if (is_barred(model, action))
		return;
	for (size_t i = 0; i < FLOW_COUNT; i++)
		if (flow_nth(model, i)->watch)
			flow_nth(model, i)->watch(model, action, effects);
	if (action->type == ACTION_TICK)
		tick(model, effects);
	else if (action_is_result(action->type))
		take_result(model, action, effects);
	else
		take_wish(model, action, effects);
}

/* True if something followed. */
static bool step_all(struct model *model, struct effects *effects)
{
	bool followed = false;

	for (size_t i = 0; i < FLOW_COUNT; i++) {
		const struct flow_ops *ops = flow_nth(model, i);

		if (!ops->step || !ops->step(model, effects))
			continue;
		log_watch_look(model, effects);		/* a step may begin the next transaction at once */
		followed = true;
	}
	return followed;
}

void flows_step(struct model *model, struct effects *effects)
{
	while (step_all(model, effects))
		;
	for (size_t i = 0; i < FLOW_COUNT; i++)
		if (flow_nth(model, i)->settle)
			flow_nth(model, i)->settle(model, effects);
}
