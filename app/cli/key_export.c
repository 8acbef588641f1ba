/* key export: writes a stored key to a new file, or to a configured command's standard input. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cli/key_common.h"
#include "app/cli/key_output.h"
#include "app/cli/key_text.h"
#include "app/cli/value.h"
#include "app/cli/wallet_common.h"
#include "app/handover_job.h"
#include "keystore/secret_file.h"

struct target {
	const char *path;	/* NULL: the command gets it */
	const char *command;
	enum handover_form form;
};

static bool find_command(const char **out, const struct app *app, const char *name, struct err *err)
{
	*out = handover_find(app->settings.handovers, app->settings.handover_count, name);
	return *out || err_set(err, ERR_INVALID_INPUT, "The configuration has no section [handover %.40s] with a command", name);
}

static bool read_target(struct target *out, struct app *app, struct err *err)
{
	const char *to = options_value(&app->options, OPTION_TO), *form = options_value(&app->options, OPTION_FORMAT);

	*out = (struct target){ .form = HANDOVER_RAW };
	if (form && !handover_form_parse(&out->form, form))
		return err_set(err, ERR_USAGE, "--format is env, json or raw");
	if (to && options_value(&app->options, OPTION_OUT))
		return err_set(err, ERR_USAGE, "Give --out or --to, not both");
	return to ? find_command(&out->command, app, to, err) : wallet_common_out(&out->path, app, err);
}

/* Takes the key that key_output_reveal left with the output, because it must not be printed. */
static bool take_key(struct apikey **out, struct headless *headless, const char *id, struct err *err)
{
	if (!key_output_reveal(headless, id, err))
		return false;
	*out = headless->app->output.key;
	headless->app->output.key = NULL;
	return true;
}

/* With --json, standard error is for people only. */
static bool is_quiet(const struct output *output)
{
	return output->json && !isatty(STDERR_FILENO);
}

static bool hand_over(const struct home *home, const struct target *target, bool quiet, const struct key_info *info,
		      const struct apikey *key, struct err *err)
{
	struct secret text;
	bool ok;

	key_text_write(&text, target->form, info, key);
	ok = target->path ? secret_file_write(home, target->path, &text, NULL, err)
			  : handover_job_run(target->command, &text, quiet, err);
	secret_free(&text);
	return ok;
}

static bool export(struct headless *headless, void *context, struct err *err)
{
	const char *id = headless->app->options.arguments[0];
	struct output *output = &headless->app->output;
	const struct target *target = context;
	struct apikey *key;
	struct key_info info;
	bool ok;

	if (!key_common_select(headless, id, err) || !key_common_find(&info, headless, id, err) ||
	    !take_key(&key, headless, id, err))
		return false;
	ok = hand_over(&headless->app->home, target, is_quiet(output), &info, key, err);
	apikey_free(key);
	if (!ok)
		return false;
	output_add(output, "id", json_object_new_string(id));
	output_add(output, "file", value_path(target->path));
	output_add(output, "to", value_text(options_value(&headless->app->options, OPTION_TO)));
	output_text(output, "Key ...%s is handed over.\n", info.last6);
	return true;
}

bool cli_key_export(struct app *app, struct err *err)
{
	struct target target;

	return read_target(&target, app, err) && headless_with(app, export, &target, err);
}
