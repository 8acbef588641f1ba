/* plan_wish: what a command that carries out a plan was asked for, from its arguments. */
#ifndef APP_CLI_PLAN_WISH_H
#define APP_CLI_PLAN_WISH_H

#include "app/cli/headless.h"
#include "app/cli/tx_common.h"

/* Reads all but the recipient, who may be called by a name that is not known before the home is open. */
MUST_USE bool plan_wish_read(struct tx_wish *out, const struct options *options, struct err *err);

/* Reads the recipient, where the plan has one.  The first form does not look whether the wallet may send to it. */
MUST_USE bool plan_wish_find(struct tx_wish *wish, struct headless *headless, struct err *err);
MUST_USE bool plan_wish_recipient(struct tx_wish *wish, struct headless *headless, struct err *err);

/* Warns of a recipient who was never sent anything, or who only looks like one who was. */
void plan_wish_warn(struct headless *headless, const struct tx_wish *wish);

#endif
