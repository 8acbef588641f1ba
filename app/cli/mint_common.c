/* mint_common: shared by the commands that make a key. */
#include "app/cli/mint_common.h"

#include <stdio.h>
#include <string.h>

#include "app/cli/key_output.h"
#include "app/cli/prompt.h"
#include "app/cli/value.h"
#include "wallet/base/text.h"
#include "wallet/flow/mint_earlier.h"

static const enum option_id option_ids[] = {
	OPTION_TYPE, OPTION_DESCRIPTION, OPTION_EXPIRES, OPTION_LIMIT_USD,
	OPTION_LIMIT_DIEM, OPTION_LIMIT_VCU, OPTION_PERIOD, OPTION_PRIVACY,
};

bool mint_common_options(struct key_options *out, const struct app *app, struct err *err)
{
	key_options_init(out);
	for (size_t i = 0; i < sizeof(option_ids) / sizeof(option_ids[0]); i++) {
		const char *text = options_value(&app->options, option_ids[i]);

		if (text && !key_options_set(out, option_info(option_ids[i])->name, text, loop_now_ms(), err))
			return false;
	}
	return true;
}

bool mint_common_agree(struct headless *headless, const struct key_options *options, struct err *err)
{
	return headless_ask(headless, &(struct action){ .type = ACTION_MINT, .options = *options }, err);
}

static bool unknown(const struct journal_entry *entry, struct err *err)
{
	char when[TEXT_TIME_SIZE];

	text_time(when, entry->time_ms);
	return err_set(err, ERR_MINT_UNKNOWN, "The mint sent at %s may have made a key: 'rialto key settle' finds out; "
		       "after that, or with --after-unknown, mint anew", when);
}

bool mint_common_settle(const struct key_info **out, struct app *app, const struct model *model,
			 const struct key_options *options, const char *replaces, struct err *err)
{
	struct mint_wish wish = { model->network.name, model_account(model)->address, options, replaces };

	*out = NULL;
	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];
		const struct key_info *key;
		enum mint_earlier earlier = mint_earlier_of(&key, entry, &model->keys, &wish);

		/* Each run prints one key; the others stay open for the next run. */
		if (earlier == MINT_EARLIER_NONE || (earlier == MINT_EARLIER_SAME && *out))
			continue;
		if (earlier == MINT_EARLIER_UNKNOWN && !options_flag(&app->options, OPTION_AFTER_UNKNOWN))
			return unknown(entry, err);
		/* A key of another command is left to that command. */
		if (earlier == MINT_EARLIER_OTHER)
			output_progress("The key ...%s, minted by an earlier run, is in the vault", key->last6);
		else
			app_finish(app, entry->id);
		if (earlier == MINT_EARLIER_SAME)
			*out = key;
	}
	return true;
}

bool mint_common_running(const struct model *model)
{
	return flow_mint_running(&model->mint);
}

bool mint_common_seal_again(struct headless *headless, struct err *err)
{
	const struct flow_mint *flow = &headless->loop.model->mint;
	bool ignored;

	while (flow->state == MINT_UNSEALED && prompt_possible()) {
		output_progress("The key was minted but cannot be stored: %s", flow->err.msg);
		if (!prompt_expect(&ignored, "Mend that, then press Enter to try again. ", "", err))
			return false;
		loop_do(&headless->loop, ACTION_MINT_RETRY);
		if (!headless_run(headless, mint_common_running, err))
			return false;
	}
	if (flow->state != MINT_UNSEALED)
		return true;
	*err = flow->err;
	return false;
}

bool mint_common_judge(const struct key_info *key, const struct key_options *options, struct err *err)
{
	return key_matches(key, options, err) ||
	       err_set(err, ERR_MINT_DIFFERS, "Key %.40s is stored, but: %.100s", key->id, err->msg);
}

static void say_refused(struct output *output, int status)
{
	if (status)
		output_note(output, "Venice's answer was a refusal (HTTP %d), and yet it brought this key: 'rialto key check' shows "
			    "what it can do.", status);
}

static void say(struct output *output, const struct key_info *key)
{
	output_set(output, value_minted(key));
	output_text(output, "\n\nThis is the key. It is stored too, sealed with the wallet's key: see 'rialto key show'.\n\n");
	key_output_fields(output, key);
	if (key->unconfirmed)
		output_text(output, "\nVenice's answer did not repeat all of that; it is what was asked for. 'rialto key list' with a\n"
				    "stored ADMIN key reads what Venice has.\n");
}

bool mint_common_give(struct headless *headless, const struct key_info *key, const struct key_options *options,
		       struct err *err)
{
	if (!key_output_reveal(headless, key->id, err))
		return false;
	say(&headless->app->output, key);
	say_refused(&headless->app->output, headless->loop.model->mint.refused);
	return !options || mint_common_judge(key, options, err);
}

void mint_common_give_stored(struct headless *headless, const char *id)
{
	struct err ignored;

	if (!headless->app->output.key)
		(void)!key_output_reveal(headless, id, &ignored);
}

void mint_common_give_made(struct headless *headless)
{
	const struct flow_mint *flow = &headless->loop.model->mint;
	bool stored = flow->state == MINT_CONFIRMING || flow->state == MINT_CHECKING || flow->state == MINT_DONE;

	if (stored)
		mint_common_give_stored(headless, flow->minted.id);
}
