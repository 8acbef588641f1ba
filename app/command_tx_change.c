/* tx speed-up, tx cancel, tx forget: ways out for a transaction that waits. */
#include <string.h>

#include "app/headless.h"
#include "app/value.h"
#include "wallet/hex.h"
#include "wallet/resume.h"

/* The open entry that the hash is of, or of one sent in its place. */
static struct journal_entry *find(const struct model *model, size_t *variant, const char *text, struct err *err)
{
	uint8_t hash[KECCAK_SIZE];

	if (!hex_decode(hash, sizeof(hash), text)) {
		(void)err_set(err, ERR_INVALID_INPUT, "'%.80s' is no transaction's hash: 0x and 64 hex digits", text);
		return NULL;
	}
	for (size_t i = 0; i < model->journal.count; i++) {
		struct journal_entry *entry = &model->journal.items[i];

		if (entry->kind != JOURNAL_TX || entry->told || strcmp(entry->network, model->network.name) != 0)
			continue;
		*variant = journal_entry_variant(entry, hash);
		if (*variant < journal_entry_variants(entry))
			return entry;
	}
	(void)err_set(err, ERR_INVALID_INPUT, "No transaction %.80s waits here: see 'rialto tx list'", text);
	return NULL;
}

/* Nothing is known of it yet in this run. */
static bool looking(const struct model *model)
{
	return flow_tx_running(&model->tx) && !model->tx.looks;
}

/* Until one is mined, or nothing comes of what was to take its place. */
static bool replacing(const struct model *model)
{
	return model_transacting(model) && model->tx.change_err.code == ERR_NONE;
}

static bool look(struct headless *headless, struct journal_entry *entry, struct err *err)
{
	struct effects effects = { 0 };

	resume_entry(&headless->loop.model, entry, &effects);
	loop_effects(&headless->loop, &effects);
	return headless_run(headless, looking, err);
}

static void say(struct output *output, const struct flow_tx *flow, size_t variant, size_t made)
{
	size_t mined = journal_entry_variant(&flow->entry, flow->proof.seen.hash);
	const char *outcome = mined >= made ? "replacement" : "original";
	char hash[2 * KECCAK_SIZE + 1];

	hex_encode(hash, journal_entry_hash(&flow->entry, made), KECCAK_SIZE);
	output_add(output, "tx", value_hex(journal_entry_hash(&flow->entry, made), KECCAK_SIZE));
	output_add(output, "replaces", value_hex(journal_entry_hash(&flow->entry, variant), KECCAK_SIZE));
	output_add(output, "block", json_object_new_int64((int64_t)flow->block));
	output_add(output, "outcome", json_object_new_string(outcome));
	output_field(output, "sent", "0x%s", hash);
	output_field(output, "block", "%llu", (unsigned long long)flow->block);
	output_field(output, "mined", "the %s", outcome);
}

/* What was mined is an end that was wished for, also where it is the one that does nothing. */
static bool ended_well(const struct flow_tx *flow)
{
	return flow->state == TX_DONE || (flow->state == TX_FAILED && flow->err.code == ERR_TX_CANCELLED);
}

static bool change(struct headless *headless, enum action_type type, struct err *err)
{
	const struct model *model = &headless->loop.model;
	const struct flow_tx *flow = &model->tx;
	struct journal_entry *entry;
	size_t variant, made;

	entry = find(model, &variant, headless->app->options.arguments[0], err);
	if (!entry || !headless_select_address(headless, entry->address, err) || !look(headless, entry, err))
		return false;
	made = journal_entry_variants(&flow->entry);
	headless_unlock_early(headless);
	loop_apply(&headless->loop, &(struct action){ .type = type, .index = variant + 1 });
	if (!headless_run(headless, replacing, err))
		return false;
	if (flow->change_err.code != ERR_NONE || !ended_well(flow)) {
		*err = flow->change_err.code != ERR_NONE ? flow->change_err : flow->err;
		return false;
	}
	say(&headless->app->output, flow, variant, made);
	app_finish(headless->app, flow->entry.id);
	return true;
}

static bool with_model(struct app *app, bool (*run)(struct headless *, enum action_type, struct err *),
		       enum action_type type, struct err *err)
{
	struct headless headless;
	bool ok;

	if (!app_open_home(app, err) || !app_load_password(app, err) || !headless_open(&headless, app, err))
		return false;
	ok = run(&headless, type, err);
	headless_close(&headless);
	return ok;
}

bool command_tx_speed_up(struct app *app, struct err *err)
{
	return with_model(app, change, ACTION_TX_SPEED_UP, err);
}

bool command_tx_cancel(struct app *app, struct err *err)
{
	return with_model(app, change, ACTION_TX_CANCEL, err);
}

static bool forget(struct headless *headless, enum action_type type, struct err *err)
{
	struct action action = { .type = type };
	const struct journal_entry *entry;
	uint8_t hash[KECCAK_SIZE];
	size_t variant;

	entry = find(&headless->loop.model, &variant, headless->app->options.arguments[0], err);
	if (!entry)
		return false;
	memcpy(hash, entry->hash, sizeof(hash));
	memcpy(action.journal_id, entry->id, sizeof(action.journal_id));
	loop_apply(&headless->loop, &action);
	if (!headless_run(headless, asked_waits, err))
		return false;
	output_add(&headless->app->output, "hash", value_hex(hash, sizeof(hash)));
	output_add(&headless->app->output, "forgotten", json_object_new_boolean(true));
	output_text(&headless->app->output, "It is given up here; it may still be mined.\n");
	return true;
}

bool command_tx_forget(struct app *app, struct err *err)
{
	return with_model(app, forget, ACTION_TX_FORGET, err);
}
