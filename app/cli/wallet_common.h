/* wallet_common: shared by the commands on wallets. */
#ifndef APP_CLI_WALLET_COMMON_H
#define APP_CLI_WALLET_COMMON_H

#include "app/app.h"
#include "keystore/signer.h"
#include "keystore/v3.h"

struct words;

/* Finds the wallet that the first argument names, or the usual choice.  Opens the home folder. */
MUST_USE bool wallet_common_find(struct account *out, struct app *app, struct err *err);

/* Opens the wallet with its password, which it asks for; WATCH_ONLY when the wallet has no key. */
MUST_USE bool wallet_common_open(struct signer **out, struct app *app, const struct account *account,
				  struct err *err);

/* Checks the name of a new wallet before anything is asked or computed, because it could not be stored. */
MUST_USE bool wallet_common_check_free(const struct app *app, const char *name, struct err *err);

/* Returns the language of --language, NULL when that is not given. */
MUST_USE bool wallet_common_language(const struct words **out, const struct app *app, struct err *err);

/* Adds name, address and kind. */
void wallet_common_say(struct app *app, const struct account *account);

/* Returns the scrypt cost to use. */
struct v3_work wallet_common_work(const struct app *app);

/* Copies the path of a file; INVALID_INPUT when it does not fit, because a part of it is another file's. */
MUST_USE bool wallet_common_path(char *out, size_t size, const char *path, struct err *err);

/* Finds out which file --out means, from the root on, so that what is written can be said: a quoted ~ is HOME.
 * NULL: --out was not given. */
MUST_USE bool wallet_common_out_file(const char **path, struct app *app, struct err *err);
/* The same where --out must be given, and the file must not be there. */
MUST_USE bool wallet_common_out(const char **path, struct app *app, struct err *err);

#endif
