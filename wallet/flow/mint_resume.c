#include "wallet/flow/mint_resume.h"

#include <string.h>

#include "wallet/base/text.h"
#include "wallet/flow/mint.h"
#include "wallet/flow/mint_end.h"
#include "wallet/flow/mint_post.h"
#include "wallet/model/model.h"

static bool in_vault(const struct model *model, const char *intent)
{
	for (size_t i = 0; i < model->keys.count; i++) {
		if (strcmp(model->keys.items[i].intent, intent) == 0)
			return true;
	}
	return false;
}

static void resume_one(struct model *model, const struct journal_entry *entry, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	char when[TEXT_TIME_SIZE];
	struct err err;

	memcpy(flow->intent, entry->id, sizeof(flow->intent));
	if (in_vault(model, entry->id)) {
		mint_post_close(flow, effects);
		model_say(model, false, "The key that was being minted is safe in the vault");
		return;
	}
	flow->account.address = entry->address;
	flow->options = entry->options;
	flow->intent_ms = entry->time_ms;
	text_time(when, entry->time_ms);
	(void)err_set(&err, ERR_MINT_UNKNOWN, "rialto was stopped while a mint sent at %s was on its way", when);
	mint_end(model, MINT_UNKNOWN, &err, effects);
}

void mint_resume(struct model *model, struct effects *effects)
{
	for (size_t i = 0; i < model->journal.count && model->mint.state != MINT_UNKNOWN; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (entry->kind == JOURNAL_MINT && strcmp(entry->network, model->network.name) == 0)
			resume_one(model, entry, effects);
	}
}
