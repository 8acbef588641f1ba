/* The options for minting a key: all those of Venice's POST. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "tui/form/form.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

enum {
	MINT_TYPE,
	MINT_DESCRIPTION,
	MINT_EXPIRES,
	MINT_USD,
	MINT_DIEM,
	MINT_VCU,
	MINT_PERIOD,
	MINT_PRIVACY,
	MINT_OPTIONS
};
enum { BATCH_ANOTHER = MINT_OPTIONS, BATCH_FIELDS };

/* The names that key_options_set knows. */
static const char *const names[MINT_OPTIONS] = {
	"type", "description", "expires", "limit-usd", "limit-diem", "limit-vcu", "period", "privacy",
};

/* In the last two, the first choice leaves the field out of the request. */
static const char *const types[] = { "INFERENCE", "ADMIN", NULL };
static const char *const periods[] = { "usual", "EPOCH", "MONTH", "LIFETIME", NULL };
static const char *const privacies[] = { "usual", "ALL", "PRIVATE_TEXT", "PRIVATE_ONLY", NULL };
static const char *const such_keys[] = { "left out", "given another", NULL };

static bool check(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	struct key_options ignored;

	key_options_init(&ignored);
	return key_options_set(&ignored, names[field], form_text(form, field), model_server_now(model), err);
}

#define LIMIT_SIZE (KEY_LIMIT_TEXT_SIZE - 1)

static const struct field_spec fields[BATCH_FIELDS] = {
	{ "Type", FIELD_CHOICE, 0, types, "INFERENCE runs models; ADMIN can also make and delete keys.", NULL, NULL },
	{ "Description", FIELD_TEXT, KEY_DESCRIPTION_SIZE - 1, NULL, "At most 64 characters; empty: Web3 API Key.", NULL, check },
	{ "Expires", FIELD_TEXT, 31, NULL, "2027-01-31 or 2027-01-31T12:00:00Z (UTC); none: never.", NULL, check },
	{ "Limit in USD", FIELD_TEXT, LIMIT_SIZE, NULL, "Earned and bundled credits count to it. none: no limit.", NULL, check },
	{ "Limit in DIEM", FIELD_TEXT, LIMIT_SIZE, NULL, "1 DIEM is $1 a day. none: no limit.", NULL, check },
	{ "Limit in VCU", FIELD_TEXT, LIMIT_SIZE, NULL, "Deprecated by Venice. none: no limit.", NULL, check },
	{ "Limits count by", FIELD_CHOICE, 0, periods, "EPOCH: each day, UTC.", NULL, NULL },
	{ "Models", FIELD_CHOICE, 0, privacies, "PRIVATE_TEXT and PRIVATE_ONLY leave out models that keep data.", NULL, NULL },
	{ "With such a key", FIELD_CHOICE, 0, such_keys, "Wallets that have one like it here. Left out, the same again only goes on.",
	  NULL, NULL },
};

static void choose(struct form *form, size_t field, const char *name)
{
	const char *const *choices = fields[field].choices;

	for (size_t i = 0; choices[i]; i++)
		if (strcmp(choices[i], name) == 0)
			form->choices[field] = i;
}

static void fill_options(struct form *form, const struct key_options *options)
{
	char limit[KEY_LIMIT_TEXT_SIZE];

	choose(form, MINT_TYPE, key_type_name(options->type));
	line_fill(&form->lines[MINT_DESCRIPTION], options->description);
	line_fill(&form->lines[MINT_EXPIRES], *options->expires ? options->expires : KEY_NONE);
	for (size_t i = 0; i < KEY_CURRENCIES; i++) {
		key_limit_format(limit, options->limit[i]);
		line_fill(&form->lines[MINT_USD + i], *limit ? limit : KEY_NONE);
	}
	if (options->has_period)
		choose(form, MINT_PERIOD, key_period_name(options->period));
	if (options->has_privacy)
		choose(form, MINT_PRIVACY, key_privacy_name(options->privacy));
}

static void fill_none(struct form *form)
{
	struct key_options none;

	key_options_init(&none);
	fill_options(form, &none);
}

