/* key_common: what the commands that ask Venice about an account's keys share. */
#ifndef APP_CLI_KEY_COMMON_H
#define APP_CLI_KEY_COMMON_H

#include "app/app.h"
#include "app/cli/headless.h"

/* Makes the wallet current whose account is meant: that of the stored key `id` (NULL:
 * none), else --wallet's, else the one with a stored ADMIN key, else the only one. */
MUST_USE bool key_common_select(struct headless *headless, const char *id, struct err *err);

/* Opens the home and the loop, and selects.  Closed again on failure. */
MUST_USE bool key_common_open(struct headless *headless, struct app *app, const char *id, struct err *err);

/* Applies the action and runs to its end, keys being made included. */
MUST_USE bool key_common_run(struct headless *headless, struct action *action, struct err *err);

/* Lists the account's keys. */
MUST_USE bool key_common_list(struct headless *headless, struct err *err);

/* One of the keys listed or stored; KEY_NOT_FOUND. */
MUST_USE bool key_common_find(struct key_info *out, const struct headless *headless, const char *id, struct err *err);

/* A mint of this wallet (NULL: of any) whose outcome is unknown: NULL for none after
 * `at`, which begins as 0 and is where to go on. */
const struct journal_entry *key_common_unknown(size_t *at, const struct model *model, const struct account *account);

/* In the same way, one whose key is in the vault: its command never came to print it. */
const struct journal_entry *key_common_stored(const struct key_info **key, size_t *at, const struct model *model,
						const struct account *account);

#endif
