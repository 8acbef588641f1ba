/* table: rows of text in aligned columns. */
#ifndef APP_CLI_TABLE_H
#define APP_CLI_TABLE_H

#include "wallet/base/buf.h"

#define TABLE_COLUMNS_MAX 12

struct table {
	unsigned columns;
	char **cells;		/* owned, row by row */
	size_t count;
};

void table_init(struct table *table, unsigned columns);
void table_free(struct table *table);
void table_add(struct table *table, const char *text);		/* adds the next cell, with a copy of text */
void table_print(struct buf *out, const struct table *table);	/* leaves out an unfinished row */

#endif