/* Fills in what the last mint was asked for, so that one value can be corrected. */
static void fill(struct form *form, const struct model *model)
{
	const struct flow_mint *mint = &model->mint;

	fill_none(form);
	if (mint->state != MINT_IDLE && mint->state != MINT_DONE && (mint->wanted || mint->options.description[0]))
		fill_options(form, &mint->options);
}

/* A batch goes on with the same options. */
static void fill_batch(struct form *form, const struct model *model)
{
	fill_none(form);
	if (model->batch.asked)
		fill_options(form, &model->batch.options);
}

static void common_facts(const struct form *form, struct page *page)
{
	page_blank(page);
	if (form->focus == MINT_DESCRIPTION)
		page_format(page, STYLE_DIM, "%zu of %d characters", line_characters(&form->lines[MINT_DESCRIPTION]),
			    KEY_DESCRIPTION_MAX);
	if (strcmp(types[form->choices[MINT_TYPE]], "ADMIN") == 0)
		page_text(page, STYLE_WARN, "An ADMIN key rules over all the account's keys: keep it off servers and agents.");
}

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	int64_t left = flow_mint_token_left(model);
	char span[TEXT_SPAN_SIZE];

	common_facts(form, page);
	text_countdown(span, left);
	if (left > 0)
		page_format(page, STYLE_DIM, "The token is good for another %s.", span);
	else
		page_text(page, STYLE_DIM, "A token is fetched first, and signed at once.");
}

/* Names the wallets, as far as a few lines allow. */
static void facts_batch(const struct form *form, const struct model *model, struct page *page)
{
	struct accounts wallets;
	char who[512] = "";
	size_t used = 0;

	common_facts(form, page);
	flow_batch_wallets(&wallets, model);
	for (size_t i = 0; i < wallets.count && used < sizeof(who) - 64; i++)
		used += (size_t)snprintf(who + used, sizeof(who) - used, "%s%s", i ? ", " : "", wallets.items[i].name);
	page_format(page, STYLE_STRONG, "%zu %s: %s%s", wallets.count, model->marked ? "marked" : "with a key (none is marked)",
		    who, used < sizeof(who) - 64 ? "" : "…");
	page_text(page, STYLE_DIM, "One after the other, each with a token of its own. A password is tried for all.");
	accounts_free(&wallets);
}

static bool read(struct key_options *out, const struct form *form, const struct model *model)
{
	bool ok = true;

	key_options_init(out);
	for (size_t i = 0; i < MINT_OPTIONS; i++) {
		const char *text =
			fields[i].kind == FIELD_CHOICE ? fields[i].choices[form->choices[i]] : form_text(form, i);
		struct err ignored;

		if (strcmp(text, "usual") != 0 || fields[i].kind != FIELD_CHOICE)
			ok &= key_options_set(out, names[i], text, model_server_now(model), &ignored);
	}
	return ok;
}

static void make(struct form *form, const struct model *model, struct action *action)
{
	action->type = read(&action->options, form, model) ? ACTION_MINT : ACTION_NONE;
}

static void make_batch(struct form *form, const struct model *model, struct action *action)
{
	if (!read(&action->batch.options, form, model))
		return;
	action->type = ACTION_MINT_BATCH;
	action->batch.another = form->choices[BATCH_ANOTHER] == 1;
	flow_batch_wallets(&action->batch.wallets, model);
}

const struct form_spec form_mint = {
	.title = "Mint an API key", .submit = "sign the token and mint the key",
	.intro = "Everything may stay as it is; Enter mints. Up and Tab go to the fields.",
	.fields = fields, .count = MINT_OPTIONS, .at_submit = true, .word = KEY_NONE, .fill = fill, .facts = facts,
	.make = make,
};

const struct form_spec form_mint_batch = {
	.title = "Mint a key for each of many wallets", .submit = "mint them",
	.fields = fields, .count = BATCH_FIELDS, .at_submit = true, .word = KEY_NONE, .fill = fill_batch,
	.facts = facts_batch, .make = make_batch,
};
