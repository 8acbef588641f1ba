/*
 * name_list: the wallets that --wallets names, separated by commas.  A name with a comma goes in
 * double quotes, or the option is given again for each wallet.
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

/*
 * Adds what one value of the option names.  Each must be a wallet's (WALLET_NOT_FOUND), and none may
 * be named twice.  If the whole value is a wallet's name it means that wallet, unless it is a list
 * of others as well.
 */
MUST_USE bool name_list_read(struct name_list *list, const char *value, const struct accounts *accounts,
			     struct err *err);

#endif
