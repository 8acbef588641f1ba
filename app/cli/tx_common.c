#include "app/cli/tx_common.h"

#include <string.h>

#include "app/cli/value.h"
#include "wallet/base/hex.h"
#include "wallet/base/text.h"
#include "wallet/flow/resume.h"
#include "wallet/flow/tx_journal.h"
#include "wallet/flow/tx_watch.h"

static bool is_mine(const struct model *model, const struct journal_entry *entry)
{
	return tx_journal_is_open(model, entry) && address_equal(entry->address, model_account(model)->address);
}

static bool same_amount(struct amount a, struct amount b)
{
	return a.token == b.token && !amount_compare(a, b);
}

static bool is_wished(const struct journal_entry *entry, const struct tx_wish *wish)
{
	bool takes_all = plan_row(wish->purpose)->from.signature;

	return entry->purpose == wish->purpose && entry->amount.token == wish->amount.token &&
	       address_equal(entry->recipient, wish->recipient) &&
	       (takes_all || (wish->all ? entry->all : same_amount(entry->amount, wish->amount)));
}

/* True for a transaction that comes before the wish's, with the same amount. */
static bool goes_before(const struct journal_entry *entry, const struct tx_wish *wish)
{
	const struct plan *plan = plan_row(wish->purpose);

	for (size_t i = 0; i < PLAN_BEFORE && plan->before[i]; i++)
		if (entry->purpose == plan->before[i])
			return same_amount(entry->amount, wish->amount);
	return false;
}

bool tx_common_hash(uint8_t out[KECCAK_SIZE], const char *text, struct err *err)
{
	return hex_decode(out, KECCAK_SIZE, text) ||
	       err_set(err, ERR_INVALID_INPUT, "'%.80s' is no transaction's hash: 0x and 64 hex digits", text);
}

/* Once there is a receipt, its block is asked for as well. */
bool tx_common_looking(const struct model *model)
{
	const struct flow_tx *flow = &model->tx;
	bool asking = !flow->looks || (flow->request && flow->asked == TX_ASKED_BLOCK);

	return flow_tx_running(flow) && asking && flow->trouble.code == ERR_NONE;
}

bool tx_common_is_over(const struct err *err)
{
	return err->code == ERR_TX_REVERTED || err->code == ERR_TX_REPLACED || err->code == ERR_TX_CANCELLED;
}

void tx_common_do(struct headless *headless, enum action_type wish, const struct journal_entry *entry)
{
	struct action action = { .type = wish };

	memcpy(action.journal_id, entry->id, sizeof(action.journal_id));
	loop_apply(&headless->loop, &action);
}

/* What was reported as done is not done any more.  That of another wallet is left to a command of its own. */
static void warn_left(struct headless *headless)
{
	const struct model *model = headless->loop.model;
	bool sends = !headless->app->settings.readonly;

	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];
		char left[TX_WATCH_LEFT_SIZE];

		if (!entry->left_block)
			continue;
		tx_watch_left(left, model, entry);
		output_note(&headless->app->output, "%s: %s.", left,
			    sends && is_mine(model, entry) ? "it is sent and followed again" :
			    "the next command that signs with that wallet sends and follows it again");
	}
}

bool tx_common_look_at_told(struct headless *headless, struct err *err)
{
	bool ok;

	loop_do(&headless->loop, ACTION_TX_WATCH);
	ok = headless_run(headless, tx_watch_running, err);
	warn_left(headless);
	return ok;
}

/* Follows one transaction to its end; false where that was not found out. */
static bool follow(struct headless *headless, const struct journal_entry *entry, struct err *err)
{
	const struct model *model = headless->loop.model;
	char when[TEXT_TIME_SIZE];

	text_time(when, entry->time_ms);
	output_progress("Following the %s transaction that was sent at %s", journal_entry_purpose(entry), when);
	tx_common_do(headless, ACTION_TX_FOLLOW, entry);
	if (!headless_run(headless, model_transacting, err))
		return false;
	if (model->tx.state == TX_FAILED)
		*err = model->tx.err;
	return model->tx.state == TX_DONE || tx_common_is_over(err);
}

static struct json_object *value_followed(const struct journal_entry *entry, const struct flow_tx *flow)
{
	struct json_object *value = json_object_new_object();
	bool done = flow->state == TX_DONE;

