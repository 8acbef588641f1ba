/* fund: the ways to fund an account, and what it has. */
#include "app/app.h"
#include "app/cli/key_common.h"
#include "app/cli/value.h"
#include "wallet/model/funding.h"

static bool read_balances(struct headless *headless, struct err *err)
{
	const struct model *model = headless->loop.model;

	if (!headless_refresh(headless, err))
		return false;
	if (model_balances(model))
		return true;
	*err = model->refresh.err;
	return false;
}

/* Asks Venice, if nobody has to be asked anything for that. */
static bool check(struct headless *headless, struct err *err)
{
	const struct model *model = headless->loop.model;
	const struct key_info *key = funding_key(model);

	if (!key || !headless->app->password)
		return true;
	if (!key_common_check(headless, key->id, err))
		return false;
	if (funding_check(model))
		return true;
	*err = model->error;
	return false;
}

static void say_amount(struct output *output, const char *name, const char *label, struct amount amount)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format(text, amount);
	output_add(output, name, value_amount(amount));
	output_field(output, label, "%s", text);
}

static void say_check(struct output *output, const struct model *model, const struct key_check *check)
{
	char left[KEY_CHECK_BALANCES_SIZE];

	output_add(output, "check", check ? value_check(check) : NULL);
	if (!check) {
		output_field(output, "can pay", "not asked: %s", funding_key(model) ? "give --password-file"
			     : "no API key of this wallet is stored");
		return;
	}
	key_check_balances(left, check);
	output_field(output, "can pay", "%s%s", check->can_consume ? "yes" : "no: ",
		     check->can_consume ? "" : key_check_cannot_pay(check));
	output_field(output, "pays with", "%s", check->can_consume ? key_check_pays_with(check) : "nothing yet");
	output_field(output, "left", "%s", left);
}

static void say_state(struct output *output, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	const struct key_check *check = funding_check(model);
	const struct account *account = model_account(model);
	char address[ADDRESS_TEXT_SIZE];

	address_format(address, account->address);
	output_add(output, "wallet", value_account(account));
	output_field(output, "wallet", "%s %s", account->name, address);
	say_check(output, model, check);
	say_amount(output, "diem_staked", "DIEM staked", balances->diem_staked);
	output_add(output, "spendable", json_object_new_boolean(funding_diem_spendable(balances->diem_staked)));
	say_amount(output, "diem", "DIEM", balances->diem);
	say_amount(output, "svvv_unlocked", "sVVV unlocked", balances->svvv_unlocked);
	say_amount(output, "usdc", "USDC", balances->usdc);
}

static void say_ways(struct output *output)
{
	struct json_object *ways = json_object_new_array();

	for (size_t i = 0; i < funding_way_count; i++) {
		const struct funding_way *way = &funding_ways[i];
		const char *next = way->command ? way->command : way->url;
		struct json_object *value = json_object_new_object();

		json_object_object_add(value, "name", json_object_new_string(way->name));
		json_object_object_add(value, "title", json_object_new_string(way->title));
		json_object_object_add(value, "text", json_object_new_string(way->text));
		json_object_object_add(value, "command", value_text(way->command));
		json_object_object_add(value, "url", value_text(way->url));
		json_object_array_add(ways, value);
		if (way->wallet_only && (i == 0 || !funding_ways[i - 1].wallet_only))
			output_text(output, "\n" FUNDING_WALLET_ONLY "\n");
		output_text(output, "\n%s\n  %s\n", way->title, way->text);
		if (next)
			output_text(output, "  %s\n", next);
	}
	output_add(output, "ways", ways);
}

static bool run(struct headless *headless, void *context, struct err *err)
{
	struct output *output = &headless->app->output;

	(void)context;
	if (!headless_select(headless, NULL, err) || !read_balances(headless, err) || !check(headless, err))
		return false;
	say_state(output, headless->loop.model);
	say_ways(output);
	return true;
}

bool cli_fund(struct app *app, struct err *err)
{
	return headless_with(app, run, NULL, err);
}
