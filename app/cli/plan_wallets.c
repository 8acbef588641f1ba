/*
 * plan_wallets: stake, unstake, claim and send for several wallets, one after the other, after one review.
 *
 * What an earlier run sent is followed first, and is that wallet's result.  An amount that was staked or
 * sent stays in the journal until every wallet is done, so that the same command goes on where it was and
 * does none twice.  What takes all there is can be done again, so it is told at once.
 */
#include "app/cli/plan_wallets.h"

#include <stdlib.h>
#include <string.h>

#include "app/cli/plan_output.h"
#include "app/cli/plan_wish.h"
#include "app/cli/wallet_names.h"
#include "wallet/base/mem.h"

/* A wallet and what became of it. */
struct result {
	const char *name;
	bool done;
	struct err err;			/* !done; code NONE: nothing was tried yet */
	struct output said;		/* done: what the command says of it */
	struct sent_tx sent[PLAN_STEPS];
	size_t sent_count;
};

struct work {
	struct headless *headless;
	struct tx_wish *wish;
	struct result *results;
	size_t count, done;
	size_t at;			/* the batch's row that was seen last */
	bool tries;			/* … and whether the password of another wallet was being tried */
};

static struct result *result_of(struct work *work, const char *name)
{
	for (size_t i = 0; i < work->count; i++)
		if (!strcmp(work->results[i].name, name))
			return &work->results[i];
	return NULL;
}

static void fail(struct result *result, const struct err *err)
{
	if (result->err.code != ERR_NONE || result->done)
		return;
	result->err = *err;
	output_progress("%s: %s", result->name, err->msg);
}

static void finish(struct work *work, struct result *result, const struct flow_plan *flow, struct plan_before *before)
{
	plan_output_merge_of(before, flow);
	plan_output_say(&result->said, flow, before);
	for (size_t i = 0; i < flow->step_count && i < PLAN_STEPS; i++)
		result->sent[result->sent_count++] = flow->sent[flow->steps[i]];
	result->done = true;
	work->done++;
	output_progress("%s: %s in block %llu (%zu of %zu)", result->name, plan_row(flow->purpose)->done,
			(unsigned long long)flow_plan_sent(flow)->block, work->done, work->count);
}

/* Takes up what an earlier run sent for this wallet.  False ends all. */
static bool follow(struct work *work, struct result *result, struct err *err)
{
	struct headless *headless = work->headless;
	struct plan_before before = { 0 };
	struct err why;
	bool found, ok;

	headless->password_tries = 0;
	ok = headless_select(headless, result->name, &why) &&
	     tx_common_follow(&found, headless, work->wish, plan_output_merge, &before, &why);
	if (ok && found)
		finish(work, result, &headless->loop.model->plan, &before);
	if (ok)
		return true;
	loop_do(&headless->loop, ACTION_CANCEL);
	fail(result, &why);
	if (why.code != ERR_INTERRUPTED && !plan_batch_stops_all(&why))
		return true;
	*err = why;
	return false;
}

static bool follow_all(struct work *work, struct err *err)
{
	for (size_t i = 0; i < work->count; i++)
		if (!follow(work, &work->results[i], err))
			return false;
	return true;
}

/* Takes over what became of the rows that have ended. */
static void take_rows(struct work *work)
{
	const struct flow_plan_batch *batch = &work->headless->loop.model->plan_batch;

	for (size_t i = 0; i < batch->count; i++) {
		const struct plan_row *row = &batch->rows[i];
		struct result *result = result_of(work, row->account.name);
		struct plan_before before = { 0 };

		if (row->state == PLAN_ROW_DONE && !result->done)
			finish(work, result, &row->result, &before);
		if (row->state != PLAN_ROW_FAILED || result->err.code != ERR_NONE)
			continue;
		fail(result, &row->err);
		if (*row->journal_id && tx_common_is_over(&row->err))
			app_finish(work->headless->app, row->journal_id);
	}
}

/* Whoever typed a password for one wallet learns of each other wallet that it is tried on. */
static void say_tried(struct work *work)
{
	const struct flow_plan_batch *batch = &work->headless->loop.model->plan_batch;
	bool tries = batch->unlocking && !work->headless->app->password;

	if (tries && !work->tries)
		output_progress("%s: trying the password that opened another wallet", batch->account.name);
	work->tries = tries;
}

/* Each wallet has its own password, and its own tries of it. */
static void watch(struct headless *headless, void *context)
{
	struct work *work = context;
	size_t at = headless->loop.model->plan_batch.at;

	if (at != work->at)
		headless->password_tries = 0;
	work->at = at;
	say_tried(work);
	take_rows(work);
}

static bool running(const struct model *model)
{
	return flow_plan_batch_running(&model->plan_batch);
}

/* A question that could not be answered for one wallet is its failure; the list itself is for all. */
static bool run(struct work *work, struct err *err)
{
	struct headless *headless = work->headless;
	const struct flow_plan_batch *batch = &headless->loop.model->plan_batch;
	struct err why;

	while (!headless_run(headless, running, &why)) {
		if (why.code == ERR_INTERRUPTED || batch->state != PLAN_BATCH_WORKING) {
			*err = why;
			return false;
		}
		fail(result_of(work, batch->account.name), &why);
		loop_do(&headless->loop, ACTION_CANCEL);
	}
	return true;
}

