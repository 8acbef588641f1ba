#include "app/cli/key_output.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "app/cli/table.h"
#include "wallet/base/text.h"

void key_output_limit(char *out, size_t size, const struct key_info *key)
{
	static const char *const units[KEY_CURRENCIES] = { [KEY_USD] = "USD", [KEY_DIEM] = "DIEM", [KEY_VCU] = "VCU" };
	char limit[KEY_LIMIT_TEXT_SIZE];
	struct buf text;

	buf_init(&text, 0);
	for (unsigned i = 0; i < KEY_CURRENCIES; i++) {
		if (key->limit[i] == KEY_NO_LIMIT)
			continue;
		key_limit_format(limit, key->limit[i]);
		buf_add_format(&text, "%s%s %s", text.len ? ", " : "", limit, units[i]);
	}
	if (text.len)
		buf_add_format(&text, " per %s", key_period_name(key->period));
	snprintf(out, size, "%s%s", text.len ? buf_string(&text) : "none", key->unconfirmed ? " (not confirmed)" : "");
	buf_free(&text);
}

const char *key_output_place(const struct key_info *key)
{
	if (key->stored && key->remote)
		return "here and at Venice";
	if (key->remote)
		return "at Venice only";
	return key->missing ? "here only, gone at Venice" : "here";
}

static const char *or_unknown(const char *text)
{
	return *text ? text : "unknown";
}

static void add_time(struct output *output, const char *label, int64_t time_ms, const char *otherwise)
{
	char text[TEXT_TIME_SIZE];

	text_time(text, time_ms);
	output_field(output, label, "%s", time_ms ? text : otherwise);
}

void key_output_fields(struct output *output, const struct key_info *key)
{
	char limit[128], address[ADDRESS_TEXT_SIZE];

	key_output_limit(limit, sizeof(limit), key);
	address_format(address, key->address);
	output_field(output, "id", "%s", key->id);
	output_field(output, "type", "%s", key_type_name(key->type));
	output_field(output, "description", "%s", key->description);
	output_field(output, "ends in", "%s", key->last6);
	output_field(output, "limit", "%s", limit);
	output_field(output, "models", "%s", key_privacy_name(key->privacy));
	add_time(output, "created", key->created_ms, "unknown");
	add_time(output, "expires", key->expires_ms, "never");
	output_field(output, "wallet", "%s", address);
	output_field(output, "lives", "%s", key_output_place(key));
	if (!key->remote)
		return;
	add_time(output, "last used", key->used_ms, "never");
	output_field(output, "used, 7 days", "%s DIEM, %s USD", or_unknown(key->usage_diem), or_unknown(key->usage_usd));
	if (*key->period_diem || *key->period_usd)
		output_field(output, "used, period", "%s DIEM, %s USD", or_unknown(key->period_diem),
			     or_unknown(key->period_usd));
}

/* Adds "90.5 left of 100 this epoch (90 %)". */
static void add_diem(struct output *output, const struct key_check *check)
{
	int left = key_check_diem_left(check);

	if (left < 0)
		output_field(output, "DIEM", "%s", *check->diem ? check->diem : check->has_account ? "none: no DIEM is staked" : "none");
	else
		output_field(output, "DIEM", "%s left of %s this epoch (%d %%)", check->diem, check->diem_allocation, left);
}

static void add_epoch(struct output *output, const struct key_check *check)
{
	char when[TEXT_TIME_SIZE], left[TEXT_SPAN_SIZE];

	text_time(when, check->next_epoch_ms);
	text_countdown(left, check->next_epoch_ms - check->checked_ms);
	if (check->next_epoch_ms)
		output_field(output, "next epoch", "%s, in %s", when, left);
	else
		output_field(output, "next epoch", "unknown");
}

static const char *or_none(const char *amount)
{
	return *amount ? amount : "-";
}