	json_object_object_add(value, "hash", value_hex(entry->hash, sizeof(entry->hash)));
	json_object_object_add(value, "purpose", json_object_new_string(journal_entry_purpose(entry)));
	json_object_object_add(value, "amount", value_amount(entry->amount));
	json_object_object_add(value, "token", value_text(token_symbol(entry->amount.token)));
	json_object_object_add(value, "status", json_object_new_string(done ? "mined" : "failed"));
	json_object_object_add(value, "block", json_object_new_int64((int64_t)flow->block));
	return value;
}

/* Reports the result of another command's transaction, and leaves it to that command. */
static void say_followed(struct output *output, struct json_object **rows, const struct journal_entry *entry,
			 const struct flow_tx *flow)
{
	char amount[AMOUNT_TEXT_SIZE], what[256];

	amount_format(amount, entry->amount);
	snprintf(what, sizeof(what), "The earlier %s of %s %s %s in block %llu; the same command again gives its result.",
		 journal_entry_purpose(entry), amount, token_symbol(entry->amount.token),
		 flow->state == TX_DONE ? "was mined" : "came to nothing", (unsigned long long)flow->block);
	output_progress("%s", what);
	output_text(output, "%s\n", what);
	if (!*rows)
		*rows = json_object_new_array();
	json_object_array_add(*rows, value_followed(entry, flow));
}

/* Returns the oldest entry that was not followed yet; NULL after the last. */
static const struct journal_entry *next_open(const struct model *model)
{
	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (is_mine(model, entry) && !entry->followed && resume_knows(entry))
			return entry;
	}
	return NULL;
}

bool tx_common_any_open(const struct model *model)
{
	return next_open(model);
}

static bool follow_all(bool *found, struct json_object **rows, struct headless *headless, const struct tx_wish *wish,
		       void (*seen)(void *context, const struct model *model), void *context, struct err *err)
{
	const struct model *model = headless->loop.model;
	const struct journal_entry *entry;

	while (!*found && (entry = next_open(model))) {
		bool is_result = is_wished(entry, wish);
		bool is_before = goes_before(entry, wish);

		if (!follow(headless, entry, err))
			return false;
		if (model->tx.state == TX_FAILED && (is_result || is_before))
			app_finish(headless->app, entry->id);
		if (model->tx.state == TX_FAILED && is_result)
			return false;
		if (!is_result && !is_before)
			say_followed(&headless->app->output, rows, entry, &model->tx);
		else if (seen && model->tx.state == TX_DONE)
			seen(context, model);
		if (is_before && model->tx.state == TX_DONE)
			app_tell(headless->app, entry);
		*found = is_result;
	}
	return true;
}

bool tx_common_follow(bool *found, struct headless *headless, const struct tx_wish *wish,
		       void (*seen)(void *context, const struct model *model), void *context, struct err *err)
{
	struct json_object *rows = NULL;
	bool ok;

	*found = false;
	if (json_object_object_get_ex(headless->app->output.data, "followed", &rows))
		(void)json_object_get(rows);	/* those of the wallets before this one */
	ok = tx_common_look_at_told(headless, err) && follow_all(found, &rows, headless, wish, seen, context, err);
	if (rows)
		output_add(&headless->app->output, "followed", rows);
	return ok;
}

bool tx_common_failed(struct headless *headless, const struct err *why, struct err *err)
{
	if (tx_common_is_over(why))
		app_finish(headless->app, headless->loop.model->tx.entry.id);
	*err = *why;
	return false;
}

void tx_common_told(struct headless *headless, const struct sent_tx *tx)
{
	const struct journal_entry *entry = journal_find(&headless->loop.model->journal, tx->journal_id);

	if (tx->sent && entry)
		app_tell(headless->app, entry);
}

void tx_common_say(struct output *output, const char *label, const char *name, const struct sent_tx *tx)
{
	char hash[2 * KECCAK_SIZE + 1];

	hex_encode(hash, tx->hash, sizeof(tx->hash));
	output_add(output, name, tx->sent ? value_hex(tx->hash, sizeof(tx->hash)) : NULL);
	if (tx->sent)
		output_field(output, label, "0x%s", hash);
}
