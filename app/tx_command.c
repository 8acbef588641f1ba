#include "app/tx_command.h"

#include <string.h>

#include "app/value.h"
#include "wallet/hex.h"
#include "wallet/resume.h"

static bool is_mine(const struct model *model, const struct journal_entry *entry)
{
	return entry->kind == JOURNAL_TX && !strcmp(entry->network, model->network.name) &&
	       address_equal(entry->address, model_account(model)->address);
}

static bool same_amount(struct amount a, struct amount b)
{
	return a.token == b.token && !amount_compare(a, b);
}

/* A transaction that is known not to have happened stands in nobody's way. */
static bool is_over(const struct err *err)
{
	return err->code == ERR_TX_REVERTED || err->code == ERR_TX_REPLACED;
}

/* Follows one transaction to its end. */
static bool follow(struct headless *headless, const struct journal_entry *entry, bool is_result, struct err *err)
{
	struct model *model = &headless->loop.model;
	struct effects effects = { 0 };

	output_progress("Following the %s transaction that was in flight", entry->purpose);
	resume_entry(model, entry, &effects);
	loop_effects(&headless->loop, &effects);
	if (!headless_run(headless, model_transacting, err))
		return false;
	if (model->tx.state == TX_FAILED && (is_result || !is_over(&model->tx.err))) {
		*err = model->tx.err;
		return false;
	}
	app_finish(headless->app, entry->id);
	return true;
}

bool tx_command_follow(bool *found, struct headless *headless, const char *purpose, struct amount amount,
		       void (*seen)(void *context, const struct model *model), void *context, struct err *err)
{
	const struct model *model = &headless->loop.model;

	*found = false;
	for (size_t i = 0; i < model->journal.count && !*found; i++) {
		const struct journal_entry *entry = &model->journal.items[i];
		bool same = same_amount(entry->amount, amount);
		bool is_result = same && !strcmp(entry->purpose, purpose);

		if (!is_mine(model, entry))
			continue;
		if (!follow(headless, entry, is_result, err))
			return false;
		if (same && seen)
			seen(context, model);
		*found = is_result;
	}
	return true;
}

void tx_command_say(struct output *output, const char *label, const char *name, const struct sent_tx *tx)
{
	char hash[2 * KECCAK_SIZE + 1];

	hex_encode(hash, tx->hash, sizeof(tx->hash));
	output_add(output, name, tx->sent ? value_hex(tx->hash, sizeof(tx->hash)) : NULL);
	if (tx->sent)
		output_field(output, label, "0x%s", hash);
}
