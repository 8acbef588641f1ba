/*
 * mint --wallets, mint --all: one key for each wallet, one after the other.
 *
 * Each wallet has a session, a token and a wait of its own.  A key is sealed as it
 * comes, and its journal entry stays open until all have theirs and that was said:
 * so the same command, run again after an end in the middle, finds what is there
 * and mints for the others alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/mint_command.h"
#include "app/value.h"
#include "keystore/keystore.h"
#include "keystore/keystore_damage.h"
#include "wallet/mem.h"

struct many {
	struct app *app;
	const struct key_options *options;
	struct json_object *keys;	/* owned, until they are the output's */
	size_t wanted, done;
	struct err first;		/* the first failure; code NONE: none */
	char failed[ACCOUNT_NAME_MAX + 1];
};

static bool mint_in(const struct key_info **out, struct headless *headless, const char *wallet,
		    const struct key_options *options, struct err *err)
{
	return headless_select(headless, wallet, err) && mint_command_one(out, headless, options, err) &&
	       mint_command_judge(*out, options, err);
}

static void take(struct many *many, const char *wallet, const struct key_info *key)
{
	struct json_object *value = value_minted(key);

	many->done++;
	json_object_object_add(value, "wallet", json_object_new_string(wallet));
	json_object_array_add(many->keys, value);
	output_text(&many->app->output, "%-20s %s key ...%s  %s\n", wallet, key_type_name(key->type), key->last6, key->id);
	output_progress("%s: key ...%s is stored (%zu of %zu)", wallet, key->last6, many->done, many->wanted);
}

static void refuse(struct many *many, const char *wallet, const struct err *err)
{
	output_progress("%s: %s", wallet, err->msg);
	if (many->first.code != ERR_NONE)
		return;
	many->first = *err;
	snprintf(many->failed, sizeof(many->failed), "%s", wallet);
}

/* False ends it for all: somebody wants that, or a key could not be stored, as the
 * next could not either. */
static bool mint_for(struct many *many, const char *wallet, struct err *err)
{
	const struct key_info *key;
	struct headless headless;
	struct err failure;
	bool ok;

	if (!headless_open(&headless, many->app, err))
		return false;
	ok = mint_in(&key, &headless, wallet, many->options, &failure);
	if (ok)
		take(many, wallet, key);
	else
		refuse(many, wallet, &failure);
	headless_close(&headless);
	if (ok || (failure.code != ERR_INTERRUPTED && !many->app->output.unsaved))
		return true;
	*err = failure;
	return false;
}

/* The names, as one list with commas; the caller frees it. */
static char *all_names(const struct accounts *accounts)
{
	struct buf names;
	char *out;

	buf_init(&names, 0);
	for (size_t i = 0; i < accounts->count; i++)
		if (accounts->items[i].kind != ACCOUNT_WATCH)
			buf_add_format(&names, "%s%s", names.len ? "," : "", accounts->items[i].name);
	out = mem_string(buf_string(&names));
	buf_free(&names);
	return out;
}

/* Before the first is minted, all names must be known. */
static bool check_names(struct many *many, const struct accounts *accounts, const char *names, struct err *err)
{
	char *copy = mem_string(names), *rest = copy;
	bool ok = true;

	for (const char *name; ok && (name = strsep(&rest, ",")); many->wanted++)
		ok = accounts_find(accounts, name) ||
		     err_set(err, ERR_WALLET_NOT_FOUND, "There is no wallet '%.64s'", name);
	free(copy);
	return ok;
}

static bool read_names(char **out, struct many *many, struct err *err)
{
	const char *given = options_value(&many->app->options, OPTION_WALLETS);
	struct accounts accounts = { 0 };
	size_t damaged;
	bool ok;

	if (given && options_flag(&many->app->options, OPTION_ALL))
		return err_set(err, ERR_USAGE, "--wallets and --all exclude each other");
	if (!keystore_list(&accounts, &damaged, &many->app->home, err))
		return false;
	/* All of those that can be read need not be all. */
	if (!given && damaged && keystore_unread(err, &many->app->home)) {
		accounts_free(&accounts);
		return false;
	}
	*out = given ? mem_string(given) : all_names(&accounts);
	ok = (**out || err_set(err, ERR_NO_WALLET, "There is no wallet with a key")) &&
	     check_names(many, &accounts, *out, err);
	accounts_free(&accounts);
	if (!ok)
		free(*out);
	return ok;
}

/* What is done stays in the journal until all is: see above. */
static bool end_some(struct many *many, struct err *err)
{
	size_t others = many->wanted - many->done - 1;
	int status = many->first.status;
	char more[48] = "";

	if (others)
		snprintf(more, sizeof(more), " (and %zu more)", others);
	many->app->finished_count = 0;	/* of a key that differs the failure says only that one does */
	(void)err_set(err, many->first.code, "%zu of %zu wallets have their key, the same command goes on; %s%s: %s",
		      many->done, many->wanted, many->failed, more, many->first.msg);
	err->status = status;
	err->retry_after = many->first.retry_after;
	return false;
}

static bool mint_all(struct many *many, char *names, struct err *err)
{
	for (const char *name; (name = strsep(&names, ","));)
		if (!mint_for(many, name, err)) {
			many->app->finished_count = 0;
			return false;
		}
	return many->first.code == ERR_NONE || end_some(many, err);
}

bool mint_command_many(struct app *app, const struct key_options *options, struct err *err)
{
	struct many many = { .app = app, .options = options };
	char *names = NULL;
	bool ok;

	if (!read_names(&names, &many, err))
		return false;
	many.keys = json_object_new_array();
	ok = mint_all(&many, names, err);
	free(names);
	if (ok)
		output_add(&app->output, "keys", many.keys);
	else
		json_object_put(many.keys);
	return ok;
}
