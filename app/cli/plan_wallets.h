/* plan_wallets: --wallets and --all of a command that carries out a plan. */
#ifndef APP_CLI_PLAN_WALLETS_H
#define APP_CLI_PLAN_WALLETS_H

#include "app/cli/tx_common.h"

/* Does it for each wallet, after one review. */
MUST_USE bool plan_wallets(struct headless *headless, struct tx_wish *wish, struct err *err);

#endif
