/* The commands on stored API keys. */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/cli/key_common.h"
#include "app/cli/key_output.h"
#include "app/cli/prompt.h"
#include "app/cli/value.h"
#include "keystore/vault.h"

static bool find_key(struct key_info *out, const struct app *app, const struct key_list *keys, const char *id,
		     struct err *err)
{
	for (size_t i = 0; i < keys->count; i++)
		if (!strcmp(keys->items[i].id, id)) {
			*out = keys->items[i];
			return true;
		}
	return vault_missing(&app->home, id, err);
}

/* Finds the key that the command names, and makes its wallet the current one. */
static bool select_key(struct key_info *key, struct headless *headless, struct err *err)
{
	const struct app *app = headless->app;

	return find_key(key, app, &headless->loop.model->keys, app->options.arguments[0], err) &&
	       headless_select_address(headless, key->address, err);
}

static bool show_plain(struct app *app, struct err *err)
{
	struct key_info key;
	struct key_list keys;
	bool ok;

	if (!app_open_home(app, err) || !vault_list(&keys, NULL, &app->home, err))
		return false;
	ok = find_key(&key, app, &keys, app->options.arguments[0], err);
	if (ok) {
		output_set(&app->output, value_key(&key));
		key_output_fields(&app->output, &key);
	}
	key_list_free(&keys);
	return ok;
}

static bool show_revealed(struct headless *headless, void *context, struct err *err)
{
	struct output *output = &headless->app->output;
	struct key_info key;

	(void)context;
	if (!select_key(&key, headless, err) || !key_output_reveal(headless, key.id, err))
		return false;
	output_set(output, value_key(&key));
	output_text(output, "\n\n");
	key_output_fields(output, &key);
	return true;
}

bool cli_key_show(struct app *app, struct err *err)
{
	return options_flag(&app->options, OPTION_REVEAL) ? headless_with(app, show_revealed, NULL, err)
							  : show_plain(app, err);
}

static bool check(struct headless *headless, void *context, struct err *err)
{
	const struct model *model = headless->loop.model;
	const struct key_check *found;
	struct key_info key;

	(void)context;
	if (!select_key(&key, headless, err) || !key_common_check(headless, key.id, err))
		return false;
	found = model_check(model, key.id);
	if (!found) {
		*err = model->error;
		return false;
	}
	output_set(&headless->app->output, value_check(found));
	key_output_check(&headless->app->output, found);
	return true;
}

static bool testing(const struct model *model)
{
	return flow_probe_running(&model->probe);
}

/* A model that only Pro accounts may use says nothing about the key.  A yes given beforehand
 * covers the cheapest model only; a person is asked about the next one. */
static bool ask_for_next(struct headless *headless, struct err *err)
{
	const struct flow_probe *flow = &headless->loop.model->probe;

	while (flow_probe_has_next(flow) && !headless->app->settings.yes && prompt_possible()) {
		output_progress("%s: %s", flow->model.id, flow->err.msg);
		loop_do(&headless->loop, ACTION_RETRY);
		if (!headless_run(headless, testing, err))
			return false;
	}
	return true;
}

static bool test(struct headless *headless, void *context, struct err *err)
{
	const char *wanted = options_value(&headless->app->options, OPTION_MODEL);
	const struct flow_probe *flow = &headless->loop.model->probe;
	struct action action = { .type = ACTION_PROBE };
	struct key_info key;

	(void)context;
	if (!select_key(&key, headless, err))
		return false;
	memcpy(action.wish.id, key.id, sizeof(action.wish.id));
	if (wanted && strlen(wanted) >= sizeof(action.wish.model))
		return err_set(err, ERR_INVALID_INPUT, "No model's id is as long as that");
	snprintf(action.wish.model, sizeof(action.wish.model), "%s", wanted ? wanted : "");
	loop_apply(&headless->loop, &action);
	if (!headless_run(headless, testing, err) || !ask_for_next(headless, err))
		return false;
	if (flow->state != PROBE_DONE) {
		*err = flow->err;
		return false;
	}
	output_set(&headless->app->output, value_test(&flow->result, &flow->model));
	key_output_test(&headless->app->output, &flow->result, &flow->model);
	return true;
}

bool cli_key_test(struct app *app, struct err *err)
{
	return headless_with(app, test, NULL, err);
}

bool cli_key_check(struct app *app, struct err *err)
{
	return headless_with(app, check, NULL, err);
}
