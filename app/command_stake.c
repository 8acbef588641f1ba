/*
 * stake: approve and stake VVV, at most once.
 *
 * A run that was killed left its transactions in the journal.  They are followed
 * to their end first; a stake of this wallet and this amount among them is what
 * this command was asked for, and is reported instead of staking again.  Entries
 * are closed only after the result was written (app_finish).
 */
#include <string.h>

#include "app/app.h"
#include "app/headless.h"
#include "app/value.h"
#include "wallet/hex.h"

struct result {
	struct sent_tx approve, stake;
	struct amount svvv;
};

static bool staking(const struct model *model)
{
	return flow_stake_running(&model->stake);
}

static void merge(struct result *result, const struct flow_stake *flow)
{
	if (flow->approve.sent)
		result->approve = flow->approve;
	if (flow->stake.sent) {
		result->stake = flow->stake;
		result->svvv = flow->svvv;
	}
}

static bool is_mine(const struct model *model, const struct journal_entry *entry)
{
	return entry->kind == JOURNAL_TX && !strcmp(entry->network, model->network.name) &&
	       address_equal(entry->address, model_account(model)->address);
}

/* A transaction that is known not to have happened stands in nobody's way. */
static bool is_over(const struct err *err)
{
	return err->code == ERR_TX_REVERTED || err->code == ERR_TX_REPLACED;
}

/* Follows one transaction to its end.  *is_result: it is the stake asked for. */
static bool follow(struct result *result, bool *is_result, struct headless *headless,
		   const struct journal_entry *entry, struct amount amount, struct err *err)
{
	struct model *model = &headless->loop.model;
	struct effects effects = { 0 };
	bool same = entry->amount.token == amount.token && !amount_compare(entry->amount, amount);

	output_progress("Following the %s transaction that was in flight", entry->purpose);
	flow_stake_resume(model, entry, &effects);
	loop_effects(&headless->loop, &effects);
	if (!headless_run(headless, staking, err))
		return false;
	*is_result = same && !strcmp(entry->purpose, "stake");
	if (model->stake.state == STAKE_FAILED && (*is_result || !is_over(&model->stake.err))) {
		*err = model->stake.err;
		return false;
	}
	app_finish(headless->app, entry->id);
	if (same)
		merge(result, &model->stake);
	return true;
}

static bool follow_journal(struct result *result, bool *done, struct headless *headless, struct amount amount,
			   struct err *err)
{
	const struct journal *journal = &headless->loop.model.journal;

	*done = false;
	for (size_t i = 0; i < journal->count && !*done; i++)
		if (is_mine(&headless->loop.model, &journal->items[i]) &&
		    !follow(result, done, headless, &journal->items[i], amount, err))
			return false;
	return true;
}

static bool stake(struct result *result, struct headless *headless, struct amount amount, struct err *err)
{
	const struct flow_stake *flow = &headless->loop.model.stake;

	headless_unlock_early(headless);
	loop_apply(&headless->loop, &(struct action){ .type = ACTION_STAKE, .amount = amount });
	if (!headless_run(headless, staking, err))
		return false;
	if (flow->state != STAKE_DONE) {
		*err = flow->err;
		return false;
	}
	merge(result, flow);
	app_finish(headless->app, flow->approve.journal_id);
	app_finish(headless->app, flow->stake.journal_id);
	return true;
}

static void say_tx(struct output *output, const char *label, const char *name, const struct sent_tx *tx)
{
	char hash[2 * KECCAK_SIZE + 1];

	hex_encode(hash, tx->hash, sizeof(tx->hash));
	output_add(output, name, tx->sent ? value_hex(tx->hash, sizeof(tx->hash)) : NULL);
	if (tx->sent)
		output_field(output, label, "0x%s", hash);
}

static void say(struct output *output, const struct result *result)
{
	char svvv[AMOUNT_TEXT_SIZE];

	amount_format(svvv, result->svvv);
	say_tx(output, "approved", "approve_tx", &result->approve);
	say_tx(output, "staked", "stake_tx", &result->stake);
	output_add(output, "block", json_object_new_int64((int64_t)result->stake.block));
	output_add(output, "svvv", value_amount(result->svvv));
	output_field(output, "block", "%llu", (unsigned long long)result->stake.block);
	output_field(output, "sVVV now", "%s", svvv);
}

static bool run(struct headless *headless, struct amount amount, struct err *err)
{
	struct result result = { 0 };
	bool done;

	if (!headless_select(headless, NULL, err) || !follow_journal(&result, &done, headless, amount, err) ||
	    (!done && !stake(&result, headless, amount, err)))
		return false;
	say(&headless->app->output, &result);
	return true;
}

bool command_stake(struct app *app, struct err *err)
{
	struct headless headless;
	struct amount amount;
	bool ok;

	if (!amount_parse(&amount, TOKEN_VVV, app->options.arguments[0], err))
		return false;
	if (amount_is_zero(amount))
		return err_set(err, ERR_INVALID_INPUT, "An amount of 0 VVV cannot be staked");
	if (!app_open_home(app, err) || !app_load_password(app, err) || !headless_open(&headless, app, err))
		return false;
	ok = run(&headless, amount, err);
	headless_close(&headless);
	return ok;
}
