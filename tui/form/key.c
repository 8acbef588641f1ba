/* The forms for making a key with the stored ADMIN key, and for changing one. */
#include <stdio.h>
#include <string.h>

#include "tui/form/form.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/venice/key_list.h"

/* The first field is never shown.  It holds the id of the key being edited. */
enum {
	KEY_ID,
	KEY_TYPE,
	KEY_DESCRIPTION,
	KEY_EXPIRES,
	KEY_LIMIT_USD,
	KEY_LIMIT_DIEM,
	KEY_PERIOD,
	KEY_PRIVACY,
	KEY_FIELDS
};

/* The names that key_options_set knows. */
static const char *const names[KEY_FIELDS] = {
	NULL, "type", "description", "expires", "limit-usd", "limit-diem", "period", "privacy",
};

static const char *const types[] = { "INFERENCE", "ADMIN", NULL };
static const char *const periods[] = { "EPOCH", "MONTH", "LIFETIME", NULL };
static const char *const privacies[] = { "ALL", "PRIVATE_TEXT", "PRIVATE_ONLY", NULL };

static bool never(const struct form *form)
{
	(void)form;
	return false;
}

/* The type is shown for a new key only, because it cannot change. */
static bool when_new(const struct form *form)
{
	return form->spec == &form_key_create;
}

static void write_expiry(char out[TEXT_TIME_SIZE], const struct key_info *key)
{
	snprintf(out, TEXT_TIME_SIZE, "%s", KEY_NONE);
	if (key->expires_ms)
		text_time(out, key->expires_ms);
}

/* For a new key: true where a date was given. */
static bool expiry_changed(const struct form *form, const struct model *model)
{
	const struct key_info *key = model_key(model, form_text(form, KEY_ID));
	char was[TEXT_TIME_SIZE] = KEY_NONE;

	if (key)
		write_expiry(was, key);
	return strcmp(was, form_text(form, KEY_EXPIRES)) != 0;
}

/* A date that has passed may stay, if the key has it already. */
static bool check(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	bool as_it_was = field == KEY_EXPIRES && !expiry_changed(form, model);
	struct key_options ignored;

	key_options_init(&ignored);
	return as_it_was ||
	       key_options_set(&ignored, names[field], form_text(form, field), model_server_now(model), err);
}

#define LIMIT_SIZE (KEY_LIMIT_TEXT_SIZE - 1)

static const struct field_spec fields[KEY_FIELDS] = {
	{ "Id", FIELD_TEXT, KEY_ID_SIZE - 1, NULL, NULL, never, NULL },
	{ "Type", FIELD_CHOICE, 0, types, "INFERENCE runs models; ADMIN can also make and delete keys.", when_new, NULL },
	{ "Description", FIELD_TEXT, KEY_DESCRIPTION_SIZE - 1, NULL, "At most 64 characters.", NULL, check },
	{ "Expires", FIELD_TEXT, 31, NULL, "2027-01-31 or 2027-01-31T12:00:00Z (UTC); none: never.", NULL, check },
	{ "Limit in USD", FIELD_TEXT, LIMIT_SIZE, NULL, "none: no limit.", NULL, check },
	{ "Limit in DIEM", FIELD_TEXT, LIMIT_SIZE, NULL, "1 DIEM is $1 a day. none: no limit.", NULL, check },
	{ "Limits count by", FIELD_CHOICE, 0, periods, "EPOCH: each day, UTC.", NULL, NULL },
	{ "Models", FIELD_CHOICE, 0, privacies, "PRIVATE_TEXT and PRIVATE_ONLY leave out models that keep data.", NULL, NULL },
};

static const char *value_of(const struct form *form, size_t field)
{
	return fields[field].kind == FIELD_CHOICE ? fields[field].choices[form->choices[field]]
						  : form_text(form, field);
}

static bool read(struct key_options *out, const struct form *form, const struct model *model)
{
	bool ok = true;

	key_options_init(out);
	for (size_t i = KEY_TYPE; i < KEY_FIELDS; i++) {
		struct err ignored;

		if (i != KEY_EXPIRES || expiry_changed(form, model))
			ok &= key_options_set(out, names[i], value_of(form, i), model_server_now(model), &ignored);
	}
	return ok;
}

