#include "wallet/resume.h"

#include <string.h>

#include "wallet/model.h"

void resume_entry(struct model *model, const struct journal_entry *entry, struct effects *effects)
{
	const struct account *account = accounts_at(&model->accounts, entry->address);
	struct account owner = account ? *account : (struct account){ .address = entry->address };

	flow_tx_resume(model, entry, effects);
	if (!flow_single_resume(model, &owner, entry))
		flow_stake_resume(model, &owner, entry);
	model_say(model, false, "Following the %s transaction that was in flight", entry->purpose);
}

void resume_next(struct model *model, struct effects *effects)
{
	for (size_t i = 0; i < model->journal.count && model->resume_journal; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (entry->kind != JOURNAL_TX || entry->time_ms <= model->followed_ms ||
		    strcmp(entry->network, model->network.name) != 0)
			continue;
		model->followed_ms = entry->time_ms;
		model->following = true;
		resume_entry(model, entry, effects);
		return;
	}
}

void resume_step(struct model *model, struct effects *effects)
{
	if (!model->following || model_transacting(model))
		return;
	model->following = false;
	resume_next(model, effects);
}
