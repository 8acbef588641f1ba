#include "app/cli/table.h"

#include <stdlib.h>
#include <string.h>

#include "tui/canvas.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

void table_init(struct table *table, unsigned columns)
{
	*table = (struct table){ .columns = columns < TABLE_COLUMNS_MAX ? columns : TABLE_COLUMNS_MAX };
}

void table_add(struct table *table, const char *text)
{
	table->cells = mem_grow(table->cells, table->count + 1, sizeof(*table->cells));
	table->cells[table->count] = mem_string(text);
	text_part_emoji(table->cells[table->count++]);
}

/* Returns the cells of a terminal that a text takes. */
static unsigned width_of(const char *text)
{
	return (unsigned)canvas_width(text, strlen(text));
}

static void print(struct buf *out, const struct table *table)
{
	unsigned widths[TABLE_COLUMNS_MAX] = { 0 };
	size_t rows = table->count / table->columns;

	for (size_t i = 0; i < rows * table->columns; i++)
		if (width_of(table->cells[i]) > widths[i % table->columns])
			widths[i % table->columns] = width_of(table->cells[i]);
	for (size_t i = 0; i < rows * table->columns; i++) {
		unsigned column = (unsigned)(i % table->columns);
		unsigned padding = widths[column] - width_of(table->cells[i]) + 2;

		buf_add_string(out, table->cells[i]);
		if (column + 1 < table->columns)
			buf_add_format(out, "%*s", (int)padding, "");
		else
			buf_add_string(out, "\n");
	}
}

void table_end(struct table *table, struct output *output)
{
	if (!output->json)
		print(&output->text, table);
	for (size_t i = 0; i < table->count; i++)
		free(table->cells[i]);
	free(table->cells);
	*table = (struct table){ 0 };
}
