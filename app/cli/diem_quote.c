/* diem quote: mint or buy, side by side. */
#include "app/app.h"
#include "app/cli/headless.h"
#include "app/cli/table.h"
#include "app/cli/value.h"
#include "wallet/base/text.h"
#include "wallet/eth/entry.h"
#include "wallet/model/funding.h"
#include "wallet/model/quote_rows.h"

static void say_sides(struct output *output, const struct flow_quote *flow)
{
	struct quote_row rows[QUOTE_ROWS];
	size_t count = quote_rows(rows, flow);
	struct table table;

	table_init(&table, 3);
	for (size_t i = 0; i < count; i++) {
		table_add(&table, rows[i].label);
		table_add(&table, rows[i].mint);
		table_add(&table, rows[i].buy);
	}
	table_end(&table, output);
}

static void say_text(struct output *output, const struct flow_quote *flow, int64_t now_ms)
{
	char left[TEXT_SPAN_SIZE];

	say_sides(output, flow);
	if (!flow->has_market)
		output_text(output, "What the market asks is not known: %s.\n", flow->no_market);
	if (!funding_diem_spendable(flow->diem))
		output_text(output, "Below %s staked DIEM none of it can be spent, and this is less.\n", FUNDING_LEAST_DIEM);
	else
		output_text(output, "At least %s staked DIEM is needed to spend any of it.\n", FUNDING_LEAST_DIEM);
	text_countdown(left, quote_next_epoch(now_ms) - now_ms);
	output_text(output, "The next day of credit begins in %s, at 00:00 UTC.\n", left);
}

static struct json_object *value_pair(const char *a, struct json_object *first, const char *b,
				      struct json_object *second)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, a, first);
	json_object_object_add(value, b, second);
	return value;
}

static struct json_object *value_seconds(int64_t ms)
{
	return ms > 0 ? json_object_new_int64(ms / 1000) : NULL;
}

static void say_json(struct output *output, const struct flow_quote *flow, int64_t now_ms)
{
	struct amount day, year;
	bool known = flow_quote_lost(&day, flow, STAKING_DAY_S) && flow_quote_lost(&year, flow, STAKING_YEAR_S);

	output_add(output, "svvv", value_amount(flow->svvv));
	output_add(output, "diem", value_amount(flow->diem));
	output_add(output, "market", flow->has_market ? value_pair("vvv", value_amount(flow->vvv), "diem",
								   value_amount(flow->bought)) : NULL);
	output_add(output, "no_market", value_text(flow->no_market));
	output_add(output, "credit_usd", value_amount(flow->diem));
	output_add(output, "spendable", json_object_new_boolean(funding_diem_spendable(flow->diem)));
	output_add(output, "yield_lost", known ? value_pair("day", value_amount(day), "year", value_amount(year)) : NULL);
	output_add(output, "cooldown_s", value_pair("vvv", value_seconds(flow->terms.cooldown_ms), "diem",
						    value_seconds(flow->terms.diem_cooldown_ms)));
	output_add(output, "next_epoch", value_time(quote_next_epoch(now_ms)));
}

static bool running(const struct model *model)
{
	return flow_quote_running(&model->quote);
}

static bool run(struct headless *headless, struct amount svvv, struct err *err)
{
	const struct model *model = headless->loop.model;

	loop_apply(&headless->loop, &(struct action){ .type = ACTION_DIEM_QUOTE, .amount = svvv });
	if (!headless_run(headless, running, err))
		return false;
	if (model->quote.state != QUOTE_DONE) {
		*err = model->quote.err;
		return false;
	}
	say_text(&headless->app->output, &model->quote, model_server_now(model));
	say_json(&headless->app->output, &model->quote, model_server_now(model));
	return true;
}

bool cli_diem_quote(struct app *app, struct err *err)
{
	struct headless headless;
	struct amount svvv;
	bool ok;

	if (!entry_amount(&svvv, TOKEN_SVVV, app->options.arguments[0], err) || !app_open_home(app, err) ||
	    !headless_open(&headless, app, err))
		return false;
	ok = run(&headless, svvv, err);
	headless_close(&headless);
	return ok;
}
