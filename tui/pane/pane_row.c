#include "tui/pane/pane_row.h"

#include <string.h>

static bool is_drawn(const struct pane *pane, const struct pane_rows *rows, size_t row)
{
	uint8_t name[PANE_ROW_SIZE];

	rows->name(name, rows->context, row);
	return memcmp(name, pane->row, PANE_ROW_SIZE) == 0;
}

/* As a rule it is where it was, so that is looked at first. */
size_t pane_row_place(const struct pane *pane, const struct pane_rows *rows)
{
	size_t cursor = pane->list.cursor;

	if (!pane->has_row || (cursor < rows->count && is_drawn(pane, rows, cursor)))
		return cursor;
	for (size_t i = 0; i < rows->count; i++)
		if (is_drawn(pane, rows, i))
			return i;
	return cursor;
}

static void keep(struct pane *pane, const struct pane_rows *rows)
{
	pane->has_row = pane->list.cursor < rows->count;
	if (pane->has_row)
		rows->name(pane->row, rows->context, pane->list.cursor);
}

bool pane_row_move(struct pane *pane, const struct pane_rows *rows, int command)
{
	bool moved;

	list_follow(&pane->list, pane_row_place(pane, rows));
	moved = list_move(&pane->list, command, rows->count);
	keep(pane, rows);
	return moved;
}

void pane_row_settle(struct pane *pane, const struct pane_rows *rows, size_t room, bool focused)
{
	list_follow(&pane->list, pane_row_place(pane, rows));
	list_settle(&pane->list, rows->count, room);
	keep(pane, rows);
	pane->has_row = pane->has_row && focused;
}
