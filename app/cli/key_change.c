/* The commands that make, change, delete and rotate keys with a stored ADMIN key. */
#include <stdio.h>
#include <string.h>

#include "app/cli/key_common.h"
#include "app/cli/key_output.h"
#include "app/cli/mint_common.h"
#include "app/cli/value.h"
#include "wallet/venice/key_list.h"

static bool create(struct headless *headless, struct key_options *options, struct err *err)
{
	const struct model *model = headless->loop.model;
	struct action action = { .type = ACTION_KEY_CREATE };
	const struct key_info *found;
	struct key_info key;

	if (!*options->description)	/* the same as flow_mint asks for, so that a second run recognises the key */
		snprintf(options->description, sizeof(options->description), "Web3 API Key");
	action.options = *options;
	if (!mint_common_settle(&found, headless->app, model, options, "", err))
		return false;
	if (!found) {
		if (!key_common_run(headless, &action, err)) {
			mint_common_give_made(headless);
			return false;
		}
		if (model->mint.state != MINT_DONE) {
			*err = model->mint.err;
			return false;
		}
		found = &model->mint.minted;
		app_finish(headless->app, model->mint.intent);
	}
	key = *found;
	return mint_common_give(headless, &key, options, err);
}

static bool agree_and_create(struct headless *headless, void *context, struct err *err)
{
	struct key_options *options = context;

	return key_common_select(headless, NULL, err) && mint_common_agree(headless, options, err) &&
	       create(headless, options, err);
}

bool cli_key_create(struct app *app, struct err *err)
{
	struct key_options options;

	return mint_common_options(&options, app, err) && headless_with(app, agree_and_create, &options, err);
}

/* Marks what the options change.  When a limit changes, the limits that stay are sent along. */
static bool read_changes(struct key_changes *out, const struct app *app, const struct key_options *asked,
			 const struct key_info *key, struct err *err)
{
	static const enum option_id limits[] = { OPTION_LIMIT_USD, OPTION_LIMIT_DIEM, OPTION_LIMIT_VCU };
	const struct options *options = &app->options;

	*out = (struct key_changes){ .to = *asked, .vcu = key->limit[KEY_VCU] != KEY_NO_LIMIT };
	out->description = options_value(options, OPTION_DESCRIPTION);
	out->expires = options_value(options, OPTION_EXPIRES);
	for (int i = 0; i < KEY_CURRENCIES; i++) {
		bool given = options_value(options, limits[i]);

		out->limits |= given;
		out->vcu |= given && i == KEY_VCU;
		if (!given)
			out->to.limit[i] = key->limit[i];
	}
	if (out->description || out->expires || out->limits || out->to.has_period || out->to.has_privacy)
		return true;
	return err_set(err, ERR_USAGE, "'key update' needs something to change: see 'rialto key update --help'");
}

/* Of a key that is known here, the limits that stay are shown, too. */
static bool agree_to_update(struct headless *headless, const char *id, const struct key_options *asked, struct err *err)
{
	const struct key_info *key = model_key(headless->loop.model, id);
	struct action wish = { .type = ACTION_KEY_UPDATE };

	if (!key)
		return mint_common_agree(headless, asked, err);
	if (!read_changes(&wish.update.changes, headless->app, asked, key, err))
		return false;
	memcpy(wish.update.id, key->id, sizeof(wish.update.id));
	return headless_ask(headless, &wish, err);
}

static bool update(struct headless *headless, const char *id, const struct key_options *asked, struct err *err)
{
	struct action action = { .type = ACTION_KEY_UPDATE };
	struct output *output = &headless->app->output;
	struct key_info key;

	if (!key_common_list(headless, err) || !key_common_find(&key, headless, id, err) ||
	    !read_changes(&action.update.changes, headless->app, asked, &key, err))
		return false;
	memcpy(action.update.id, key.id, sizeof(action.update.id));
	if (!key_common_run(headless, &action, err) || !key_common_find(&key, headless, id, err))
		return false;
	output_set(output, value_key(&key));
	key_output_fields(output, &key);
	return true;
}

static bool agree_and_update(struct headless *headless, void *context, struct err *err)
{
	const char *id = headless->app->options.arguments[0];
	const struct key_options *asked = context;

	return key_common_select(headless, id, err) && agree_to_update(headless, id, asked, err) &&
	       update(headless, id, asked, err);
}

