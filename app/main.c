#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/app.h"
#include "app/cli/manual.h"
#include "app/cli/tx_common.h"
#include "app/exhausted.h"
#include "app/loop.h"
#include "app/plain/plain.h"
#include "app/screen.h"
#include "app/signals.h"
#include "keystore/exposure.h"
#include "keystore/journal.h"
#include "keystore/log_file.h"
#include "keystore/password_forms.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

/* No core file may hold a secret, and no other process of this user may look inside.  Sanitizers
 * need to look inside, so they are left alone. */
static void harden(void)
{
	struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	if (!SANITIZED)
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* A file opened later must not become standard output.  These are opened in the wrong direction,
 * so that using a closed stream fails, as it should. */
static void fill_standard_streams(void)
{
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static void say_help(struct app *app)
{
	struct buf help;

	buf_init(&help, 0);
	subcommand_help(&help, app->options.command, app->options.group);
	if (app->output.json)
		output_add(&app->output, "help", json_object_new_string(buf_string(&help)));
	else
		buf_add(&app->output.text, help.data, help.len);
	buf_free(&help);
}

static void warn_secret_files(struct app *app)
{
	static const enum option_id named[] = {
		OPTION_PASSWORD_FILE,	       OPTION_NEW_PASSWORD_FILE, OPTION_KEYSTORE_PASSWORD_FILE,
		OPTION_MNEMONIC_PASSWORD_FILE, OPTION_KEY_FILE,		 OPTION_MNEMONIC_FILE,
	};
	char note[HOME_NOTE_SIZE];

	for (size_t i = 0; i < ARRAY_LENGTH(named); i++) {
		const char *path = options_value(&app->options, named[i]);

		if (path && exposure_of_secret(note, path))
			output_note(&app->output, "%s", note);
	}
}

static bool run_command(struct app *app, struct err *err)
{
	const struct subcommand *command = app->options.command;

	if (!settings_load(&app->settings, &app->home, &app->options, err))
		return false;
	if (!command && app->output.json)
		return err_set(err, ERR_USAGE, "--json needs a command");
	if (!command)
		return options_flag(&app->options, OPTION_PLAIN) ? plain_run(app, err) : screen_run(app, err);
	if (options_flag(&app->options, OPTION_PLAIN))
		return err_set(err, ERR_USAGE, "--plain goes without a command");
	if (app->settings.readonly && command->kind == SUBCOMMAND_WRITES)
		return err_set(err, ERR_READONLY, "'rialto %s' is refused by --readonly", command->name);
	warn_secret_files(app);
	return command->run(app, err);
}

static bool run(struct app *app, struct err *err)
{
	const char *table = options_value(&app->options, OPTION_PRINT_TABLE);

	if (options_flag(&app->options, OPTION_HELP)) {
		say_help(app);
		return true;
	}
	if (options_flag(&app->options, OPTION_VERSION)) {
		output_add(&app->output, "version", json_object_new_string(VERSION));
		output_text(&app->output, "rialto " VERSION "\n");
		return true;
	}
	if (table)
		return manual_print(&app->output.text, table, err);
	return run_command(app, err);
}

/* True when the outcome of the journal entries was reported.  Only two failures do that: a stored
 * key is not the one asked for, and a transaction came to nothing. */
static bool is_outcome_said(bool ok, const struct err *err)
{
	return ok || err->code == ERR_MINT_DIFFERS || tx_common_is_over(err);
}

/* The output is written by now, so this can only go to standard error. */
static void say_unclosed(const struct home *home, const struct err *err)
{
	char folder[HOME_PATH_SIZE];

	text_sanitise(folder, sizeof(folder), home->data, strlen(home->data));
	output_say("rialto: warning: What was reported holds, but the journal in %s/journal could not be closed (%s). "
		   "The next run of the same command will report this one again, and do nothing new; the run after it will.\n",
		   folder, err->msg);
}

#define SETTLE_TRIES 2

/* Notes that the entry with the id was told; NULL: closes it. */
static bool settle(const struct home *home, const char *id, struct journal_entry *told, struct err *err)
{
	bool done = false;

	for (int i = 0; i < SETTLE_TRIES && !done; i++)
		done = told ? journal_write(home, told, err) : journal_close(home, id, err);
	return done;
}

/*
 * What is in flight stays in the journal until its outcome has left this process.  If it could not
 * be written, the next run gives it.  What cannot be closed, when tried twice, is reported once more:
 * who runs the command again to do the same again must know that.
 */
static void close_finished(const struct app *app)
{
	const struct home *home = &app->home;
	struct err err;
	bool ok = true;

	for (size_t i = 0; i < app->told.count; i++)
		ok &= settle(home, app->told.items[i].id, &app->told.items[i], &err);
	for (size_t i = 0; i < app->finished_count; i++)
		ok &= settle(home, app->finished[i], NULL, &err);
	if (!ok)
		say_unclosed(home, &err);
}

/* Logs every command that changes something, however it ended.  The model logs transactions,
 * tokens and keys itself. */
static void log_command(const struct app *app, const struct err *err)
{
	const struct subcommand *command = app->options.command;
	struct log_entry entry = { .event = "command", .time_ms = loop_now_ms() };
	struct err ignored;

	if (!command || command->kind != SUBCOMMAND_WRITES || app->home.lock_fd < 0)
		return;
	snprintf(entry.network, sizeof(entry.network), "%s", app->settings.network.name);
	snprintf(entry.text, sizeof(entry.text), "%s", command->name);
	if (err->code != ERR_NONE)
		snprintf(entry.code, sizeof(entry.code), "%s", err_info(err->code)->name);
	(void)!log_file_append(&app->home, &entry, &ignored);
}

/* These notes are given with the result, if there is one. */
static void add_notes(struct app *app)
{
	if (password_forms_corrected())
		output_note(&app->output, "The password opened it only without the byte order mark, or the blanks at its end, "
			    "that it came with.");
}

static int status_of(const struct app *app, bool ok, const struct err *err)
{
	if (!ok)
		return err_exit_status(err);
	return app->verdict.code == ERR_NONE ? 0 : err_exit_status(&app->verdict);
}

/* Reports how the command ended; returns the exit status. */
static int end(struct app *app, bool ok, struct err *err)
{
	bool said;
	int status;

	app_warn_home(app);
	add_notes(app);
	said = ok ? output_flush(&app->output, err) : output_failure(&app->output, err);
	if (app->home.repaired)
		output_progress("The home folder, or a file in it, was open to others; it has been closed.");
	if (!secret_memory_locked())
		output_progress("Secrets could not be kept out of the swap space: 'ulimit -l' is too small.");
	if (ok && !said)
		output_failure(&(struct output){ .json = false }, err);
	status = status_of(app, ok && said, err);
	exhausted_said(status);
	if (said && (app->output.holds || is_outcome_said(ok, err)))
		close_finished(app);
	return status;
}

int main(int argc, char **argv)
{
	static struct app app = { .home.lock_fd = -1 };	/* a small stack has no room for it */
	struct err err = { 0 };
	bool ok;
	int status;

	harden();
	fill_standard_streams();
	signals_catch_crashes();
	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C");
	exhausted_prepare(options_want_json(argc, argv));
	output_init(&app.output, options_want_json(argc, argv));
	ok = options_parse(&app.options, argc, argv, &err) && run(&app, &err);
	status = end(&app, ok, &err);
	log_command(&app, &err);
	app_free(&app);
	return status;
}
