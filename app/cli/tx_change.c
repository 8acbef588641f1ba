/* tx speed-up, tx cancel and tx forget: what can be done about a transaction that waits. */
#include <string.h>

#include "app/cli/headless.h"
#include "app/cli/tx_common.h"
#include "app/cli/value.h"
#include "wallet/base/hex.h"
#include "wallet/flow/resume.h"
#include "wallet/flow/tx.h"

/* Finds the entry that has the hash, or a variant with it. */
static const struct journal_entry *find(const struct model *model, size_t *variant, const char *text, struct err *err)
{
	uint8_t hash[KECCAK_SIZE];

	if (!tx_common_hash(hash, text, err))
		return NULL;
	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (entry->kind != JOURNAL_TX || strcmp(entry->network, model->network.name) != 0)
			continue;
		*variant = journal_entry_variant(entry, hash);
		if (*variant < journal_entry_variants(entry))
			return entry;
	}
	(void)err_set(err, ERR_INVALID_INPUT, "No transaction %.80s waits here: see 'rialto tx list'", text);
	return NULL;
}

/* True until a variant is mined, or the replacement has failed. */
static bool replacing(const struct model *model)
{
	return model_transacting(model) && model->tx.change_err.code == ERR_NONE;
}

static bool look(struct headless *headless, const struct journal_entry *entry, struct err *err)
{
	tx_common_do(headless, ACTION_TX_FOLLOW, entry);
	return headless_run(headless, tx_common_looking, err);
}

/* `made` is the variant that was sent now; the number of variants when none was. */
static void say(struct output *output, const struct journal_entry *entry, const struct tx_sighting *mined,
		size_t variant, size_t made)
{
	bool sent = made < journal_entry_variants(entry);
	const char *outcome = sent && journal_entry_variant(entry, mined->hash) == made ? "replacement" : "original";
	char hash[2 * KECCAK_SIZE + 1];

	output_add(output, "tx", sent ? value_hex(journal_entry_hash(entry, made), KECCAK_SIZE) : NULL);
	output_add(output, "replaces", value_hex(journal_entry_hash(entry, variant), KECCAK_SIZE));
	output_add(output, "block", json_object_new_int64((int64_t)mined->block));
	output_add(output, "outcome", json_object_new_string(outcome));
	if (sent) {
		hex_encode(hash, journal_entry_hash(entry, made), KECCAK_SIZE);
		output_field(output, "sent", "0x%s", hash);
	}
	output_field(output, "block", "%llu", (unsigned long long)mined->block);
	output_field(output, "mined", "the %s", outcome);
}

/* Any variant that is mined is a good end, also the one that does nothing. */
static bool ended_well(const struct flow_tx *flow)
{
	return flow->state == TX_DONE || (flow->state == TX_FAILED && flow->err.code == ERR_TX_CANCELLED);
}

static bool replace(struct headless *headless, enum action_type type, size_t variant, struct err *err)
{
	const struct flow_tx *flow = &headless->loop.model->tx;
	size_t made = journal_entry_variants(&flow->entry);

	if (flow_tx_running(flow)) {
		headless_unlock_early(headless);
		loop_apply(&headless->loop, &(struct action){ .type = type, .index = variant + 1 });
		if (!headless_run(headless, replacing, err))
			return false;
	}
	if (flow->change_err.code != ERR_NONE || !ended_well(flow)) {
		*err = flow->change_err.code != ERR_NONE ? flow->change_err : flow->err;
		return false;
	}
	say(&headless->app->output, &flow->entry, &flow->proof.seen, variant, made);
	/* What the transaction did is still the result of the command that began it. */
	if (flow->state == TX_FAILED)
		app_finish(headless->app, flow->entry.id);
	return true;
}

static bool change(struct headless *headless, void *context, struct err *err)
{
	const enum action_type *type = context;
	const struct journal_entry *entry;
	size_t variant;

	entry = find(headless->loop.model, &variant, headless->app->options.arguments[0], err);
	if (!entry)
		return false;
	if (entry->told) {
		say(&headless->app->output, entry, &entry->proof.seen, variant, journal_entry_variants(entry));
		return true;
	}
	if (!resume_knows(entry))
		return err_set(err, ERR_INVALID_INPUT, "What '%s' is for this version of rialto does not know: it leaves it alone",
			       journal_entry_purpose(entry));
	return headless_select_address(headless, entry->address, err) && look(headless, entry, err) &&
	       replace(headless, *type, variant, err);
}

bool cli_tx_speed_up(struct app *app, struct err *err)
{
	return headless_with(app, change, &(enum action_type){ ACTION_TX_SPEED_UP }, err);
}

bool cli_tx_cancel(struct app *app, struct err *err)
{
	return headless_with(app, change, &(enum action_type){ ACTION_TX_CANCEL }, err);
}

/* Looks at the node, so that the question can say how things stand.  Nothing is sent. */
static bool look_on(struct headless *headless, const struct journal_entry *entry, struct err *err)
{
	tx_common_do(headless, ACTION_TX_LOOK, entry);
	return headless_run(headless, tx_common_looking, err);
}

/* A block has it: what it did is the result of the command that began it. */
static bool say_kept(struct headless *headless, uint64_t block)
{
	struct output *output = &headless->app->output;

	output_add(output, "forgotten", json_object_new_boolean(false));
	output_add(output, "block", json_object_new_int64((int64_t)block));
	output_text(output, "Block %llu has it, so it is not given up; the command that sent it gives its result.\n",
		    (unsigned long long)block);
	return true;
}

static bool say_end(struct headless *headless, struct err *err)
{
	const struct flow_tx *flow = &headless->loop.model->tx;

	return flow->state == TX_DONE ? say_kept(headless, flow->block) : tx_common_failed(headless, &flow->err, err);
}

static bool give_up(struct headless *headless, const char *id, bool known, struct err *err)
{
	const struct model *model = headless->loop.model;
	struct action action = { .type = ACTION_TX_FORGET };

	if (known && flow_tx_ended(&model->tx))
		return say_end(headless, err);
	memcpy(action.journal_id, id, sizeof(action.journal_id));
	loop_apply(&headless->loop, &action);
	if (!headless_run(headless, asked_waits, err))
		return false;
	if (journal_find(&model->journal, id))	/* a block took it before the yes came */
		return say_end(headless, err);
	output_add(&headless->app->output, "forgotten", json_object_new_boolean(true));
	output_text(&headless->app->output, "It is given up here; it may still be mined.\n");
	app_finish(headless->app, id);
	return true;
}

static bool forget(struct headless *headless, void *context, struct err *err)
{
	const struct journal_entry *entry;
	char id[JOURNAL_ID_SIZE];
	size_t variant;
	bool known;

	(void)context;
	entry = find(headless->loop.model, &variant, headless->app->options.arguments[0], err);
	if (!entry)
		return false;
	output_add(&headless->app->output, "hash", value_hex(entry->hash, sizeof(entry->hash)));
	if (entry->told)
		return say_kept(headless, entry->proof.seen.block);
	memcpy(id, entry->id, sizeof(id));
	known = resume_knows(entry);
	return look_on(headless, entry, err) && give_up(headless, id, known, err);
}

bool cli_tx_forget(struct app *app, struct err *err)
{
	return headless_with(app, forget, NULL, err);
}
