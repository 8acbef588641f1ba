/* column_choice: which columns of a table a person wants, and in which order. */
#ifndef TUI_COLUMN_CHOICE_H
#define TUI_COLUMN_CHOICE_H

#include "wallet/base/err.h"

#define COLUMNS_MOST 12

struct column;

/* A table whose columns a person can choose.  The first one names the row, so it is always there. */
struct column_table {
	const struct column *columns;
	size_t count;
};

extern const struct column_table columns_of_keys, columns_of_transactions;

/* Which columns, from the left; none chosen: all, as the table has them. */
struct column_choice {
	size_t count;
	unsigned char at[COLUMNS_MOST];
};

/* Reads "all" or "description, expires in, key": headings in any case.  False: *fault bytes stand before what is wrong. */
MUST_USE bool column_choice_read(struct column_choice *out, const struct column_table *table,
					const char *text, size_t *fault);

#endif
