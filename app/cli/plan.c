/* plan: the commands that carry out a plan of wallet/model/plans.def, at most once. */
#include "app/cli/plan_output.h"
#include "app/cli/plan_wallets.h"
#include "app/cli/plan_wish.h"

static bool transact(struct plan_before *before, struct headless *headless, const struct tx_wish *wish, struct err *err)
{
	const struct flow_plan *flow = &headless->loop.model->plan;

	headless_unlock_early(headless);	/* unless that has begun */
	plan_wish_warn(headless, wish);
	loop_apply(&headless->loop, &(struct action){
		.type = plan_row(wish->purpose)->wish,
		.amount = wish->amount, .recipient = wish->recipient, .all = wish->all, .slippage = wish->slippage,
	});
	if (!headless_run(headless, model_transacting, err))
		return false;
	if (flow->state != PLAN_DONE)
		return tx_common_failed(headless, &flow->err, err);
	plan_output_merge(before, headless->loop.model);
	for (size_t i = 0; i + 1 < flow->step_count; i++)
		tx_common_told(headless, &flow->sent[flow->steps[i]]);
	return true;
}

/* An approval that nothing has used is said beside the error. */
static void say_left(struct headless *headless)
{
	char left[MESSAGE_SIZE];

	if (flow_plan_left(left, sizeof(left), &headless->loop.model->plan))
		output_note(&headless->app->output, "%s", left);
}

static bool run(struct headless *headless, void *context, struct err *err)
{
	const struct flow_plan *flow = &headless->loop.model->plan;
	struct tx_wish *wish = context;
	struct plan_before before = { 0 };
	bool sends = plan_row(wish->purpose)->sends, found;

	if (options_value(&headless->app->options, OPTION_WALLETS) || options_flag(&headless->app->options, OPTION_ALL))
		return headless_load_log(headless, sends, err) && plan_wallets(headless, wish, err);
	if (!headless_select(headless, NULL, err) || !plan_wish_recipient(wish, headless, err))
		return false;
	if (!tx_common_any_open(headless->loop.model))
		headless_unlock_early(headless);
	if (!headless_load_log(headless, sends, err))
		return false;
	if (!tx_common_follow(&found, headless, wish, plan_output_merge, &before, err) ||
	    (!found && !transact(&before, headless, wish, err))) {
		say_left(headless);
		return false;
	}
	tx_common_told(headless, flow_plan_sent(flow));
	plan_output_say(&headless->app->output, flow, &before);
	return true;
}

bool cli_plan(struct app *app, struct err *err)
{
	struct tx_wish wish;

	app->log_comes_later = true;
	return plan_wish_read(&wish, &app->options, err) && headless_with(app, run, &wish, err);
}
