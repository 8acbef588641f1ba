/*
 * name_list: the wallets that --wallets names: with commas between them, a name with a
 * comma in double quotes, or the option again for each.
 */
#ifndef APP_CLI_NAME_LIST_H
#define APP_CLI_NAME_LIST_H

#include "wallet/eth/account.h"

struct name_list {
	char **items;		/* owned; names, or addresses as text */
	size_t count;
};

void name_list_free(struct name_list *list);
void name_list_add(struct name_list *list, const char *name, size_t len);

/* Adds what one value of the option names.  Each must be a wallet's (WALLET_NOT_FOUND), and none
 * may be named twice.  A value that is one wallet's name as a whole is that wallet, unless it
 * is a list of others, too. */
MUST_USE bool name_list_read(struct name_list *list, const char *value, const struct accounts *accounts,
			     struct err *err);

#endif
