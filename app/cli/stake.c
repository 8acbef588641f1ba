/* stake: approve and stake VVV, at most once. */
#include "app/cli/tx_common.h"
#include "app/cli/value.h"
#include "wallet/eth/entry.h"

struct result {
	struct sent_tx approve, stake;
	struct amount svvv;
};

static void merge(void *context, const struct model *model)
{
	const struct flow_stake *flow = &model->stake;
	struct result *result = context;

	if (flow->approve.sent)
		result->approve = flow->approve;
	if (flow->stake.sent) {
		result->stake = flow->stake;
		result->svvv = flow->svvv;
	}
}

static bool stake(struct result *result, struct headless *headless, struct amount amount, struct err *err)
{
	const struct flow_stake *flow = &headless->loop.model->stake;

	headless_unlock_early(headless);
	loop_apply(&headless->loop, &(struct action){ .type = ACTION_STAKE, .amount = amount });
	if (!headless_run(headless, model_transacting, err))
		return false;
	if (flow->state != STAKE_DONE)
		return tx_common_failed(headless, &flow->err, err);
	merge(result, headless->loop.model);
	tx_common_told(headless, &flow->approve);
	return true;
}

static void say(struct output *output, const struct result *result)
{
	char svvv[AMOUNT_TEXT_SIZE];

	amount_format(svvv, result->svvv);
	tx_common_say(output, "approved", "approve_tx", &result->approve);
	tx_common_say(output, "staked", "stake_tx", &result->stake);
	output_add(output, "block", json_object_new_int64((int64_t)result->stake.block));
	output_add(output, "svvv", value_amount(result->svvv));
	output_field(output, "block", "%llu", (unsigned long long)result->stake.block);
	output_field(output, "sVVV now", "%s", svvv);
}

static bool run(struct headless *headless, struct amount amount, struct err *err)
{
	struct tx_wish wish = { "stake", "approve", amount };
	struct result result = { 0 };
	bool done;

	if (!headless_select(headless, NULL, err) ||
	    !tx_common_follow(&done, headless, &wish, merge, &result, err) ||
	    (!done && !stake(&result, headless, amount, err)))
		return false;
	tx_common_told(headless, &result.stake);
	say(&headless->app->output, &result);
	return true;
}

bool cli_stake(struct app *app, struct err *err)
{
	struct headless headless;
	struct amount amount;
	bool ok;

	if (!entry_amount(&amount, TOKEN_VVV, app->options.arguments[0], err))
		return false;
	if (amount_is_zero(amount))
		return err_set(err, ERR_INVALID_INPUT, "An amount of 0 VVV cannot be staked");
	if (!app_open_home(app, err) || !app_load_password(app, err) || !headless_open(&headless, app, err))
		return false;
	ok = run(&headless, amount, err);
	headless_close(&headless);
	return ok;
}
