/*
 * mint --wallets and mint --all: one key for each wallet, one after the other.
 *
 * Each wallet has its own session, token and wait.  A key is sealed as soon as it comes, and is
 * printed whatever becomes of the others.  Its journal entry stays open until every wallet has its
 * key and that was printed.  So when a run ends in the middle, the same command prints the keys that
 * exist and mints only the others.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cli/key_output.h"
#include "app/cli/mint_common.h"
#include "app/cli/value.h"
#include "app/cli/wallet_names.h"
#include "wallet/base/mem.h"
#include "wallet/base/pace.h"

struct batch {
	struct app *app;
	const struct key_options *options;
	size_t wanted, done;
	struct pace mints, failures;
	struct err first;		/* the first failure; code NONE: there was none */
	char failed[ACCOUNT_NAME_MAX + 1];
};

/* Waits between keys, because Venice makes only so many a minute and blocks those who fail too often. */
static bool keep_pace(struct batch *batch, struct headless *headless, struct err *err)
{
	int64_t now_ms = loop_now_ms(), mints = pace_next_ms(&batch->mints, now_ms);
	int64_t failures = pace_next_ms(&batch->failures, now_ms), until_ms = mints > failures ? mints : failures;
	const char *what = mints > failures ? "the next mint: Venice makes 20 keys a minute"
					    : "the next mint: Venice blocks whose requests fail too often";

	return !until_ms || headless_wait(headless, until_ms, what, err);
}

/* A key that an earlier run made is not made again, so it does not count. */
static void note_pace(struct batch *batch, const struct model *model, const struct err *failure)
{
	if (model->mint.state != MINT_IDLE)
		pace_note(&batch->mints, loop_now_ms());
	if (failure->status)		/* only a server's refusal has a status */
		pace_note(&batch->failures, loop_now_ms());
}

/* Moves the key that came from the session to the output's list. */
static void give(struct batch *batch, const char *wallet, const struct key_info *key)
{
	struct output *output = &batch->app->output;
	struct json_object *value = value_minted(key);
	struct apikey *secret = output->key;

	output->key = NULL;
	json_object_object_add(value, "wallet", json_object_new_string(wallet));
	output_add_key(output, secret, value, "%-20s %s %s ", wallet, key_type_name(key->type), key->id);
}

static bool mint_in(struct batch *batch, struct headless *headless, const char *wallet, struct err *err)
{
	const struct key_info *found;
	struct key_info key;

	if (!headless_select(headless, wallet, err) || !keep_pace(batch, headless, err))
		return false;
	if (!mint_common_one(&found, headless, batch->options, err)) {
		if (batch->app->output.key)	/* the key was made, and something after that failed */
			give(batch, wallet, &headless->loop.model->mint.minted);
		return false;
	}
	key = *found;
	if (!key_output_reveal(headless, key.id, err))
		return false;
	give(batch, wallet, &key);
	if (!mint_common_judge(&key, batch->options, err))
		return false;
	batch->done++;
	output_progress("%s: key ...%s is stored (%zu of %zu)", wallet, key.last6, batch->done, batch->wanted);
	return true;
}

static void refuse(struct batch *batch, const char *wallet, const struct err *err)
{
	output_progress("%s: %s", wallet, err->msg);
	if (batch->first.code != ERR_NONE)
		return;
	batch->first = *err;
	snprintf(batch->failed, sizeof(batch->failed), "%s", wallet);
}

/* False ends the batch: a person wants that, or a key could not be stored, so the next one could
 * not be either. */
static bool mint_for(struct batch *batch, const char *wallet, struct err *err)
{
	struct headless headless;
	struct err failure = { .code = ERR_NONE };
	bool ok;

	if (!headless_open(&headless, batch->app, err))
		return false;
	ok = mint_in(batch, &headless, wallet, &failure);
	note_pace(batch, headless.loop.model, &failure);
	if (!ok)
		refuse(batch, wallet, &failure);
	headless_close(&headless);
	if (ok || (failure.code != ERR_INTERRUPTED && !batch->app->output.unsaved))
		return true;
	*err = failure;
	return false;
}

/* A finished wallet stays in the journal until all are finished: see above. */
static bool end_some(struct batch *batch, struct err *err)
{
	size_t others = batch->wanted - batch->done - 1;
	int status = batch->first.status;
	char more[48] = "";

	if (others)
		snprintf(more, sizeof(more), " (and %zu more)", others);
	batch->app->finished_count = 0;	/* when a key differs, the failure says only that */
	(void)err_set(err, batch->first.code, "%zu of %zu wallet%s their key, the same command goes on; %s%s: %s",
		      batch->done, batch->wanted, batch->wanted == 1 ? " has" : "s have", batch->failed, more, batch->first.msg);
	err->status = status;
	err->retry_after = batch->first.retry_after;
	return false;
}

static bool mint_all(struct batch *batch, const struct name_list *names, struct err *err)
{
	for (size_t i = 0; i < names->count; i++)
		if (!mint_for(batch, names->items[i], err)) {
			batch->app->finished_count = 0;
			return false;
		}
	return batch->first.code == ERR_NONE || end_some(batch, err);
}

static bool agree(struct batch *batch, struct err *err)
{
	struct headless headless;
	bool ok;

	if (!headless_open_bare(&headless, batch->app, err))
		return false;
	ok = mint_common_agree(&headless, batch->options, err);
	headless_close(&headless);
	return ok;
}

bool mint_common_batch(struct app *app, const struct key_options *options, struct err *err)
{
	struct batch batch = {
		.app = app, .options = options, .mints = pace_of_mints, .failures = pace_of_failed_mints
	};
	struct name_list names = { 0 };
	bool ok = wallet_names_read(&names, app, err);

	batch.wanted = names.count;
	ok = ok && agree(&batch, err) && mint_all(&batch, &names, err);
	name_list_free(&names);
	return ok;
}