static void make_new(struct form *form, const struct model *model, struct action *action)
{
	action->type = read(&action->options, form, model) ? ACTION_KEY_CREATE : ACTION_NONE;
}

/* Sends only what has changed. */
static void make_changes(struct form *form, const struct model *model, struct action *action)
{
	const struct key_info *key = model_key(model, form_text(form, KEY_ID));
	struct key_changes *changes = &action->update.changes;

	if (!key || !read(&changes->to, form, model))
		return;
	action->type = ACTION_KEY_UPDATE;
	memcpy(action->update.id, key->id, sizeof(action->update.id));
	changes->to.limit[KEY_VCU] = key->limit[KEY_VCU];
	changes->vcu = key->limit[KEY_VCU] != KEY_NO_LIMIT;
	changes->description = strcmp(changes->to.description, key->description) != 0;
	changes->expires = expiry_changed(form, model);
	changes->limits = memcmp(changes->to.limit, key->limit, sizeof(key->limit)) != 0;
	changes->to.has_period = changes->to.period != key->period;
	changes->to.has_privacy = changes->to.privacy != key->privacy;
	if (!changes->description && !changes->expires && !changes->limits && !changes->to.has_period &&
	    !changes->to.has_privacy)
		action->type = ACTION_NONE;
}

static void fill_expiry(struct form *form, const char *expires)
{
	line_fill(&form->lines[KEY_EXPIRES], *expires ? expires : KEY_NONE);
}

/* Fills in what was asked for, so that one value can be corrected.  The expiry is left to the caller. */
static void fill_options(struct form *form, const struct key_options *options)
{
	char limit[KEY_LIMIT_TEXT_SIZE];

	form->choices[KEY_TYPE] = options->type;
	line_fill(&form->lines[KEY_DESCRIPTION], options->description);
	key_limit_format(limit, options->limit[KEY_USD]);
	line_fill(&form->lines[KEY_LIMIT_USD], *limit ? limit : KEY_NONE);
	key_limit_format(limit, options->limit[KEY_DIEM]);
	line_fill(&form->lines[KEY_LIMIT_DIEM], *limit ? limit : KEY_NONE);
	form->choices[KEY_PERIOD] = options->period;
	form->choices[KEY_PRIVACY] = options->privacy;
}

/* Where making a key failed, the same options are filled in again. */
static void fill_new(struct form *form, const struct model *model)
{
	const struct flow_mint *mint = &model->mint;
	bool failed = mint->state == MINT_FAILED && mint->admin_id[0];
	struct key_options none;

	key_options_init(&none);
	fill_options(form, failed ? &mint->options : &none);
	fill_expiry(form, failed ? mint->options.expires : "");
}

const struct form_spec form_key_edit = {
	.title = "Change an API key", .submit = "change the key",
	.intro = "Venice changes it at once, for everything that uses it.",
	.fields = fields, .count = KEY_FIELDS, .word = KEY_NONE, .make = make_changes,
};

void form_key_edit_fill(struct form *form, const struct model *model, const struct key_info *key)
{
	const struct flow_key_admin *flow = &model->key_admin;
	bool failed = flow->wish == ACTION_KEY_UPDATE && flow->err.code && strcmp(flow->key.id, key->id) == 0;
	struct key_options options;

	key_options_of(&options, key);
	line_set(&form->lines[KEY_ID], key->id);
	fill_expiry(form, failed && flow->changes.expires ? flow->changes.to.expires : options.expires);
	fill_options(form, failed ? &flow->changes.to : &options);
	form->focus = KEY_DESCRIPTION;
}

void form_key_edit_open(struct ui *ui, const struct model *model, const struct key_info *key)
{
	form_key_edit_fill(form_open(ui, model, &form_key_edit)->state, model, key);
}

const struct form_spec form_key_create = {
	.title = "Make an API key with the ADMIN key", .submit = "make the key",
	.intro = "As minting, but nothing is signed: the stored ADMIN key vouches for it.",
	.fields = fields, .count = KEY_FIELDS, .at_submit = true, .word = KEY_NONE, .fill = fill_new, .make = make_new,
};
