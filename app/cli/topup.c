/*
 * x402 top-up and x402 settle: pay USDC into the prepaid credit, at most once.
 *
 * A run that was killed left its payment in the journal.  The flow asks the chain about it first.  If
 * the payment was taken and is what this run was asked for, it is reported and nothing is paid
 * again.  The entry is closed only after the result was written (app_finish).
 */
#include <string.h>

#include "app/app.h"
#include "app/cli/headless.h"
#include "app/cli/value.h"
#include "wallet/base/hex.h"
#include "wallet/base/text.h"
#include "wallet/eth/entry.h"
#include "wallet/model/x402_diem.h"

static bool paying(const struct model *model)
{
	return flow_topup_running(&model->topup) || flow_topup_watching(&model->topup);
}

static void say_use(struct output *output, const struct model *model)
{
	char diem[X402_DIEM_SIZE];

	output_text(output, X402_PAYS_FOR "\n");
	if (!x402_diem_first(diem, model, model->topup.account.address))
		return;
	output_text(output, "%s\n", diem);
	if (output->json)
		output_note(output, "%s", diem);
}

static void say(struct output *output, const struct flow_topup *flow)
{
	const struct x402_receipt *receipt = &flow->receipt;
	char amount[AMOUNT_TEXT_SIZE], to[ADDRESS_TEXT_SIZE], hash[2 * KECCAK_SIZE + 1];

	amount_format(amount, flow->amount);
	address_format(to, flow->entry.payment.to);
	hex_encode(hash, receipt->hash, KECCAK_SIZE);
	output_add(output, "address", value_address(flow->account.address));
	output_add(output, "amount", value_amount(flow->amount));
	output_add(output, "token", value_text(token_symbol(flow->amount.token)));
	output_add(output, "payTo", value_address(flow->entry.payment.to));
	output_add(output, "transaction", receipt->has_hash ? value_hex(receipt->hash, KECCAK_SIZE) : NULL);
	output_add(output, "amountCredited", value_text(receipt->credited));
	output_add(output, "balanceUsd", value_text(receipt->balance));
	output_add(output, "paymentId", value_text(receipt->id));
	output_add(output, "paidBefore", amount_is_zero(flow->paid_before) ? NULL : value_amount(flow->paid_before));
	output_field(output, "paid", "%s USDC", amount);
	output_field(output, "pay to", "%s", to);
	if (receipt->has_hash)
		output_field(output, "transaction", "0x%s", hash);
	output_usd(output, "credited", receipt->credited);
	output_usd(output, "x402 credit", receipt->balance);
	if (!amount_is_zero(flow->paid_before)) {
		amount_format(amount, flow->paid_before);
		output_field(output, "and before", "%s USDC, by an earlier run whose outcome was unknown until now", amount);
	}
	if (!amount_is_zero(flow->expired_before)) {
		amount_format(amount, flow->expired_before);
		output_note(output, "%s USDC that an earlier run signed were never taken, and that has expired: they were not paid", amount);
	}
	if (!flow->has_receipt)
		output_text(output, "The chain shows that it was taken%s; 'rialto x402 balance' shows the credit.\n",
			    flow->earlier ? ", sent by an earlier run" : "");
}

/* Closes what this run was asked for, and what it found out besides. */
static void finish(struct app *app, const struct model *model)
{
	app_finish(app, model->topup.entry.id);
	for (size_t i = 0; i < model->journal.count; i++)
		if (model->journal.items[i].kind == JOURNAL_PAYMENT && model->journal.items[i].ended != PAYMENT_OPEN)
			app_finish(app, model->journal.items[i].id);
}

static bool run(struct headless *headless, void *context, struct err *err)
{
	const struct flow_topup *flow = &headless->loop.model->topup;
	const struct amount *amount = context;

	if (!headless_select(headless, NULL, err))
		return false;
	headless_unlock_early(headless);
	loop_apply(&headless->loop, &(struct action){ .type = ACTION_X402_TOP_UP, .amount = *amount });
	if (!headless_run(headless, paying, err))
		return false;
	if (flow->state != TOPUP_DONE) {
		*err = flow->err;
		return false;
	}
	say(&headless->app->output, flow);
	say_use(&headless->app->output, headless->loop.model);
	finish(headless->app, headless->loop.model);
	return true;
}

bool cli_x402_top_up(struct app *app, struct err *err)
{
	struct amount amount;

	return entry_amount(&amount, TOKEN_USDC, app->options.arguments[0], err) &&
	       headless_with(app, run, &amount, err);
}

static struct json_object *value_settled(const struct journal_entry *entry, const char *outcome)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "time", value_time(entry->time_ms));
	json_object_object_add(value, "address", value_address(entry->address));
	json_object_object_add(value, "amount", value_amount(entry->payment.amount));
	json_object_object_add(value, "payTo", value_address(entry->payment.to));
	json_object_object_add(value, "expires", value_time((int64_t)entry->payment.valid_before * 1000));
	json_object_object_add(value, "outcome", json_object_new_string(outcome));
	return value;
}

/* A payment that may still be taken is a failure here, so its result is reported again the next time. */
static bool settle_one(const char **outcome, struct headless *headless, const struct journal_entry *entry,
		       struct err *err)
{
	const struct flow_topup *flow = &headless->loop.model->topup;
	struct action action = { .type = ACTION_X402_SETTLE };

	memcpy(action.journal_id, entry->id, sizeof(action.journal_id));
	loop_apply(&headless->loop, &action);
	if (!headless_run(headless, paying, err))
		return false;
	if (flow->state == TOPUP_UNKNOWN) {
		*err = flow->err;
		return false;
	}
	*outcome = flow->state == TOPUP_DONE ? "paid" : "expired";
	app_finish(headless->app, entry->id);
	return true;
}

static void say_settled(struct output *output, struct json_object *rows, const struct journal_entry *entry,
			const char *outcome)
{
	char when[TEXT_TIME_SIZE], amount[AMOUNT_TEXT_SIZE];

	text_time(when, entry->time_ms);
	amount_format(amount, entry->payment.amount);
	json_object_array_add(rows, value_settled(entry, outcome));
	output_text(output, "%s USDC, signed at %s: %s\n", amount, when, outcome);
}

/* Copies the open entries, because the flow removes those that are closed from the model's journal. */
static void list_open(struct journal *out, const struct model *model)
{
	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (entry->kind == JOURNAL_PAYMENT && !strcmp(entry->network, model->network.name))
			journal_add(out, entry);
	}
}

static bool settle(struct headless *headless, struct json_object *rows, struct err *err)
{
	struct journal open = { 0 };
	const char *outcome;
	bool ok = true;

	list_open(&open, headless->loop.model);
	for (size_t i = 0; i < open.count && ok; i++) {
		ok = settle_one(&outcome, headless, &open.items[i], err);
		if (ok)
			say_settled(&headless->app->output, rows, &open.items[i], outcome);
	}
	journal_free(&open);
	return ok;
}

bool cli_x402_settle(struct app *app, struct err *err)
{
	struct json_object *rows;
	struct headless headless;
	bool ok;

	if (!app_open_home(app, err) || !headless_open(&headless, app, err))
		return false;
	rows = json_object_new_array();
	ok = settle(&headless, rows, err);
	if (!json_object_array_length(rows))
		output_text(&app->output, "No top-up's outcome is unknown.\n");
	output_add(&app->output, "settled", rows);
	headless_close(&headless);
	return ok;
}
