/*
 * key settle: finds out what became of a mint whose outcome is unknown.
 *
 * With a stored ADMIN key the account's keys are listed, and the one that the mint may have made is
 * recognised by type, description and time.  The person keeps it, although nobody can show it any
 * more, or deletes it.  Then the mint is closed and the next one can begin.  A key that is stored but
 * was never printed is not lost; the command only says so.
 */
#include <stdio.h>
#include <string.h>

#include "app/cli/key_common.h"
#include "app/cli/value.h"
#include "wallet/base/text.h"
#include "wallet/venice/key_list.h"

#define ORPHANS_MOST 8

static void say_outcome(struct output *output, const char *when, const struct key_info *orphan, const char *what)
{
	output_text(output, "The mint sent at %s ", when);
	if (!strcmp(what, "closed"))
		output_text(output, "is closed. It was not looked at from here: it may have made a key.\n");
	else if (!orphan)
		output_text(output, "made no key.\n");
	else if (!strcmp(what, "stored"))
		output_text(output, "made key %s, which is in the vault: 'rialto key show' shows it.\n", orphan->id);
	else if (!strcmp(what, "kept"))
		output_text(output, "made key %s, which is kept: it works where it is in use, but nobody can show it again.\n",
			    orphan->id);
	else
		output_text(output, "made key %s, which is deleted now.\n", orphan->id);
}

static void add_result(struct headless *headless, struct json_object *rows, const struct journal_entry *entry,
		       const struct key_info *orphan, const char *what)
{
	struct json_object *row = json_object_new_object();
	struct output *output = &headless->app->output;
	char when[TEXT_TIME_SIZE];

	text_time(when, entry->time_ms);
	json_object_object_add(row, "time", value_time(entry->time_ms));
	json_object_object_add(row, "id", orphan ? json_object_new_string(orphan->id) : NULL);
	json_object_object_add(row, "outcome", json_object_new_string(what));
	json_object_array_add(rows, row);
	say_outcome(output, when, orphan, what);
	app_finish(headless->app, entry->id);
}

static bool undecided(const struct key_info *orphan, size_t count, struct err *err)
{
	if (count > 1)
		return err_set(err, ERR_NEEDS_ANSWER, "%zu keys may be the one, such as %.40s: delete which you do not know with "
			       "'rialto key delete', then give --keep", count, orphan->id);
	return err_set(err, ERR_NEEDS_ANSWER, "It made key %.40s (...%s): give --keep or --delete", orphan->id, orphan->last6);
}

static bool settle(struct headless *headless, struct json_object *rows, const struct journal_entry *entry,
		   struct err *err)
{
	const struct options *options = &headless->app->options;
	const struct key_info *orphans[ORPHANS_MOST];
	size_t count = key_list_orphans(orphans, ORPHANS_MOST, &headless->loop.model->keys, entry->address,
					&entry->options, entry->time_ms);
	struct key_info orphan;

	if (!count) {
		add_result(headless, rows, entry, NULL, "none");
		return true;
	}
	orphan = *orphans[0];
	if (options_flag(options, OPTION_KEEP)) {
		add_result(headless, rows, entry, &orphan, "kept");
		return true;
	}
	if (!options_flag(options, OPTION_DELETE) || count > 1)
		return undecided(&orphan, count, err);
	if (!key_common_act(headless, ACTION_KEY_DELETE, orphan.id, err))
		return false;
	add_result(headless, rows, entry, &orphan, "deleted");
	return true;
}

/* Without an ADMIN key the person must look; --keep says that they have. */
static bool settle_unseen(struct headless *headless, struct json_object *rows, const struct journal_entry *entry,
			  struct err *err)
{
	char when[TEXT_TIME_SIZE];

	text_time(when, entry->time_ms);
	if (!options_flag(&headless->app->options, OPTION_KEEP))
		return err_set(err, ERR_NO_ADMIN_KEY, "Look at venice.ai, Settings, API, with this wallet, for a key made at %s, and "
			       "delete it if there is one; then give --keep", when);
	add_result(headless, rows, entry, NULL, "closed");
	return true;
}

static void settle_stored(struct headless *headless, struct json_object *rows)
{
	const struct model *model = headless->loop.model;
	const struct journal_entry *entry;
	const struct key_info *key;

	for (size_t at = 0; (entry = key_common_stored(&key, &at, model, model_account(model)));)
		add_result(headless, rows, entry, key, "stored");
}

static bool settle_all(struct headless *headless, struct err *err)
{
	const struct model *model = headless->loop.model;
	const struct account *account = model_account(model);
	struct json_object *rows = json_object_new_array();
	bool can_look = flow_key_admin_admin(model), ok = true;
	const struct journal_entry *entry;
	size_t at = 0;

	settle_stored(headless, rows);
	if (key_common_unknown(&at, model, account))
		ok = !can_look || key_common_list(headless, err);
	else if (!json_object_array_length(rows))
		output_text(&headless->app->output, "No mint's outcome is unknown.\n");
	for (at = 0; ok && (entry = key_common_unknown(&at, model, account));)
		ok = (can_look ? settle : settle_unseen)(headless, rows, entry, err);
	output_add(&headless->app->output, "settled", rows);
	return ok;
}

static bool run(struct headless *headless, void *context, struct err *err)
{
	(void)context;
	return key_common_select(headless, NULL, err) && settle_all(headless, err);
}

bool cli_key_settle(struct app *app, struct err *err)
{
	if (options_flag(&app->options, OPTION_KEEP) && options_flag(&app->options, OPTION_DELETE))
		return err_set(err, ERR_USAGE, "Give --keep or --delete, not both");
	return headless_with(app, run, NULL, err);
}