static void add_title(struct table *table, const char *title)
{
	char text[32];

	snprintf(text, sizeof(text), "%s", title);
	for (char *c = text; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	table_add(table, text);
}

static void add_rates(struct output *output, const struct key_rates *rates)
{
	const char *kinds[RATES_KINDS_MAX];
	size_t count = key_rates_kinds(kinds, rates);
	struct table table;

	if (!rates->count)
		return;
	table_init(&table, (unsigned)count + 1);
	table_add(&table, "MODEL");
	for (size_t i = 0; i < count; i++)
		add_title(&table, key_rates_title(kinds[i]));
	for (size_t i = 0; i < rates->count; i++) {
		table_add(&table, *rates->items[i].model ? rates->items[i].model : "all models");
		for (size_t j = 0; j < count; j++)
			table_add(&table, or_none(key_rates_amount(&rates->items[i], kinds[j])));
	}
	output_text(output, "\n");
	table_end(&table, output);
	if (rates->cut)
		output_text(output, "There are more: these are the first %d.\n", RATES_MODELS_MAX);
}

static void add_access(struct output *output, const struct key_check *check)
{
	if (!check->has_limits) {
		output_field(output, "access", "unknown: Venice did not say");
		output_field(output, "limits", "unknown: Venice did not say");
		return;
	}
	output_field(output, "access", "%s", check->access_permitted ? "permitted" : "refused");
	output_field(output, "tier", "%s, %s", or_unknown(check->tier), check->charged ? "pay per use" : "not pay per use");
	add_time(output, "key expires", check->expires_ms, "never");
}

void key_output_check(struct output *output, const struct key_check *check)
{
	output_field(output, "id", "%s", check->id);
	output_field(output, "can pay", "%s", check->can_consume ? "yes" : "no");
	output_field(output, "pays with", "%s", check->can_consume ? key_check_pays_with(check) : "nothing yet");
	add_diem(output, check);
	add_epoch(output, check);
	if (*check->earned)
		output_field(output, "earned credits", "%s", check->earned);
	if (*check->bundled)
		output_field(output, "bundled credits", "%s", check->bundled);
	output_field(output, "USD", "%s", *check->usd ? check->usd : "none");
	if (key_check_has_own(check))
		output_field(output, "of the key", "%s DIEM, %s USD", or_unknown(check->key_diem), or_unknown(check->key_usd));
	add_access(output, check);
	add_time(output, "checked", check->checked_ms, "unknown");
	if (!check->can_consume)
		output_text(output, "\nThe key works, but %s.\n%s\n", key_check_cannot_pay(check), key_check_wants_money(check)
			    ? "'rialto fund' shows the ways to change that." : "'rialto key update' raises its limits.");
	add_rates(output, &check->rates);
}

void key_output_test(struct output *output, const struct probe *test, const struct ai_model *asked)
{
	char usd[PROBE_COST_SIZE], diem[PROBE_COST_SIZE];

	probe_format(usd, test->cost[PRICE_USD]);
	probe_format(diem, test->cost[PRICE_DIEM]);
	output_text(output, "The key works.\n\n");
	output_field(output, "id", "%s", test->id);
	output_field(output, "model", "%s", asked->id);
	if (*test->model && strcmp(test->model, asked->id))
		output_field(output, "answered by", "%s", test->model);
	output_field(output, "reply", "%s", *test->reply ? test->reply : "(nothing to show)");
	output_field(output, "time", "%lld ms", (long long)test->elapsed_ms);
	if (test->in == PROBE_UNKNOWN || test->out == PROBE_UNKNOWN)
		output_field(output, "tokens", "unknown: Venice did not say");
	else
		output_field(output, "tokens", "%lld in, %lld out", (long long)test->in, (long long)test->out);
	if (*usd && *diem)
		output_field(output, "cost", "%s USD or %s DIEM, by the published price", usd, diem);
	else
		output_field(output, "cost", "unknown: see the balance with 'rialto key check'");
}

static bool revealing(const struct model *model)
{
	return model->key_open.request || model->want_password;
}

/* Takes the key that this run made, which is still in memory. */
static bool take_made(struct headless *headless, const char *id)
{
	struct effect_runner *runner = &headless->loop.runner;

	if (!runner->made || strcmp(runner->made_id, id) != 0)
		return false;
	headless->app->output.key = runner->made;
	runner->made = NULL;
	return true;
}

bool key_output_reveal(struct headless *headless, const char *id, struct err *err)
{
	struct action action = { .type = ACTION_KEY_REVEAL };
	const struct model *model = headless->loop.model;
	struct apikey *key;

	if (take_made(headless, id))
		return true;
	snprintf(action.key_id, sizeof(action.key_id), "%s", id);
	loop_apply(&headless->loop, &action);
	if (!headless_run(headless, revealing, err))
		return false;
	if (!model->revealed || strcmp(model->revealed_id, id)) {
		*err = model->error;
		return false;
	}
	key = apikey_new(APIKEY_MAX);
	if (!secret_append(&key->s, model->revealed->s.data, model->revealed->s.len)) {
		apikey_free(key);
		return err_set(err, ERR_INTERNAL, "The API key is too long");
	}
	headless->app->output.key = key;
	loop_do(&headless->loop, ACTION_KEY_HIDE);
	return true;
}
