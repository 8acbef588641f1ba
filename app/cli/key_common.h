/* key_common: shared by the commands that ask Venice about an account's keys. */
#ifndef APP_CLI_KEY_COMMON_H
#define APP_CLI_KEY_COMMON_H

#include "app/app.h"
#include "app/cli/headless.h"

/* Makes the wallet of the account that is meant the current one: that of the stored key `id`
 * (NULL: none), else --wallet's, else the one with a stored ADMIN key, else the only one. */
MUST_USE bool key_common_select(struct headless *headless, const char *id, struct err *err);

/* Applies the action and runs until it is done, including keys that it makes. */
MUST_USE bool key_common_run(struct headless *headless, struct action *action, struct err *err);

/* Does the same with a wish about one key. */
MUST_USE bool key_common_act(struct headless *headless, enum action_type type, const char *id, struct err *err);

/* Asks Venice what the key can do now; what it answers is in the model. */
MUST_USE bool key_common_check(struct headless *headless, const char *id, struct err *err);

/* Lists the account's keys. */
MUST_USE bool key_common_list(struct headless *headless, struct err *err);

/* Finds a key that is listed or stored; KEY_NOT_FOUND. */
MUST_USE bool key_common_find(struct key_info *out, const struct headless *headless, const char *id, struct err *err);

/* Returns a mint of this wallet (NULL: of any) whose outcome is unknown; NULL when there is none
 * from *at on. *at begins as 0 and then says where to go on. */
const struct journal_entry *key_common_unknown(size_t *at, const struct model *model, const struct account *account);

/* In the same way, returns a mint whose key is in the vault but was never printed. */
const struct journal_entry *key_common_stored(const struct key_info **key, size_t *at, const struct model *model,
						const struct account *account);

#endif
