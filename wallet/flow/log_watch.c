#include "wallet/flow/log_watch.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/flow/log_watch_parts.h"
#include "wallet/flow/mint_report.h"
#include "wallet/model/model.h"

struct log_entry log_watch_entry(const struct model *model, const char *event, struct address address)
{
	struct log_entry record = { .time_ms = model->now_ms, .address = address };

	snprintf(record.event, sizeof(record.event), "%s", event);
	snprintf(record.network, sizeof(record.network), "%s", model->network.name);
	return record;
}

void log_watch_error(struct log_entry *record, const struct err *err)
{
	snprintf(record->code, sizeof(record->code), "%s", err_info(err->code)->name);
	snprintf(record->text, sizeof(record->text), "%s", err->msg);
}

/* On the screen's list, and on disk. */
void log_watch_write(struct model *model, struct log_entry *record, struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_LOG, 0);

	*effect->record = *record;
	effect->record->report = mem_string(record->report);
	log_entries_add(&model->log, record);
}

static void note_failed_mint(struct model *model, struct log_entry *record)
{
	struct buf report;

	log_watch_error(record, &model->mint.err);
	buf_init(&report, 0);
	mint_report(&report, model);
	record->report = mem_string(buf_string(&report));
	buf_free(&report);
}

void log_watch_agreed(struct model *model, struct effects *effects)
{
	const struct review *review = &model->agreed;
	const struct account *account = model_want(model) == WANT_REVIEW ? &model->tx.account : model_account(model);
	struct log_entry record = log_watch_entry(model, "agreed", account ? account->address : (struct address){ { 0 } });
	struct buf text;

	snprintf(record.text, sizeof(record.text), "%s: %s", review->what, *review->summary ? review->summary : review->title);
	buf_init(&text, 0);
	review_print(&text, review);
	record.report = mem_string(buf_string(&text));
	buf_free(&text);
	log_watch_write(model, &record, effects);
}

/* What reaching a state of a mint is called; NULL: nothing worth a line. */
static const char *mint_event(enum mint_state from, enum mint_state to)
{
	if (from == MINT_GETTING && (to == MINT_TOKEN || to == MINT_REVIEW || to == MINT_UNLOCK || to == MINT_SIGNING))
		return "token_fetched";
	switch (to) {
	case MINT_JOURNALLING:
		return "token_signed";
	case MINT_POSTING:
		return "mint_sent";
	case MINT_SEALING:
		return from == MINT_UNSEALED ? NULL : "key_minted";
	case MINT_CONFIRMING:
		return "key_stored";
	case MINT_CHECKING:
		return from == MINT_CONFIRMING ? NULL : "key_stored";
	case MINT_BACKOFF:
	case MINT_FAILED:
		return "mint_failed";
	case MINT_UNSEALED:
		return "key_not_stored";
	case MINT_UNKNOWN:
		return "mint_unknown";
	default:
		return NULL;
	}
}

static bool is_bad(enum mint_state state)
{
	return state == MINT_BACKOFF || state == MINT_FAILED || state == MINT_UNSEALED || state == MINT_UNKNOWN;
}

static void describe_key(struct log_entry *record, const struct key_info *key)
{
	snprintf(record->text, sizeof(record->text), "%s key %.40s ...%s", key_type_name(key->type), key->id, key->last6);
}

static void describe_mint(struct log_entry *record, const struct model *model)
{
	const struct flow_mint *flow = &model->mint;
	char left[TEXT_SPAN_SIZE];

	text_countdown(left, flow_mint_token_left(model));
	if (!strcmp(record->event, "token_fetched"))
		snprintf(record->text, sizeof(record->text), "%s, good for %s", flow->is_challenge ? "challenge" : "token", left);
	else if (!strncmp(record->event, "key_", 4))
		describe_key(record, &flow->minted);
	else
		snprintf(record->text, sizeof(record->text), "%s key", key_type_name(flow->options.type));
}

static void see_mint(struct model *model, struct effects *effects)
{
	enum mint_state from = (enum mint_state)model->log_watch.mint, to = model->mint.state;
	const char *event = from == to ? NULL : mint_event(from, to);
	struct log_entry record;

	model->log_watch.mint = (int)to;
	if (!event)
		return;
	record = log_watch_entry(model, event, model->mint.account.address);
	if (is_bad(to))
		note_failed_mint(model, &record);
	else
		describe_mint(&record, model);
	log_watch_write(model, &record, effects);
}

static const char *test_event(const struct flow_probe *flow)
{
	switch (flow->state) {
	case PROBE_CALLING:
		return "test_sent";
	case PROBE_DONE:
		return "test_answered";
	case PROBE_FAILED:
		return flow->err.code == ERR_CANCELLED ? NULL : "test_failed";
	default:
		return NULL;
	}
}

/* It costs something: there is a line before it is sent, and one for what came of it. */
static void see_test(struct model *model, struct effects *effects)
{
	const struct flow_probe *flow = &model->probe;
	const char *event = model->log_watch.test == (int)flow->state ? NULL : test_event(flow);
	char most[PROBE_MOST_SIZE];
	struct log_entry record;

	model->log_watch.test = (int)flow->state;
	if (!event)
		return;
	record = log_watch_entry(model, event, flow->key.address);
	probe_format_most(most, &flow->model);
	if (flow->state == PROBE_FAILED)
		log_watch_error(&record, &flow->err);
	else if (flow->state == PROBE_CALLING)
		snprintf(record.text, sizeof(record.text), "key ...%s, %s, at most %s", flow->key.last6, flow->model.id, most);
	else
		snprintf(record.text, sizeof(record.text), "key ...%s, %s, %lld tokens in, %lld out", flow->key.last6,
			 flow->model.id, (long long)flow->result.in, (long long)flow->result.out);
	log_watch_write(model, &record, effects);
}

