#include "wallet/model/asked.h"

#include <stdlib.h>

#include "wallet/base/mem.h"
#include "wallet/model/model.h"
#include "wallet/model/network_change.h"

enum loss asked_worst_loss(const struct model *model)
{
	enum loss worst = LOSS_NONE;

	for (size_t i = 0; i < FLOW_COUNT; i++) {
		const struct flow_ops *ops = flow_nth(model, i);
		enum loss loss = ops->loss ? ops->loss(model) : LOSS_NONE;

		worst = loss > worst ? loss : worst;
	}
	return worst;
}

/* Says what leaving would cost while something is going on. */
const char *asked_leaving_costs(const struct model *model)
{
	static const char *const words[] = {
		[LOSS_NONE] = NULL,
		[LOSS_OF_ANSWER] = "A test call is out: leaving does not stop it, and it may be charged.",
		[LOSS_OF_SIGHT] = "Something is still going on. What was sent is in the journal and is picked up at the next start.",
		[LOSS_OF_MINT] = "A key is being minted: leaving now loses it, and the next start can only help to find and delete it.",
		[LOSS_OF_KEY] = "A minted key is not stored yet: leaving now loses it.",
	};

	return words[asked_worst_loss(model)];
}

/* A command is not asked: it leaves when it has ended, or when a signal stops it. */
static bool leaving(const struct model *model, const struct action *action)
{
	(void)action;
	return !model->headless && asked_leaving_costs(model);
}

static bool removes(const struct model *model, const struct action *action)
{
	struct err ignored;

	return action->task && !model->task.request && task_may(model, action->task, &ignored);
}

/* A V3 file stays sealed, so the command line writes it without a question. */
static bool exports(const struct model *model, const struct action *action)
{
	return removes(model, action) && (action->task->kind != TASK_EXPORT || !model->headless);
}

/* A copy to the clipboard takes one keystroke, as everywhere.  On the command line, whoever typed
 * the command has asked for it. */
static bool hands_out(const struct model *model, const struct action *action)
{
	const struct handover *wish = action->handover;
	struct err ignored;

	return wish && wish->way != HANDOVER_CLIPBOARD && !model->headless && model_key(model, wish->id) &&
	       handover_may(model, wish, &ignored);
}

static bool overwrites(const struct model *model, const struct action *action)
{
	return removes(model, action) && action->task->overwrite;
}

static bool about_a_key(const struct model *model, const struct action *action)
{
	return !model->readonly && !flow_key_admin_running(&model->key_admin) && model_key(model, action->key_id);
}

/* If the account's keys were read since the mint, a person has looked at them, and is not asked. */
static bool gives_up(const struct model *model, const struct action *action)
{
	(void)action;
	return !model->headless && model->mint.state == MINT_UNKNOWN &&
	       model->key_admin.listed_ms <= model->mint.intent_ms;
}

/* A command asks about this once, before it does anything. */
static bool asks_here(const struct model *model, const struct action *action)
{
	return !model->headless || action->only_asks;
}

static bool mints_idle(const struct model *model, const struct action *action)
{
	return asks_here(model, action) && key_limit_blocks(action->options.limit, NULL);
}

static bool mints_idle_ones(const struct model *model, const struct action *action)
{
	return asks_here(model, action) && key_limit_blocks(action->batch.options.limit, NULL);
}

static bool makes_idle(const struct model *model, const struct action *action)
{
	const struct key_changes *changes = &action->update.changes;
	const struct key_info *key = model_key(model, action->update.id);

	return asks_here(model, action) && key && changes->limits && key_limit_blocks(changes->to.limit, key->limit);
}

static bool lets_go(const struct model *model, const struct action *action)
{
	return !model->readonly && journal_find(&model->journal, action->journal_id);
}

static bool leaves_network(const struct model *model, const struct action *action)
{
	return action->index < model->network_count && !network_change_bar(model, action->index) &&
	       network_change_leaves_tx(model);
}

static const struct {
	enum action_type type;
	bool (*needs)(const struct model *model, const struct action *action);
} wishes[] = {
	{ ACTION_WALLET_REMOVE, removes },
	{ ACTION_BOOK_REMOVE, removes },
	{ ACTION_WALLET_EXPORT, exports },
	{ ACTION_KEY_HANDOVER, hands_out },
	{ ACTION_HOME_RESTORE, overwrites },
	{ ACTION_KEY_DELETE, about_a_key },
	{ ACTION_KEY_FORGET, about_a_key },
	{ ACTION_KEY_ROTATE, about_a_key },
	{ ACTION_MINT_FORGET, gives_up },
	{ ACTION_MINT, mints_idle },
	{ ACTION_MINT_BATCH, mints_idle_ones },
	{ ACTION_KEY_CREATE, mints_idle },
	{ ACTION_KEY_UPDATE, makes_idle },
	{ ACTION_TX_FORGET, lets_go },
	{ ACTION_NETWORK, leaves_network },
	{ ACTION_QUIT, leaving },
};

static bool needs_agreement(const struct model *model, const struct action *action)
{
	for (size_t i = 0; i < ARRAY_LENGTH(wishes); i++)
		if (wishes[i].type == action->type)
			return wishes[i].needs(model, action);
	return false;
}

bool asked_waits(const struct model *model)
{
	return model->asked.wish;
}

void asked_drop(struct model *model)
{
	struct action *wish = model->asked.wish;

	model->asked.wish = NULL;
	if (wish)
		action_free(wish);
	free(wish);
}

/* Takes over what the action owns. */
static void hold(struct model *model, struct action *action)
{
	asked_drop(model);
	model->asked.wish = mem_new(1, sizeof(*action));
	*model->asked.wish = *action;
	*action = (struct action){ .type = ACTION_NONE, .now_ms = action->now_ms };
}

void asked_again(struct model *model, const struct action *wish)
{
	struct action copy = *wish;

	hold(model, &copy);
}

static void let_go(struct model *model, struct effects *effects)
{
	struct action *wish = model->asked.wish;

	model->asked.wish = NULL;
	model->asked.agreed = true;
	wish->now_ms = model->now_ms;
	if (!wish->only_asks)
		model_update(model, wish, effects);
	model->asked.agreed = false;
	action_free(wish);
	free(wish);
}

/* A second QUIT leaves at once: a terminal that is gone cannot be asked. */
static bool insists(const struct model *model, const struct action *action)
{
	return action->type == ACTION_QUIT && model->asked.wish && model->asked.wish->type == ACTION_QUIT;
}

bool asked_update(struct model *model, struct action *action, struct effects *effects)
{
	if (model->asked.agreed)
		return false;
	if (action->type == ACTION_CONFIRM && model->asked.wish) {
		let_go(model, effects);
		return true;
	}
	if (action->type == ACTION_CANCEL && model->asked.wish) {
		model_say(model, false, "Nothing was changed");
		asked_drop(model);
		return true;
	}
	if (!needs_agreement(model, action) || insists(model, action))
		return action->only_asks;
	hold(model, action);
	return true;
}
