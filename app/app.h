/* app: what a run of a command works with. */
#ifndef APP_APP_H
#define APP_APP_H

#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/subcommand.h"
#include "app/settings.h"
#include "wallet/base/secret.h"
#include "wallet/eth/account.h"
#include "wallet/model/journal_entry.h"

struct app {
	struct options options;
	struct settings settings;
	struct home home;
	struct output output;
	struct passphrase *password;	/* owned; from --password-file, once it was read */
	char (*finished)[JOURNAL_ID_SIZE];	/* owned; journal entries to close once the output is written */
	size_t finished_count;
	struct journal told;		/* owned; transactions that the output reports as successful */
	char out_file[HOME_PATH_SIZE];	/* of --out, once it is known which file that is */
	bool log_comes_later;		/* the command loads the log beside the opening of its wallet */
	struct err verdict;		/* not NONE: the output is complete, but the exit status is this one's */
};

/* Call it after the command has checked its arguments.  Prepares the home folder, and locks it if
 * the command writes. */
MUST_USE bool app_open_home(struct app *app, struct err *err);

/* Warns of what others can do to the home folder or the configuration, or could have done. */
void app_warn_home(struct app *app);

/* Warns of each mistake in the configuration that was passed over. */
void app_warn_mistakes(struct app *app);

/* Reads --password-file, if it is given, and only once. */
MUST_USE bool app_load_password(struct app *app, struct err *err);

/* Gets a wallet's password from --password-file, else from the terminal.  PASSWORD_NEEDED where
 * there is neither.  The caller frees it. */
MUST_USE bool app_password(struct passphrase **out, struct app *app, const char *wallet, struct err *err);

/* Gets the password of a wallet that will be stored.  It is asked for twice and is never empty. */
MUST_USE bool app_new_password(struct passphrase **out, struct app *app, struct err *err);

/* Gets another new password: from the file `path` that `option` named, else asked for twice. */
MUST_USE bool app_other_password(struct passphrase **out, const char *path, const char *option, struct err *err);

/*
 * Finds the wallet of that name or address; for NULL that of --wallet, else the only one.  `unread`
 * comes from keystore_look: it may be about the wallet that is meant. *out points into accounts.
 */
MUST_USE bool app_choose(const struct account **out, const struct app *app, const struct accounts *accounts,
			 const struct err *unread, const char *name, struct err *err);

/* Warns of a wallet that cannot be read, and says how many there are.  The command goes on without them. */
void app_warn_unread(struct app *app, const struct err *unread, size_t damaged);

/* Warns of a policy that is of no wallet here, which would leave one without its caps; NULL: nothing. */
void app_warn_policy(struct app *app, const struct policy *policy);

/* Closes a journal entry once the command has succeeded and its whole output is written.  If
 * either fails, the entry is left to the next run. */
void app_finish(struct app *app, const char *journal_id);

/* Does the same for a transaction that was mined.  Its entry is kept as told until the
 * transaction is final. */
void app_tell(struct app *app, const struct journal_entry *entry);

/* Reads a whole file, or standard input for "-". */
MUST_USE bool app_read_file(struct buf *out, const char *path, struct err *err);

void app_free(struct app *app);

#endif
