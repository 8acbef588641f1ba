/*
 * wallet_rows: the wallets that the keystore's filter leaves.  There may be ten thousand, so they are looked through
 * once a change of them or of the filter, and not at each drawing.
 */
#ifndef TUI_PANE_WALLET_ROWS_H
#define TUI_PANE_WALLET_ROWS_H

#include "tui/list.h"
#include "wallet/model/model.h"

struct wallet_rows {
	size_t *indices;		/* of the accounts that match; NULL: all of them do */
	size_t count;
	int longest;			/* cells of the longest name, of those that are hidden, too */
	bool watched;		/* some of them are watched only */
	struct list_basis basis;
};

/* The short addresses of the rows that are drawn.  A checksum costs a hash, and most rows are drawn again. */
#define SHORT_ADDRESSES 64
struct short_addresses {
	struct {
		struct address address;
		char text[ADDRESS_SHORT_SIZE];
	} of[SHORT_ADDRESSES];
};

/* Returns the address of an account as account_format_address_short writes it, until the next call.  The index tells
 * accounts apart that are drawn together. */
const char *short_address(struct short_addresses *known, const struct account *account, size_t index);

/* The wallets that there is something to see of: until all are read, the first of them. */
const struct accounts *wallet_rows_of(const struct model *model);

/* Looks through the wallets, unless what is known holds still. */
void wallet_rows_find(struct wallet_rows *rows, const struct model *model, const struct list *list);
bool wallet_rows_hold(const struct wallet_rows *rows, const struct model *model, const struct list *list);
/* Returns the index of the account in that row; the number of accounts when there is none. */
size_t wallet_rows_at(const struct wallet_rows *rows, size_t row);
void wallet_rows_free(struct wallet_rows *rows);

#endif
