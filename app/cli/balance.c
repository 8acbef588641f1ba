/* balance: what wallets have on Base. */
#include <stdio.h>

#include "app/app.h"
#include "app/cli/headless.h"
#include "app/cli/table.h"
#include "app/cli/value.h"
#include "wallet/base/text.h"
#include "wallet/model/stake_life.h"

static void add_figure(struct table *table, const char *label, struct amount amount)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format(text, amount);
	table_add(table, "");
	table_add(table, label);
	table_add(table, text);
}

static void add_cooldown(struct table *table, const char *label, const struct cooldown *cooldown,
			 const struct model *model, const char *command)
{
	char ends[TEXT_TIME_SIZE], text[AMOUNT_TEXT_SIZE + TEXT_TIME_SIZE + 64], amount[AMOUNT_TEXT_SIZE];

	if (amount_is_zero(cooldown->amount))
		return;
	text_time(ends, cooldown->ends_ms);
	amount_format(amount, cooldown->amount);
	if (stake_life_over(model, cooldown))
		snprintf(text, sizeof(text), "%s, over since %s: '%s' takes it out", amount, ends, command);
	else
		snprintf(text, sizeof(text), "%s, until %s", amount, ends);
	table_add(table, "");
	table_add(table, label);
	table_add(table, text);
}

/* Adds what the stake earns at the present rate, which changes with what others stake. */
static void add_earned(struct table *table, const struct balances *b, const struct staking_terms *terms)
{
	struct amount day, year;

	if (amount_is_zero(b->svvv) || !balances_earned(&day, b, terms, STAKING_DAY_S) ||
	    !balances_earned(&year, b, terms, STAKING_YEAR_S))
		return;
	add_figure(table, "earns a day (VVV)", day);
	add_figure(table, "earns a year (VVV)", year);
}

static void say_balances(struct output *output, const struct account *account, const struct balances *b,
			 const struct model *model)
{
	char address[ADDRESS_TEXT_SIZE];
	struct table table;

	account_format_address(address, account);
	output_text(output, "%s%s  %s  block %llu\n", output->text.len ? "\n" : "", account->name, address,
		    (unsigned long long)b->block);
	table_init(&table, 3);
	add_figure(&table, "ETH", b->eth);
	add_figure(&table, "VVV", b->vvv);
	add_figure(&table, "sVVV", b->svvv);
	add_figure(&table, "sVVV unlocked", b->svvv_unlocked);
	add_figure(&table, "rewards (VVV)", b->pending_rewards);
	add_earned(&table, b, &model->terms);
	add_cooldown(&table, "cooling down (VVV)", &b->cooldown, model, "rialto unstake --finalize");
	add_figure(&table, "DIEM", b->diem);
	add_figure(&table, "DIEM staked", b->diem_staked);
	add_cooldown(&table, "cooling down (DIEM)", &b->diem_cooldown, model, "rialto diem withdraw");
	add_figure(&table, "USDC", b->usdc);
	table_end(&table, output);
}

/* The wallets that are named, else all with --all, else that of --wallet, else all. */
static bool is_asked_for(const struct app *app, const struct accounts *accounts, const struct account *account)
{
	const struct options *options = &app->options;

	for (unsigned i = 0; i < options->argument_count; i++)
		if (accounts_find(accounts, options->arguments[i]) == account)
			return true;
	if (options->argument_count)
		return false;
	if (options_flag(options, OPTION_ALL))
		return true;
	return !*app->settings.wallet || accounts_find(accounts, app->settings.wallet) == account;
}

/* When a wallet's file does not say its address, opening the wallet does. */
static bool check_name(struct headless *headless, const char *name, struct err *err)
{
	const struct model *model = headless->loop.model;
	const struct account *account;

	return app_choose(&account, headless->app, &model->accounts, &model->unread, name, err) &&
	       (account_has_address(account) || headless_select(headless, name, err));
}

static bool check_names(struct headless *headless, struct err *err)
{
	const struct app *app = headless->app;

	for (unsigned i = 0; i < app->options.argument_count; i++)
		if (!check_name(headless, app->options.arguments[i], err))
			return false;
	if (app->options.argument_count)
		return true;
	if (headless->loop.model->accounts.count &&
	    (!*app->settings.wallet || options_flag(&app->options, OPTION_ALL)))
		return true;
	return check_name(headless, NULL, err);
}

static bool read_balances(struct headless *headless, struct err *err)
{
	const struct model *model = headless->loop.model;

	return check_names(headless, err) && headless_refresh(headless, err) && err_take(err, &model->refresh.err);
}

/* The others are known all the same; the exit status says that not all are. */
static void say_unanswered(struct app *app, struct json_object *rows, const struct account *account,
			   const char *unanswered)
{
	struct json_object *row = json_object_new_object();
	char address[ADDRESS_TEXT_SIZE];
	struct err err;

	(void)err_set(&err, ERR_NO_CONTRACT, "%s was not read: the node does not answer %s for it", account->name, unanswered);
	account_format_address(address, account);
	json_object_object_add(row, "name", json_object_new_string(account->name));
	json_object_object_add(row, "address", value_address(account->address));
	json_object_object_add(row, "error", output_error(&err));
	json_object_array_add(rows, row);
	output_text(&app->output, "%s%s  %s  not read: the node does not answer %s\n", app->output.text.len ? "\n" : "", account->name,
		    address, unanswered);
	output_note(&app->output, "%s", err.msg);
	app->verdict = err;
}

static void say_all(struct app *app, const struct model *model)
{
	struct json_object *rows = json_object_new_array();

	for (size_t i = 0; i < model->accounts.count; i++) {
		const struct account *account = &model->accounts.items[i];

		if (!is_asked_for(app, &model->accounts, account))
			continue;
		if (!account_has_address(account)) {
			output_progress("'%s' is left out: its file does not say its address. Name it, and its password opens it",
					account->name);
			continue;
		}
		if (model->balances[i].unanswered) {
			say_unanswered(app, rows, account, model->balances[i].unanswered);
			continue;
		}
		json_object_array_add(rows, value_balances(account, &model->balances[i], &model->terms));
		say_balances(&app->output, account, &model->balances[i], model);
	}
	output_add(&app->output, "balances", rows);
}

bool cli_balance(struct app *app, struct err *err)
{
	struct headless headless;
	bool ok;

	if (app->options.argument_count && options_flag(&app->options, OPTION_ALL))
		return err_set(err, ERR_USAGE, "--all names every wallet: no other name goes with it");
	if (!app_open_home(app, err) || !headless_open(&headless, app, err))
		return false;
	ok = read_balances(&headless, err);
	if (ok)
		say_all(app, headless.loop.model);
	headless_close(&headless);
	return ok;
}
