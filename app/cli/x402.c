/* x402 balance and x402 transactions: a wallet's prepaid credit at Venice. */
#include "app/app.h"
#include "app/cli/headless.h"
#include "app/cli/table.h"
#include "app/cli/value.h"
#include "wallet/base/text.h"
#include "wallet/model/x402_diem.h"

#define LIMIT_DEFAULT 50

static bool asking(const struct model *model)
{
	return flow_x402_running(&model->x402);
}

static bool ask(struct headless *headless, struct action *action, struct err *err)
{
	const struct flow_x402 *flow = &headless->loop.model->x402;

	if (!headless_select(headless, NULL, err))
		return false;
	loop_apply(&headless->loop, action);
	return headless_run(headless, asking, err) && err_take(err, &flow->err);
}

static void say_balance(struct output *output, const struct model *model)
{
	const struct flow_x402 *flow = &model->x402;
	const struct x402_balance *balance = &flow->balance;
	char address[ADDRESS_TEXT_SIZE], diem[X402_DIEM_SIZE];
	bool diem_first;

	address_format(address, flow->of);
	output_add(output, "address", value_address(flow->of));
	output_add(output, "balanceUsd", value_text(balance->usd));
	output_add(output, "diemBalanceUsd", value_text(balance->diem));
	output_add(output, "canConsume", json_object_new_boolean(balance->can_consume));
	output_add(output, "minimumTopUpUsd", value_text(balance->minimum));
	output_add(output, "suggestedTopUpUsd", value_text(balance->suggested));
	output_field(output, "wallet", "%s", address);
	output_usd(output, "x402 credit", balance->usd);
	output_usd(output, "DIEM", balance->diem);
	diem_first = x402_diem_first(diem, model, flow->of);
	output_field(output, "can pay", "%s", balance->can_consume ? "yes"
		     : diem_first ? "no" : "no: 'rialto x402 top-up USD' pays credit in");
	output_usd(output, "least top-up", balance->minimum);
	output_text(output, X402_PAYS_FOR "\n");
	if (diem_first)
		output_text(output, "%s\n", diem);
}

static bool balance(struct headless *headless, void *context, struct err *err)
{
	(void)context;
	if (!ask(headless, &(struct action){ .type = ACTION_X402_BALANCE }, err))
		return false;
	say_balance(&headless->app->output, headless->loop.model);
	return true;
}

bool cli_x402_balance(struct app *app, struct err *err)
{
	return headless_with(app, balance, NULL, err);
}

static struct json_object *value_entry(const struct x402_entry *entry)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "id", value_text(entry->id));
	json_object_object_add(value, "type", value_text(entry->type));
	json_object_object_add(value, "amount", value_text(entry->amount));
	json_object_object_add(value, "balanceAfter", value_text(entry->balance_after));
	json_object_object_add(value, "createdAt", value_time(entry->time_ms));
	json_object_object_add(value, "requestId", value_text(entry->request));
	json_object_object_add(value, "modelId", value_text(entry->model));
	return value;
}

static void add_row(struct table *table, const struct x402_entry *entry)
{
	char when[TEXT_TIME_SIZE] = "-";

	if (entry->time_ms)
		text_time(when, entry->time_ms);
	table_add(table, when);
	table_add(table, entry->type);
	table_add(table, entry->amount);
	table_add(table, entry->balance_after);
	table_add(table, *entry->model ? entry->model : entry->id);
}

static void say_ledger(struct output *output, const struct flow_x402 *flow)
{
	const struct x402_ledger *ledger = &flow->ledger;
	struct json_object *rows = json_object_new_array();
	struct table table;

	table_init(&table, 5);
	for (size_t i = 0; i < ledger->count; i++) {
		json_object_array_add(rows, value_entry(&ledger->items[i]));
		add_row(&table, &ledger->items[i]);
	}
	output_add(output, "address", value_address(flow->of));
	output_add(output, "balanceUsd", value_text(ledger->usd));
	output_add(output, "transactions", rows);
	output_add(output, "offset", json_object_new_int64(ledger->offset));
	output_add(output, "hasMore", json_object_new_boolean(ledger->has_more));
	table_end(&table, output);
	output_text(output, ledger->count ? "\n" : "There are no transactions.\n");
	output_usd(output, "x402 credit", ledger->usd);
	if (ledger->has_more)
		output_text(output, "There are more: --offset %zu goes on.\n", ledger->offset + ledger->count);
}

static bool transactions(struct headless *headless, void *context, struct err *err)
{
	struct action *action = context;

	if (!ask(headless, action, err))
		return false;
	say_ledger(&headless->app->output, &headless->loop.model->x402);
	return true;
}

bool cli_x402_transactions(struct app *app, struct err *err)
{
	struct action action = { .type = ACTION_X402_TRANSACTIONS, .ledger = { .limit = LIMIT_DEFAULT } };

	return options_number(&action.ledger.limit, &app->options, OPTION_LIMIT, 1, X402_LEDGER_MAX, err) &&
	       options_number(&action.ledger.offset, &app->options, OPTION_OFFSET, 0, 1000000, err) &&
	       headless_with(app, transactions, &action, err);
}
