#include "wallet/flow/resume.h"

#include "wallet/flow/plan.h"
#include "wallet/flow/tx.h"
#include "wallet/flow/tx_journal.h"
#include "wallet/model/model.h"

bool resume_knows(const struct journal_entry *entry)
{
	return journal_entry_known(entry) && plan_of(entry->purpose) != PURPOSE_UNKNOWN;
}

static void follow(struct model *model, struct journal_entry *entry, struct effects *effects)
{
	const struct account *account = accounts_at(&model->accounts, entry->address);
	struct account owner = account ? *account : (struct account){ .address = entry->address };

	entry->followed = true;
	flow_tx_resume(model, entry, effects);
	flow_plan_resume(model, &owner, entry);
	model_say(model, false, "Following the %s transaction that was in flight", journal_entry_purpose(entry));
}

static void wish_follow(struct model *model, struct action *action, struct effects *effects)
{
	struct journal_entry *entry = journal_find(&model->journal, action->journal_id);

	if (entry && tx_journal_is_open(model, entry) && resume_knows(entry) && !model_transacting(model))
		follow(model, entry, effects);
}

static const struct flow_wish wishes[] = {
	{ ACTION_TX_FOLLOW, wish_follow },
	{ 0 },
};

/* On the screen: follows the oldest open one of this network, if none is on its way. */
static bool step(struct model *model, struct effects *effects)
{
	bool resumed = false;

	for (size_t i = 0; i < model->journal.count && model->resume_journal && !model_transacting(model); i++) {
		struct journal_entry *entry = &model->journal.items[i];

		if (!tx_journal_is_open(model, entry) || entry->followed || !resume_knows(entry))
			continue;
		follow(model, entry, effects);
		resumed = true;
	}
	return resumed;
}

const struct flow_ops flow_resume_ops = {
	.name = "resume",
	.wishes = wishes,
	.step = step,
};
