/* wallet_names: the wallets that --wallets or --all name. */
#ifndef APP_CLI_WALLET_NAMES_H
#define APP_CLI_WALLET_NAMES_H

#include "app/app.h"
#include "app/cli/name_list.h"

/* All names must be known before anything is done with the first.  --all leaves watched addresses out. */
MUST_USE bool wallet_names_read(struct name_list *names, const struct app *app, struct err *err);

#endif