static bool do_rest(struct work *work, struct err *err)
{
	struct headless *headless = work->headless;
	const struct accounts *accounts = &headless->loop.model->accounts;
	struct action action = { .type = ACTION_PLAN_BATCH };
	bool ok;

	action.plans.wallets.items = mem_new(work->count, sizeof(struct account));
	action.plans.purpose = work->wish->purpose;
	action.plans.amount = work->wish->amount;
	action.plans.recipient = work->wish->recipient;
	action.plans.all = work->wish->all;
	for (size_t i = 0; i < work->count; i++)
		if (!work->results[i].done && work->results[i].err.code == ERR_NONE)
			action.plans.wallets.items[action.plans.wallets.count++] =
				*accounts_find(accounts, work->results[i].name);
	if (!action.plans.wallets.count) {
		accounts_free(&action.plans.wallets);
		return true;
	}
	headless->watch = watch;
	headless->context = work;
	headless->password_tries = 0;
	plan_wish_warn(headless, work->wish);
	loop_apply(&headless->loop, &action);
	ok = run(work, err);
	take_rows(work);
	headless->watch = NULL;
	return ok;
}

static struct json_object *value_result(const struct result *result, const struct err *err)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "wallet", json_object_new_string(result->name));
	json_object_object_add(value, "ok", json_object_new_boolean(result->done));
	if (!result->done)
		json_object_object_add(value, "error", output_error(err));
	if (!result->done || !result->said.data)
		return value;
	json_object_object_foreach(result->said.data, name, member) {
		json_object_object_add(value, name, json_object_get(member));
	}
	return value;
}

/* `rest` is what kept those that were not tried. */
static void say(struct work *work, const struct err *rest)
{
	struct output *output = &work->headless->app->output;
	struct json_object *rows = json_object_new_array();

	for (size_t i = 0; i < work->count; i++) {
		struct result *result = &work->results[i];
		const struct err *err = result->err.code == ERR_NONE ? rest : &result->err;

		json_object_array_add(rows, value_result(result, err));
		output_text(output, "%s%s\n", i ? "\n" : "", result->name);
		if (result->done)
			output_text(output, "%s", buf_string(&result->said.text));
		else
			output_text(output, "not done: %s\n", err->msg);
	}
	output_add(output, "results", rows);
}

static void tell(struct work *work)
{
	for (size_t i = 0; i < work->count; i++)
		for (size_t k = 0; k < work->results[i].sent_count; k++)
			tx_common_told(work->headless, &work->results[i].sent[k]);
}

static const struct result *first_failed(const struct work *work)
{
	for (size_t i = 0; i < work->count; i++)
		if (work->results[i].err.code != ERR_NONE)
			return &work->results[i];
	return NULL;
}

/* The failure of some is the failure of the command, and has the results of all. */
static bool end(struct work *work, bool ok, struct err *err)
{
	const struct result *failed = first_failed(work);
	bool is_all_there_is = plan_row(work->wish->purpose)->from.signature;
	struct err why = { 0 };

	if (!ok)
		why = *err;
	else if (failed)
		why = failed->err;
	say(work, &why);
	work->headless->app->output.holds = true;
	if (why.code == ERR_NONE || is_all_there_is)
		tell(work);
	if (why.code == ERR_NONE)
		return true;
	*err = why;
	if (why.code != ERR_INTERRUPTED && (work->done || failed))
		(void)err_set(err, why.code, "%zu of %zu wallet%s done%s; %s%s%s", work->done, work->count,
			      work->count == 1 ? " is" : "s are",
			      is_all_there_is ? "" : ", the same command goes on", failed ? failed->name : "",
			      failed ? ": " : "", why.msg);
	err->status = why.status;
	err->retry_after = why.retry_after;
	return false;
}

static void open_results(struct work *work, const struct name_list *names)
{
	const struct accounts *accounts = &work->headless->loop.model->accounts;
	bool all = options_flag(&work->headless->app->options, OPTION_ALL);

	work->results = mem_new(names->count, sizeof(*work->results));
	for (size_t i = 0; i < names->count; i++) {
		const struct account *account = accounts_find(accounts, names->items[i]);

		/* The one that is sent to has nothing to send to itself. */
		if (all && account && plan_row(work->wish->purpose)->sends &&
		    address_equal(account->address, work->wish->recipient))
			continue;
		output_init(&work->results[work->count].said, work->headless->app->output.json);
		work->results[work->count++].name = account ? account->name : names->items[i];
	}
}

bool plan_wallets(struct headless *headless, struct tx_wish *wish, struct err *err)
{
	struct work work = { .headless = headless, .wish = wish, .at = SIZE_MAX };
	struct name_list names = { 0 };
	bool ok = wallet_names_read(&names, headless->app, err) && plan_wish_find(wish, headless, err);

	if (ok) {
		open_results(&work, &names);
		ok = work.count || err_set(err, ERR_NO_WALLET, "There is no other wallet with a key");
		ok = ok && end(&work, follow_all(&work, err) && do_rest(&work, err), err);
	}
	for (size_t i = 0; i < work.count; i++)
		output_free(&work.results[i].said);
	free(work.results);
	name_list_free(&names);
	return ok;
}
