/* The part of doctor that checks this machine. */
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/cli/doctor.h"
#include "app/terminal.h"
#include "keystore/journal.h"
#include "keystore/keystore.h"
#include "keystore/keystore_damage.h"
#include "keystore/vault.h"

#define FILES_NAMED 10u
#define MEMLOCK_MIN ((rlim_t)256 * 1024)	/* more than rialto's secrets ever take */

void doctor_check_terminal(struct doctor *doctor)
{
	const char *term = getenv("TERM"), *codeset = nl_langinfo(CODESET);
	struct winsize size = { 0 };
	int colors;

	if (!isatty(STDOUT_FILENO) || !isatty(STDIN_FILENO)) {
		doctor_well(doctor, "terminal", "none here; commands work without");
		return;
	}
	colors = term && *term ? terminal_colors(term) : -1;
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	if (colors < 0)
		doctor_ill(doctor, "terminal", ERR_INVALID_INPUT, "TERM is '%.40s', which terminfo does not know",
			   term ? term : "");
	else
		doctor_well(doctor, "terminal", "%.40s, %dx%d, %s, %d colours", term, size.ws_col, size.ws_row,
			    strcmp(codeset, "UTF-8") ? "ASCII drawing" : "UTF-8", colors);
}

/* Names each faulty file on a line, up to a few. */
struct naming {
	struct doctor *doctor;
	const char *name;
	bool is_damage;
	unsigned found;
};

static bool name_one(void *context, const char *file, const struct err *why)
{
	struct naming *naming = context;

	(void)file;

	if (naming->found++ >= FILES_NAMED)
		return true;
	if (naming->is_damage)
		doctor_ill(naming->doctor, naming->name, why->code, "%s", why->msg);
	else
		doctor_well(naming->doctor, naming->name, "left out, %s", why->msg);
	return true;
}

static void name_files(struct doctor *doctor, const char *folder, const char *name, bool is_damage)
{
	struct naming naming = { .doctor = doctor, .name = name, .is_damage = is_damage };
	struct err err;

	if (!keystore_damage(&doctor->app->home, folder, name_one, &naming, &err))
		doctor_ill(doctor, name, err.code, "%s", err.msg);
	else if (naming.found > FILES_NAMED)
		doctor_well(doctor, name, "and %u more like these", naming.found - FILES_NAMED);
}

static void check_files(struct doctor *doctor, const struct keystore_rest *rest, size_t damaged_keys, size_t wallets,
			size_t keys)
{
	if (rest->damaged)
		doctor_ill(doctor, "wallets", rest->unread.code != ERR_NONE ? rest->unread.code : ERR_KEYSTORE_BAD,
			   "%zu, and %zu files in keystore/ or watch/ that cannot be read", wallets, rest->damaged);
	else
		doctor_well(doctor, "wallets", "%zu", wallets);
	name_files(doctor, "keystore", "wallet file", true);
	name_files(doctor, "watch", "watched file", true);
	if (*doctor->app->home.other)
		name_files(doctor, "other", "file elsewhere", false);
	if (damaged_keys)
		doctor_ill(doctor, "stored keys", ERR_VAULT_BAD, "%zu, and %zu files in vault/ that cannot be read", keys,
			   damaged_keys);
	else
		doctor_well(doctor, "stored keys", "%zu", keys);
	name_files(doctor, "vault", "key file", true);
}

static void name_exposures(struct doctor *doctor, const struct home *home)
{
	for (unsigned i = 0; i < home->notes_count && i < HOME_NOTES_MAX; i++)
		if (home->notes[i].mended)
			doctor_well(doctor, "home folder", "%s", home->notes[i].text);
		else
			doctor_ill(doctor, "home folder", ERR_UNSAFE_FILE, "%s", home->notes[i].text);
	if (home->notes_count > HOME_NOTES_MAX)
		doctor_well(doctor, "home folder", "and %u more like these", home->notes_count - HOME_NOTES_MAX);
}

static void name_mistake(void *context, const struct keybind_setting *setting, unsigned column, const char *why)
{
	doctor_ill(context, "keys", ERR_CONFIG_BAD, "config, line %u, column %u: %s", setting->line, column, why);
}

