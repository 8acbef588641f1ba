/* app: what a run of a command has at hand. */
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
	struct passphrase *password;	/* of --password-file, once read; owned */
	char (*finished)[JOURNAL_ID_SIZE];	/* owned: journal entries to close once the output is out */
	size_t finished_count;
	struct journal told;		/* owned: transactions whose success the output says */
	struct err verdict;		/* code not NONE: the output is whole, the exit status is this one's */
};

/* After the command has checked what it was given: prepares the home folder, and
 * becomes its one writer where the command writes. */
MUST_USE bool app_open_home(struct app *app, struct err *err);

/* Says what others could do to the home or the configuration, or could have done. */
void app_warn_home(struct app *app);

/* Reads --password-file, where it is given; once. */
MUST_USE bool app_load_password(struct app *app, struct err *err);

/* A wallet's password: from --password-file, else from the terminal; PASSWORD_NEEDED
 * where there is neither.  The caller frees it. */
MUST_USE bool app_password(struct passphrase **out, struct app *app, const char *wallet, struct err *err);

/* The same for a wallet to be stored: asked twice, never empty. */
MUST_USE bool app_new_password(struct passphrase **out, struct app *app, struct err *err);

/* A further new password: from the file that `option` named, path, else asked twice. */
MUST_USE bool app_other_password(struct passphrase **out, const char *path, const char *option, struct err *err);

/* The wallet of that name or address; with NULL the one of --wallet, else the only
 * one.  unread: of keystore_look; it may be the one.  Points into accounts. */
MUST_USE bool app_choose(const struct account **out, const struct app *app, const struct accounts *accounts,
			 const struct err *unread, const char *name, struct err *err);

/* Warns of it, and that there are more: what is done is done without them. */
void app_warn_unread(struct app *app, const struct err *unread, size_t damaged);

/* Closes a journal entry once the command has succeeded and all of its output is written.
 * Where it fails, or cannot write, the entry is the next run's. */
void app_finish(struct app *app, const char *journal_id);

/* The same for a transaction that was mined: it is kept as told, until that counts. */
void app_tell(struct app *app, const struct journal_entry *entry);

/* The whole of a file, or of standard input for "-". */
MUST_USE bool app_read_file(struct buf *out, const char *path, struct err *err);

void app_free(struct app *app);

#endif
