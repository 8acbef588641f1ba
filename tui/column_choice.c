#include "tui/column_choice.h"

#include <string.h>
#include <strings.h>

#include "tui/columns.h"
#include "wallet/base/text.h"

/* Returns where the table has a column of this heading; its count when it has none. */
static size_t find_heading(const struct column_table *table, const char *name, size_t len)
{
	size_t i = 0;

	while (i < table->count &&
	       (strlen(table->columns[i].title) != len || strncasecmp(table->columns[i].title, name, len) != 0))
		i++;
	return i;
}

static bool is_chosen(const struct column_choice *choice, size_t at)
{
	for (size_t i = 0; i < choice->count; i++)
		if (choice->at[i] == at)
			return true;
	return false;
}

bool column_choice_read(struct column_choice *out, const struct column_table *table, const char *text, size_t *fault)
{
	struct column_choice choice = { 0 };
	const char *next = text;

	*fault = 0;
	while (next && strcasecmp(text, "all") != 0) {
		size_t len = strcspn(next, ","), at;
		const char *name = next;

		next = next[len] ? next + len + 1 : NULL;
		text_trim(&name, &len);
		at = find_heading(table, name, len);
		*fault = (size_t)(name - text);
		if (at == table->count || is_chosen(&choice, at))
			return false;
		choice.at[choice.count++] = (unsigned char)at;
	}
	*fault = 0;
	if (choice.count && !is_chosen(&choice, 0))
		return false;
	*out = choice;
	return true;
}
