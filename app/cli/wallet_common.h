/* wallet_common: what the commands on wallets share. */
#ifndef APP_CLI_WALLET_COMMON_H
#define APP_CLI_WALLET_COMMON_H

#include "app/app.h"
#include "keystore/signer.h"
#include "keystore/v3.h"

/* The wallet the command's first argument names, or the usual choice; opens the home. */
MUST_USE bool wallet_common_find(struct account *out, struct app *app, struct err *err);

/* Opens it with its password, which is asked for; WATCH_ONLY where it has no key. */
MUST_USE bool wallet_common_open(struct signer **out, struct app *app, const struct account *account,
				  struct err *err);

/* name, address and kind */
void wallet_common_say(struct app *app, const struct account *account);

/* What scrypt shall cost. */
struct v3_work wallet_common_work(const struct app *app);

/* --out, which must be given. */
MUST_USE bool wallet_common_out(const char **path, const struct app *app, struct err *err);

#endif