bool cli_key_update(struct app *app, struct err *err)
{
	struct key_options asked;

	return mint_common_options(&asked, app, err) && headless_with(app, agree_and_update, &asked, err);
}

static bool delete(struct headless *headless, void *context, struct err *err)
{
	const char *id = headless->app->options.arguments[0];
	bool here_only = options_flag(&headless->app->options, OPTION_HERE);
	struct output *output = &headless->app->output;
	struct key_info key;

	(void)context;
	if (!key_common_select(headless, id, err) || (!here_only && !key_common_list(headless, err)) ||
	    !key_common_find(&key, headless, id, err))
		return false;
	if (!key_common_act(headless, here_only ? ACTION_KEY_FORGET : ACTION_KEY_DELETE, key.id, err))
		return false;
	output_add(output, "id", json_object_new_string(id));
	output_add(output, "stored", json_object_new_boolean(false));
	output_add(output, "remote", json_object_new_boolean(here_only && key.remote));
	output_text(output, here_only ? "The stored copy of key ...%s is removed.\n"
		    : headless->loop.model->key_admin.was_gone ? "Key ...%s was no longer at Venice; what was stored of it is removed.\n"
		    : "Key ...%s is deleted.\n", key.last6);
	return true;
}

bool cli_key_delete(struct app *app, struct err *err)
{
	return headless_with(app, delete, NULL, err);
}

/* An earlier run made and stored the new key but went no further, so only the old one must still
 * be deleted. */
static bool finish_rotation(struct key_info *made, struct headless *headless, const struct key_info *old,
			    const struct key_options *options, struct err *err)
{
	const struct key_info *found;

	*made = (struct key_info){ 0 };
	if (!mint_common_settle(&found, headless->app, headless->loop.model, options, old->id, err))
		return false;
	if (!found)
		return true;
	*made = *found;
	if (key_common_act(headless, ACTION_KEY_DELETE, old->id, err))
		return true;
	mint_common_give_stored(headless, made->id);
	return false;
}

static bool make_and_delete(struct key_info *made, struct headless *headless, const struct key_info *old,
			    struct err *err)
{
	const struct flow_mint *mint = &headless->loop.model->mint;

	if (key_common_act(headless, ACTION_KEY_ROTATE, old->id, err)) {
		*made = mint->minted;
		app_finish(headless->app, mint->intent);
		return true;
	}
	mint_common_give_made(headless);
	if (mint->state != MINT_DONE || err->code == ERR_MINT_DIFFERS)
		return false;
	struct err why = *err;

	(void)err_set(err, why.code, "Key %.40s is made and stored, but the old one is not deleted: %.80s", mint->minted.id,
		      why.msg);
	return false;
}

static bool print_rotated(struct headless *headless, const char *id, const struct key_info *made,
			  const struct key_options *options, struct err *err)
{
	if (!mint_common_give(headless, made, options, err))
		return false;
	output_add(&headless->app->output, "replaced", json_object_new_string(id));
	output_field(&headless->app->output, "replaces", "%s", id);
	return true;
}

/* Prints the key of an earlier run that replaced this one but could not print it.  `err` says
 * that there is no such key. */
static bool print_earlier(struct headless *headless, const char *id, struct err *err)
{
	const struct key_info *found;
	struct key_info made;
	struct err why = *err;

	if (!mint_common_settle(&found, headless->app, headless->loop.model, NULL, id, err))
		return false;
	if (!found) {
		*err = why;
		return false;
	}
	made = *found;
	return print_rotated(headless, id, &made, NULL, err);
}

static bool rotate(struct headless *headless, void *context, struct err *err)
{
	const char *id = headless->app->options.arguments[0];
	struct key_options options;
	struct key_info old, made;

	(void)context;
	if (!key_common_select(headless, id, err))
		return false;
	if (!key_common_list(headless, err) || !key_common_find(&old, headless, id, err))
		return print_earlier(headless, id, err);
	key_options_of(&options, &old);
	if (!finish_rotation(&made, headless, &old, &options, err) ||
	    (!made.id[0] && !make_and_delete(&made, headless, &old, err)))
		return false;
	return print_rotated(headless, id, &made, &options, err);
}

bool cli_key_rotate(struct app *app, struct err *err)
{
	return headless_with(app, rotate, NULL, err);
}
