/* What a key is minted with: every option of Venice's POST. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "tui/form.h"
#include "wallet/mem.h"
#include "wallet/text.h"

enum { MINT_TYPE, MINT_DESCRIPTION, MINT_EXPIRES, MINT_USD, MINT_DIEM, MINT_VCU, MINT_PERIOD, MINT_PRIVACY, MINT_FIELDS };

/* As key_options_set calls them. */
static const char *const names[MINT_FIELDS] = {
	"type", "description", "expires", "limit-usd", "limit-diem", "limit-vcu", "period", "privacy",
};

/* The first choice of the last two is not to send the field at all. */
static const char *const types[] = { "INFERENCE", "ADMIN", NULL };
static const char *const periods[] = { "usual", "EPOCH", "MONTH", "LIFETIME", NULL };
static const char *const privacies[] = { "usual", "ALL", "PRIVATE_TEXT", "PRIVATE_ONLY", NULL };

static bool check(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	struct key_options ignored;

	key_options_init(&ignored);
	return key_options_set(&ignored, names[field], form_text(form, field), model_server_now(model), err);
}

#define LIMIT_SIZE (KEY_LIMIT_TEXT_SIZE - 1)

static const struct field_spec fields[MINT_FIELDS] = {
	{ "Type", FIELD_CHOICE, 0, types, "INFERENCE runs models; ADMIN can also make and delete keys.", NULL, NULL },
	{ "Description", FIELD_TEXT, KEY_DESCRIPTION_SIZE - 1, NULL, "At most 64 characters; empty: Web3 API Key.", NULL, check },
	{ "Expires", FIELD_TEXT, 31, NULL, "2027-01-31 or 2027-01-31T12:00:00Z (UTC); empty: never.", NULL, check },
	{ "Limit in USD", FIELD_TEXT, LIMIT_SIZE, NULL, "Empty: no limit.", NULL, check },
	{ "Limit in DIEM", FIELD_TEXT, LIMIT_SIZE, NULL, "1 DIEM is $1 a day. Empty: no limit.", NULL, check },
	{ "Limit in VCU", FIELD_TEXT, LIMIT_SIZE, NULL, "Deprecated by Venice. Empty: no limit.", NULL, check },
	{ "Limits count by", FIELD_CHOICE, 0, periods, "EPOCH: each day, UTC.", NULL, NULL },
	{ "Models", FIELD_CHOICE, 0, privacies, "PRIVATE_TEXT and PRIVATE_ONLY leave out models that keep data.", NULL, NULL },
};

static void choose(struct form *form, size_t field, const char *name)
{
	const char *const *choices = fields[field].choices;

	for (size_t i = 0; choices[i]; i++)
		if (strcmp(choices[i], name) == 0)
			form->choices[field] = i;
}

/* What the last mint was asked for, so that one value can be corrected. */
static void fill(struct form *form, const struct model *model)
{
	const struct key_options *options = &model->mint.options;
	char limit[KEY_LIMIT_TEXT_SIZE];

	if (model->mint.state == MINT_IDLE || model->mint.state == MINT_DONE || (!model->mint.wanted && !options->description[0]))
		return;
	choose(form, MINT_TYPE, key_type_name(options->type));
	line_set(&form->lines[MINT_DESCRIPTION], options->description);
	line_set(&form->lines[MINT_EXPIRES], options->expires);
	for (size_t i = 0; i < KEY_CURRENCIES; i++) {
		key_limit_format(limit, options->limit[i]);
		line_set(&form->lines[MINT_USD + i], limit);
	}
	if (options->has_period)
		choose(form, MINT_PERIOD, key_period_name(options->period));
	if (options->has_privacy)
		choose(form, MINT_PRIVACY, key_privacy_name(options->privacy));
}

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	int64_t left = flow_mint_token_left(model);
	char span[TEXT_SPAN_SIZE];

	page_blank(page);
	if (form->focus == MINT_DESCRIPTION)
		page_format(page, STYLE_DIM, "%zu of %d characters", line_characters(&form->lines[MINT_DESCRIPTION]),
			    KEY_DESCRIPTION_MAX);
	if (strcmp(types[form->choices[MINT_TYPE]], "ADMIN") == 0)
		page_text(page, STYLE_WARN, "An ADMIN key rules over all the account's keys: keep it off servers and agents.");
	text_countdown(span, left);
	if (left > 0)
		page_format(page, STYLE_DIM, "The token is good for another %s.", span);
	else
		page_text(page, STYLE_DIM, "A token is fetched first, and signed at once.");
}

static void make(struct form *form, const struct model *model, struct action *action)
{
	bool ok = true;

	action->type = ACTION_MINT;
	key_options_init(&action->options);
	for (size_t i = 0; i < MINT_FIELDS; i++) {
		const char *text = fields[i].kind == FIELD_CHOICE ? fields[i].choices[form->choices[i]] : form_text(form, i);
		struct err ignored;

		if (strcmp(text, "usual") != 0 || fields[i].kind != FIELD_CHOICE)
			ok &= key_options_set(&action->options, names[i], text, model_server_now(model), &ignored);
	}
	if (!ok)
		action->type = ACTION_NONE;
}

const struct form_spec form_mint = {
	.title = "Mint an API key", .submit = "Sign the token and mint the key",
	.intro = "Everything may stay as it is; Enter mints. Up and Tab go to the fields.",
	.fields = fields, .count = MINT_FIELDS, .at_submit = true, .fill = fill, .facts = facts, .make = make,
};
