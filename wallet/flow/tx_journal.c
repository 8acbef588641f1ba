#include "wallet/flow/tx_journal.h"

#include <string.h>

#include "wallet/model/model.h"

bool tx_journal_is_open(const struct model *model, const struct journal_entry *entry)
{
	return entry->kind == JOURNAL_TX && !entry->told && strcmp(entry->network, model->network.name) == 0;
}

void tx_journal_written(struct model *model, const struct journal_entry *entry)
{
	struct journal_entry *kept = journal_find(&model->journal, entry->id);

	if (kept) {		/* it has a new replacement, or was loaded meanwhile */
		journal_entry_free(kept);
		journal_entry_copy(kept, entry);
	} else {
		journal_add(&model->journal, entry);
	}
	journal_find(&model->journal, entry->id)->followed = true;
}

static void note(const struct journal_entry *entry, struct effects *effects)
{
	journal_entry_copy(effects_add(effects, EFFECT_JOURNAL_NOTE, 0)->entry, entry);
}

void tx_journal_done(struct model *model, const struct journal_entry *entry, struct effects *effects)
{
	struct journal_entry *kept = journal_find(&model->journal, entry->id);

	if (!kept)
		return;
	kept->proof = entry->proof;
	kept->told = !model->headless;
	if (kept->told)
		note(kept, effects);
}

void tx_journal_reopen(struct journal_entry *entry, struct effects *effects)
{
	entry->told = entry->followed = false;
	entry->left_block = entry->proof.seen.block;
	entry->proof = (struct tx_proof){ 0 };
	note(entry, effects);
}

void tx_journal_forget(struct model *model, const char *id, struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_JOURNAL_CLOSE, 0);

	memcpy(effect->journal_id, id, sizeof(effect->journal_id));
	(void)journal_forget(&model->journal, id);
}

void tx_journal_close(struct model *model, const char *id, struct effects *effects)
{
	const struct journal_entry *entry = journal_find(&model->journal, id);
	uint64_t nonce;

	if (!*id)
		return;
	if (entry && journal_entry_nonce(&nonce, entry))
		tx_numbers_note(&model->numbers, entry->address, nonce);
	tx_journal_forget(model, id, effects);
}
