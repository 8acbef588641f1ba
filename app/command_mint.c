/*
 * mint: an API key, at most one.
 *
 * A run that was killed left its intent in the journal.  Where the key it asked
 * for is in the vault, it is this command's result.  Where not, a key may exist
 * that nobody here has, and nothing is sent again until the person has looked
 * (--after-unknown).
 */
#include <string.h>
#include <stdio.h>

#include "app/app.h"
#include "app/headless.h"
#include "app/key_output.h"
#include "app/prompt.h"
#include "app/value.h"
#include "wallet/text.h"

static const enum option_id option_ids[] = {
	OPTION_TYPE, OPTION_DESCRIPTION, OPTION_EXPIRES, OPTION_LIMIT_USD,
	OPTION_LIMIT_DIEM, OPTION_LIMIT_VCU, OPTION_PERIOD, OPTION_PRIVACY,
};

static bool read_options(struct key_options *out, const struct app *app, struct err *err)
{
	key_options_init(out);
	for (size_t i = 0; i < sizeof(option_ids) / sizeof(option_ids[0]); i++) {
		const char *text = options_value(&app->options, option_ids[i]);

		if (text && !key_options_set(out, option_info(option_ids[i])->name, text, loop_now_ms(), err))
			return false;
	}
	return true;
}

static bool same_options(const struct key_options *a, const struct key_options *b)
{
	for (unsigned i = 0; i < KEY_CURRENCIES; i++)
		if (a->limit[i] != b->limit[i])
			return false;
	return a->type == b->type && !strcmp(a->description, b->description) && !strcmp(a->expires, b->expires) &&
	       a->has_period == b->has_period && (!a->has_period || a->period == b->period) &&
	       a->has_privacy == b->has_privacy && (!a->has_privacy || a->privacy == b->privacy);
}

static const struct key_info *find_by_intent(const struct keys *keys, const char *intent)
{
	for (size_t i = 0; i < keys->count; i++)
		if (!strcmp(keys->items[i].intent, intent))
			return &keys->items[i];
	return NULL;
}

static bool unknown(const struct journal_entry *entry, struct err *err)
{
	char when[TEXT_TIME_SIZE];

	text_time(when, entry->time_ms);
	return err_set(err, ERR_MINT_UNKNOWN, "What became of the mint sent at %s is unknown; after looking at the keys, "
		       "--after-unknown mints anew", when);
}

/* Settles what an earlier run left.  *out is the key that run was asked for in the
 * same words, NULL where there is none. */
static bool settle_journal(const struct key_info **out, struct app *app, const struct model *model,
			   const struct key_options *options, struct err *err)
{
	*out = NULL;
	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];
		const struct key_info *key = find_by_intent(&model->keys, entry->id);

		if (entry->kind != JOURNAL_MINT || strcmp(entry->network, model->network.name) ||
		    !address_equal(entry->address, model_account(model)->address))
			continue;
		if (!key && !options_flag(&app->options, OPTION_AFTER_UNKNOWN))
			return unknown(entry, err);
		app_finish(app, entry->id);
		if (key && same_options(&entry->options, options))
			*out = key;
		else if (key)
			output_progress("The key ...%s, minted by an earlier run, is in the vault", key->last6);
	}
	return true;
}

static bool minting(const struct model *model)
{
	return flow_mint_running(&model->mint);
}

/* The key exists and only the disk refuses it: leaving now would lose it. */
static bool seal_again(struct headless *headless, struct err *err)
{
	const struct flow_mint *flow = &headless->loop.model.mint;
	bool ignored;

	while (flow->state == MINT_UNSEALED && prompt_possible()) {
		output_progress("The key was minted but cannot be stored: %s", flow->err.msg);
		if (!prompt_expect(&ignored, "Mend that, then press Enter to try again. ", "", err))
			return false;
		loop_do(&headless->loop, ACTION_RETRY);
		if (!headless_run(headless, minting, err))
			return false;
	}
	return true;
}

static bool mint(const struct key_info **out, struct headless *headless, const struct key_options *options,
		 struct err *err)
{
	const struct model *model = &headless->loop.model;
	const struct flow_mint *flow = &model->mint;

	headless_unlock_early(headless);
	loop_apply(&headless->loop, &(struct action){ .type = ACTION_MINT, .options = *options });
	if (!headless_run(headless, minting, err) || !seal_again(headless, err))
		return false;
	if (flow->state != MINT_DONE) {
		*err = flow->err;
		return false;
	}
	*out = &flow->minted;
	app_finish(headless->app, flow->intent);
	return true;
}

static void say_key(struct output *output, const struct key_info *key)
{
	output_set(output, value_minted(key));
	output_text(output, "\n\nThis is the key. It is stored too, sealed with the wallet's key: see 'rialto key show'.\n\n");
	key_output_fields(output, key);
}

static void say_check(struct output *output, const struct flow_mint *flow)
{
	if (flow->checked)
		output_text(output, "\n%s\n", flow->check.can_consume ? "It can pay for requests now."
			    : "It cannot pay for requests yet: stake DIEM, or add USD at venice.ai.");
}

static bool run(struct headless *headless, const struct key_options *options, struct err *err)
{
	struct app *app = headless->app;
	const struct model *model = &headless->loop.model;
	const struct key_info *found;
	struct key_info key;

	if (!headless_select(headless, NULL, err) || !settle_journal(&found, app, model, options, err) ||
	    (!found && !mint(&found, headless, options, err)))
		return false;
	key = *found;
	if (!key_matches(&key, options, err))
		return err_set(err, ERR_MINT_DIFFERS, "Key %.40s is stored, but: %.100s", key.id, err->msg);
	if (!key_output_reveal(headless, key.id, err))
		return false;
	say_key(&app->output, &key);
	say_check(&app->output, &model->mint);
	return true;
}

bool command_mint(struct app *app, struct err *err)
{
	struct key_options options;
	struct headless headless;
	bool ok;

	if (!read_options(&options, app, err) || !app_open_home(app, err) || !app_load_password(app, err) ||
	    !headless_open(&headless, app, err))
		return false;
	ok = run(&headless, &options, err);
	headless_close(&headless);
	return ok;
}