/* Checks the keystrokes that the configuration gives the screen. */
static void check_keys(struct doctor *doctor)
{
	const struct settings *settings = &doctor->app->settings;
	struct keybind_changes changes;

	keybind_configure(&changes, settings->keybinds, settings->keybind_count, name_mistake, doctor);
	if (changes.count)
		doctor_well(doctor, "keys", "%zu given by the configuration", changes.count);
}

/* A policy whose wallet has another name by now, or whose name was mistyped, holds for no wallet. */
static void check_policies(struct doctor *doctor, const struct accounts *accounts)
{
	const struct settings *settings = &doctor->app->settings;
	unsigned held = 0;

	for (unsigned i = 0; i < settings->policy_count; i++)
		if (policy_of_nobody(&settings->policies[i], 1, accounts))
			doctor_ill(doctor, "policies", ERR_CONFIG_BAD,
				   "config, [policy %s]: there is no such wallet here, so it holds for none",
				   settings->policies[i].wallet);
		else
			held++;
	if (held)
		doctor_well(doctor, "policies", "%u given by the configuration", held);
}

void doctor_check_home(struct doctor *doctor)
{
	struct home *home = &doctor->app->home;
	struct accounts accounts = { 0 };
	struct key_list keys = { 0 };
	struct keystore_rest rest;
	size_t damaged_keys = 0;
	struct err err;

	if (!home_prepare(home, &err)) {
		doctor_ill(doctor, "home folder", err.code, "%s", err.msg);
		return;
	}
	doctor_well(doctor, "home folder", "%.160s%s", home->data,
		    home->repaired ? "; it was open to others, and has been closed" : ", open to nobody else");
	name_exposures(doctor, home);
	check_keys(doctor);
	if (!keystore_look(&accounts, &rest, home, &err) || !vault_list(&keys, &damaged_keys, home, &err)) {
		doctor_ill(doctor, "files", err.code, "%s", err.msg);
	} else {
		check_files(doctor, &rest, damaged_keys, accounts.count, keys.count);
		check_policies(doctor, &accounts);
	}
	accounts_free(&accounts);
	key_list_free(&keys);
}

void doctor_check_memory(struct doctor *doctor)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_MEMLOCK, &limit))
		doctor_well(doctor, "locked memory", "unknown");
	else if (limit.rlim_cur == RLIM_INFINITY)
		doctor_well(doctor, "locked memory", "no limit");
	else if (limit.rlim_cur >= MEMLOCK_MIN)
		doctor_well(doctor, "locked memory", "%llu KiB", (unsigned long long)limit.rlim_cur / 1024);
	else
		doctor_ill(doctor, "locked memory", ERR_PERMISSION,
			   "only %llu KiB: secrets could be swapped out; raise it with ulimit -l %d",
			   (unsigned long long)limit.rlim_cur / 1024, (int)(MEMLOCK_MIN / 1024));
}

void doctor_check_journal(struct doctor *doctor)
{
	struct journal journal;
	struct err err;
	size_t open[JOURNAL_KINDS] = { 0 };

	if (!journal_read(&journal, &doctor->app->home, &err)) {
		doctor_ill(doctor, "journal", err.code, "%s", err.msg);
		return;
	}
	for (size_t i = 0; i < journal.count; i++)	/* a success that was reported is kept only until it is final */
		open[journal.items[i].kind] += !journal.items[i].told;
	if (open[JOURNAL_MINT])
		doctor_ill(doctor, "journal", ERR_MINT_UNKNOWN, "%zu mints whose outcome is not settled",
			   open[JOURNAL_MINT]);
	else if (open[JOURNAL_PAYMENT])
		doctor_ill(doctor, "journal", ERR_X402_UNKNOWN, "%zu payments whose outcome is not settled",
			   open[JOURNAL_PAYMENT]);
	else if (open[JOURNAL_TX])
		doctor_ill(doctor, "journal", ERR_TX_UNKNOWN, "%zu transactions are in flight", open[JOURNAL_TX]);
	else
		doctor_well(doctor, "journal", "nothing in flight");
	journal_free(&journal);
}