static const char *topup_event(const struct flow_topup *flow)
{
	switch (flow->state) {
	case TOPUP_PAYING:
		return "payment_sent";
	case TOPUP_DONE:
		return "payment_taken";
	case TOPUP_UNKNOWN:
		return "payment_unknown";
	case TOPUP_FAILED:
		return flow->err.code == ERR_CANCELLED ? NULL : "payment_failed";
	default:
		return NULL;
	}
}

static void see_topup(struct model *model, struct effects *effects)
{
	const struct flow_topup *flow = &model->topup;
	const char *event = model->log_watch.topup == (int)flow->state ? NULL : topup_event(flow);
	char amount[AMOUNT_TEXT_SIZE], hash[2 * KECCAK_SIZE + 1];
	struct log_entry record;

	model->log_watch.topup = (int)flow->state;
	if (!event)
		return;
	record = log_watch_entry(model, event, flow->account.address);
	amount_format(amount, flow->amount);
	hex_encode(hash, flow->receipt.hash, KECCAK_SIZE);
	if (flow->state == TOPUP_FAILED || flow->state == TOPUP_UNKNOWN)
		log_watch_error(&record, &flow->err);
	else if (flow->state == TOPUP_DONE && flow->receipt.has_hash)
		snprintf(record.text, sizeof(record.text), "%s USDC, 0x%s", amount, hash);
	else
		snprintf(record.text, sizeof(record.text), "%s USDC", amount);
	log_watch_write(model, &record, effects);
}

/* Results that are worth a line by themselves. */
static const struct {
	enum action_type type;
	const char *event;
} results[] = {
	{ ACTION_WALLET_ADDED, "wallet_added" },
	{ ACTION_KEY_OPENED, "key_revealed" }, { ACTION_KEY_UPDATED, "key_changed" },
	{ ACTION_KEY_DELETED, "key_deleted" }, { ACTION_KEY_FORGOTTEN, "key_forgotten" },
	{ ACTION_FAUCET_DONE, "faucet" },
};

/* Wishes of wallet/model/task.h; looking at accounts changes nothing. */
static const char *const task_events[TASK_KINDS] = {
	[TASK_RENAME] = "wallet_renamed", [TASK_PASSWORD] = "password_changed", [TASK_REMOVE] = "wallet_removed",
	[TASK_EXPORT] = "wallet_exported", [TASK_EXPORT_KEY] = "private_key_exported",
	[TASK_EXPORT_MNEMONIC] = "words_exported", [TASK_DERIVE] = "wallet_added", [TASK_KEY_ADD] = "key_added",
	[TASK_BACKUP] = "backup_written", [TASK_RESTORE] = "backup_restored",
	[TASK_LOG] = "log_written",
};

static void see_care(struct model *model, const struct action *action, struct effects *effects)
{
	const char *event = action->type == ACTION_TASK_DONE ? task_events[model->task.kind] : NULL;
	struct log_entry record;

	if (!event)
		return;
	record = log_watch_entry(model, event, model->task.account.address);
	snprintf(record.text, sizeof(record.text), "%s", model->task.account.name);
	if (!action->ok)
		log_watch_error(&record, &action->err);
	log_watch_write(model, &record, effects);
}

/* Which key went where; the path was typed by a person. */
static void see_handover(struct model *model, const struct action *action, struct effects *effects)
{
	const struct handover *wish = &model->handover.wish;
	const struct key_info *key = model_key(model, wish->id);
	bool copied = action->type == ACTION_COPIED;
	char text[sizeof(wish->to) + 32];
	struct log_entry record;

	if (!copied && action->type != ACTION_HANDED_OVER)
		return;
	record = log_watch_entry(model, copied ? "key_copied" : "key_handed_over", key ? key->address : (struct address){ { 0 } });
	snprintf(text, sizeof(text), "...%s to %s", key ? key->last6 : "", copied ? "the clipboard" : wish->to);
	text_sanitise(record.text, sizeof(record.text), text, strlen(text));
	if (!action->ok)
		log_watch_error(&record, &action->err);
	log_watch_write(model, &record, effects);
}

/* The key that the result is of; NULL: of none, or of one that is no longer there. */
static const struct key_info *key_of(const struct model *model, enum action_type type)
{
	if (type == ACTION_KEY_OPENED)
		return model_key(model, model->key_wished);
	if (type == ACTION_KEY_UPDATED || type == ACTION_KEY_DELETED || type == ACTION_KEY_FORGOTTEN)
		return &model->key_admin.key;
	return NULL;
}

static void see_result(struct model *model, const struct action *action, const char *event, struct effects *effects)
{
	const struct account *account = model_account(model);
	const struct key_info *key = key_of(model, action->type);
	struct log_entry record = log_watch_entry(model, event, account ? account->address : (struct address){ { 0 } });

	if (action->type == ACTION_WALLET_ADDED && action->ok) {
		record.address = action->added.account.address;
		snprintf(record.text, sizeof(record.text), "%s", action->added.account.name);
	}
	if (key) {
		record.address = key->address;
		describe_key(&record, key);
	}
	if (!action->ok)
		log_watch_error(&record, &action->err);
	log_watch_write(model, &record, effects);
}

void log_watch_take(struct model *model, const struct action *action, struct effects *effects)
{

	see_care(model, action, effects);
	see_handover(model, action, effects);
	for (size_t i = 0; i < ARRAY_LENGTH(results); i++)
		if (results[i].type == action->type)
			see_result(model, action, results[i].event, effects);
}

void log_watch_look(struct model *model, struct effects *effects)
{
	log_watch_see_tx(model, effects);
	see_mint(model, effects);
	see_test(model, effects);
	see_topup(model, effects);
}
