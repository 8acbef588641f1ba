#include "app/app.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/cli/prompt.h"
#include "keystore/secret_file.h"
#include "wallet/base/mem.h"
#include "wallet/base/passphrase.h"

void app_warn_home(struct app *app)
{
	const struct home *home = &app->home;

	for (unsigned i = 0; i < home->notes_count && i < HOME_NOTES_MAX; i++)
		output_note(&app->output, "%s", home->notes[i].text);
	if (home->notes_count > HOME_NOTES_MAX)
		output_note(&app->output, "And %u more of rialto's files and folders are like these.", home->notes_count - HOME_NOTES_MAX);
}

void app_warn_mistakes(struct app *app)
{
	const struct setting_rows *rows = &app->settings.rows;

	for (size_t i = 0; i < rows->mistake_count; i++)
		output_note(&app->output, "%s, %s", rows->file, rows->mistakes[i].text);
}

bool app_open_home(struct app *app, struct err *err)
{
	bool ok = home_prepare(&app->home, err);

	app_warn_home(app);
	if (!ok)
		return false;
	return app->options.command->kind == SUBCOMMAND_READS || home_lock(&app->home, err);
}

bool app_load_password(struct app *app, struct err *err)
{
	const char *path = options_value(&app->options, OPTION_PASSWORD_FILE);

	return app->password || !path || secret_file_passphrase(&app->password, path, err);
}

static struct passphrase *copy(const struct passphrase *password)
{
	struct passphrase *out = passphrase_new(PASSPHRASE_MAX);

	if (!secret_append(&out->s, password->s.data, password->s.len))
		abort();	/* both have room for PASSPHRASE_MAX bytes */
	return out;
}

static bool need_terminal(struct err *err)
{
	return prompt_possible() ||
	       err_set(err, ERR_PASSWORD_NEEDED, "There is no terminal to ask for the password: give --password-file");
}

bool app_password(struct passphrase **out, struct app *app, const char *wallet, struct err *err)
{
	char question[ACCOUNT_NAME_MAX + 32];

	if (!app_load_password(app, err))
		return false;
	if (app->password) {
		*out = copy(app->password);
		return true;
	}
	snprintf(question, sizeof(question), "Password of %s: ", wallet);
	return need_terminal(err) && prompt_password(out, question, err);
}

static bool ask_twice(struct passphrase **out, struct err *err)
{
	struct passphrase *again;
	bool same;

	if (!prompt_password(out, "New password: ", err))
		return false;
	if (!prompt_password(&again, "The same once more: ", err)) {
		passphrase_free(*out);
		return false;
	}
	same = (*out)->s.len == again->s.len && !memcmp((*out)->s.data, again->s.data, again->s.len);
	passphrase_free(again);
	if (same)
		return true;
	passphrase_free(*out);
	return err_set(err, ERR_INVALID_INPUT, "The two passwords are not the same");
}

/* Takes the password over.  It becomes *out only when it may be a new password, and is freed otherwise. */
static bool check_new(struct passphrase **out, struct passphrase *password, struct err *err)
{
	if (!passphrase_check_new(&password->s, "The new password", err)) {
		passphrase_free(password);
		return false;
	}
	*out = password;
	return true;
}

bool app_new_password(struct passphrase **out, struct app *app, struct err *err)
{
	struct passphrase *password;

	if (!app_load_password(app, err))
		return false;
	if (app->password)
		password = copy(app->password);
	else if (!need_terminal(err) || !ask_twice(&password, err))
		return false;
	return check_new(out, password, err);
}

bool app_other_password(struct passphrase **out, const char *path, const char *option, struct err *err)
{
	struct passphrase *password;

	if (path) {
		if (!secret_file_passphrase(&password, path, err))
			return false;
	} else if (!prompt_possible()) {
		return err_set(err, ERR_PASSWORD_NEEDED, "There is no terminal to ask for the new password: give --%s",
			       option);
	} else if (!ask_twice(&password, err)) {
		return false;
	}
	return check_new(out, password, err);
}

/* When another wallet's file cannot be read, the only readable wallet may not be the only one. */
static const struct account *choose(const struct accounts *accounts, const struct err *unread, const char *name)
{
	if (name)
		return accounts_find(accounts, name);
	return accounts->count == 1 && unread->code == ERR_NONE ? &accounts->items[0] : NULL;
}

bool app_choose(const struct account **out, const struct app *app, const struct accounts *accounts,
		const struct err *unread, const char *name, struct err *err)
{
	if (!name && *app->settings.wallet)
		name = app->settings.wallet;
	*out = choose(accounts, unread, name);
	if (*out)
		return true;
	if (unread->code != ERR_NONE && (name || accounts->count < 2)) {
		*err = *unread;
		return false;
	}
	if (!accounts->count)
		return err_set(err, ERR_NO_WALLET, "There is no wallet in %.100s", app->home.data);
	if (!name)
		return err_set(err, ERR_WALLET_AMBIGUOUS, "There are %zu wallets: name one with --wallet",
			       accounts->count);
	return err_set(err, ERR_WALLET_NOT_FOUND, "There is no wallet '%.64s'", name);
}

void app_warn_unread(struct app *app, const struct err *unread, size_t damaged)
{
	if (unread->code != ERR_NONE)
		output_note(&app->output, "A wallet's file cannot be read. %s%s", unread->msg,
			    damaged > 1 ? " There are more: see 'rialto doctor'." : "");
}

void app_warn_policy(struct app *app, const struct policy *policy)
{
	if (policy)
		output_note(&app->output, "The policy of '%s' is of no wallet here: see [policy %s] in the configuration.",
			    policy->wallet, policy->wallet);
}

void app_finish(struct app *app, const char *journal_id)
{
	if (!*journal_id)
		return;
	app->finished = mem_grow(app->finished, app->finished_count + 1, sizeof(*app->finished));
	memcpy(app->finished[app->finished_count++], journal_id, JOURNAL_ID_SIZE);
}

void app_tell(struct app *app, const struct journal_entry *entry)
{
	journal_add(&app->told, entry);
	app->told.items[app->told.count - 1].told = true;
}

static bool read_stdin(struct buf *out, struct err *err)
{
	char part[4096];

	for (;;) {
		ssize_t n = read(STDIN_FILENO, part, sizeof(part));

		if (n == 0)
			return true;
		if (n < 0 && errno != EINTR)
			return err_set_errno(err, errno, "Cannot read standard input");
		if (n > 0 && !buf_add(out, part, (size_t)n))
			return err_set(err, ERR_INVALID_INPUT, "Standard input has more than %zu bytes", out->max);
	}
}

bool app_read_file(struct buf *out, const char *path, struct err *err)
{
	return strcmp(path, "-") ? home_import_file(out, path, err) : read_stdin(out, err);
}

void app_free(struct app *app)
{
	home_unlock(&app->home);
	passphrase_free(app->password);
	free(app->finished);
	journal_free(&app->told);
	output_free(&app->output);
}
