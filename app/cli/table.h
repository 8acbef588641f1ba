/* table: rows of text in aligned columns. */
#ifndef APP_CLI_TABLE_H
#define APP_CLI_TABLE_H

#include "app/cli/output.h"

#define TABLE_COLUMNS_MAX 12

struct table {
	unsigned columns;
	char **cells;		/* owned, row by row */
	size_t count;
};

void table_init(struct table *table, unsigned columns);
void table_add(struct table *table, const char *text);		/* adds the next cell, with a copy of text */
/* Prints it for people, without an unfinished row, and frees it. */
void table_end(struct table *table, struct output *output);

#endif
