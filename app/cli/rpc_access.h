/* rpc_access: opens the API key that a command asks Venice's RPC with, when its wallet is not open. */
#ifndef APP_CLI_RPC_ACCESS_H
#define APP_CLI_RPC_ACCESS_H

#include "app/app.h"
#include "net/net.h"

/* Finds the account that holds the key: of `current` if its wallet has one, else of any wallet here.
 * `current` may be NULL. */
MUST_USE bool rpc_access_owner(const struct account **out, const struct app *app, const struct accounts *accounts,
			       const struct account *current, struct err *err);

/* Opens the account's wallet for just so long, and gives net the key. */
MUST_USE bool rpc_access_open(struct net *net, struct app *app, const struct account *owner, struct err *err);

#endif
