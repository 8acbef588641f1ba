/* allowance list: what contracts may take of the wallet's tokens.  'allowance approve' and 'revoke' are plans. */
#include "app/cli/headless.h"
#include "app/cli/table.h"
#include "app/cli/value.h"

static bool asking(const struct model *model)
{
	return model->allowances.state == ALLOWANCES_ASKING;
}

static struct json_object *value_allowance(const struct allowance *allowance)
{
	struct json_object *value = json_object_new_object();

	json_object_object_add(value, "token", value_text(token_symbol(allowance->amount.token)));
	json_object_object_add(value, "spender", value_address(contract_address(allowance->spender)));
	json_object_object_add(value, "name", value_text(contract_name(allowance->spender)));
	json_object_object_add(value, "amount", value_amount(allowance->amount));
	return value;
}

static void add_row(struct table *table, const struct allowance *allowance)
{
	char amount[AMOUNT_TEXT_SIZE], spender[ADDRESS_TEXT_SIZE];

	allowance_format(amount, allowance->amount);
	address_format(spender, contract_address(allowance->spender));
	table_add(table, token_symbol(allowance->amount.token));
	table_add(table, amount);
	table_add(table, contract_name(allowance->spender));
	table_add(table, spender);
}

static void say(struct output *output, const struct flow_allowances *flow)
{
	struct json_object *rows = json_object_new_array();
	struct table table;

	table_init(&table, 4);
	for (size_t i = 0; i < flow->count; i++) {
		json_object_array_add(rows, value_allowance(&flow->items[i]));
		add_row(&table, &flow->items[i]);
	}
	output_add(output, "allowances", rows);
	table_end(&table, output);
	if (!flow->count)
		output_text(output, "No contract may take any of this wallet's tokens.\n");
}

static bool run(struct headless *headless, void *context, struct err *err)
{
	const struct flow_allowances *flow = &headless->loop.model->allowances;

	(void)context;
	if (!headless_select(headless, NULL, err))
		return false;
	loop_do(&headless->loop, ACTION_ALLOWANCES);
	if (!headless_run(headless, asking, err))
		return false;
	if (flow->state == ALLOWANCES_READ) {
		say(&headless->app->output, flow);
		return true;
	}
	*err = flow->err;
	return false;
}

bool cli_allowance_list(struct app *app, struct err *err)
{
	return headless_with(app, run, NULL, err);
}
