/* diem: mint DIEM from sVVV, and stake it; each at most once. */
#include "app/cli/tx_common.h"
#include "app/cli/value.h"
#include "wallet/eth/entry.h"
#include "wallet/model/funding.h"

static void say_figure(struct output *output, const struct single_figure *figure, const struct flow_single *flow, size_t i)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format(text, flow->after[i]);
	output_add(output, figure->name, flow->read ? value_amount(flow->after[i]) : NULL);
	output_field(output, figure->label, "%s", flow->read ? text : "not read; see 'rialto balance'");
}

/* What is staked may still be too little to spend any of it. */
static void say_spendable(struct output *output, const struct flow_single *flow)
{
	bool spendable = funding_diem_spendable(flow->after[SINGLE_STAKED]);

	output_add(output, "spendable", flow->read ? json_object_new_boolean(spendable) : NULL);
	if (flow->read && !spendable)
		output_text(output, "Below %s staked DIEM none of it can be spent.\n", FUNDING_LEAST_DIEM);
}

static void say(struct output *output, const struct flow_single *flow)
{
	const struct single *row = single_row(flow->id);

	tx_common_say(output, row->done, "tx", &flow->sent);
	output_add(output, "block", json_object_new_int64((int64_t)flow->sent.block));
	output_field(output, "block", "%llu", (unsigned long long)flow->sent.block);
	for (size_t i = 0; i < SINGLE_FIGURES && row->after[i].signature; i++)
		say_figure(output, &row->after[i], flow, i);
	if (flow->id == SINGLE_DIEM_STAKE)
		say_spendable(output, flow);
}

static bool transact(struct headless *headless, enum single_id id, struct amount amount, struct err *err)
{
	const struct flow_single *flow = &headless->loop.model->single;

	headless_unlock_early(headless);
	loop_apply(&headless->loop, &(struct action){ .type = single_row(id)->wish, .amount = amount });
	if (!headless_run(headless, model_transacting, err))
		return false;
	return flow->state == SINGLE_DONE || tx_common_failed(headless, &flow->err, err);
}

static bool run_in(struct headless *headless, enum single_id id, struct amount amount, struct err *err)
{
	struct tx_wish wish = { single_row(id)->purpose, NULL, amount };
	bool found;

	if (!headless_select(headless, NULL, err) ||
	    !tx_common_follow(&found, headless, &wish, NULL, NULL, err) ||
	    (!found && !transact(headless, id, amount, err)))
		return false;
	tx_common_told(headless, &headless->loop.model->single.sent);
	say(&headless->app->output, &headless->loop.model->single);
	return true;
}

static bool run(struct app *app, enum single_id id, struct err *err)
{
	struct headless headless;
	struct amount amount;
	bool ok;

	if (!entry_amount(&amount, single_row(id)->token, app->options.arguments[0], err))
		return false;
	if (amount_is_zero(amount))
		return err_set(err, ERR_INVALID_INPUT, "An amount of 0 does nothing");
	if (!app_open_home(app, err) || !app_load_password(app, err) || !headless_open(&headless, app, err))
		return false;
	ok = run_in(&headless, id, amount, err);
	headless_close(&headless);
	return ok;
}

bool cli_diem_mint(struct app *app, struct err *err)
{
	return run(app, SINGLE_DIEM_MINT, err);
}

bool cli_diem_stake(struct app *app, struct err *err)
{
	return run(app, SINGLE_DIEM_STAKE, err);
}
