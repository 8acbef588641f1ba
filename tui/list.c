#include "tui/list.h"

#include <stdio.h>
#include <string.h>

#include "tui/canvas.h"
#include "tui/command.h"

static size_t minus(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

bool list_move(struct list *list, int command, size_t count)
{
	size_t page = list->page > 1 ? list->page - 1 : 1;

	switch (command) {
	case COMMAND_UP:
		list->cursor = minus(list->cursor, 1);
		break;
	case COMMAND_DOWN:
		list->cursor++;
		break;
	case COMMAND_PAGE_UP:
		list->cursor = minus(list->cursor, page);
		break;
	case COMMAND_PAGE_DOWN:
		list->cursor += page;
		break;
	case COMMAND_TOP:
		list->cursor = 0;
		break;
	case COMMAND_BOTTOM:
		list->cursor = minus(count, 1);
		break;
	default:
		return false;
	}
	if (list->cursor >= count)
		list->cursor = minus(count, 1);
	return true;
}

void list_settle(struct list *list, size_t count, size_t room)
{
	list->page = room;
	list->count = list->all = count;
	if (list->cursor >= count)
		list->cursor = minus(count, 1);
	if (list->cursor < list->scroll)
		list->scroll = list->cursor;
	if (room && list->cursor >= list->scroll + room)
		list->scroll = list->cursor - room + 1;
	if (list->scroll > minus(count, room))
		list->scroll = minus(count, room);
}

bool list_point(struct list *list, size_t row)
{
	bool there = list->cursor == row;

	if (row < list->count)
		list->cursor = row;
	return there;
}

void list_order(struct list *list, unsigned order)
{
	list->reversed = list->sort == order && !list->reversed;
	list->sort = order;
}

void list_draw_row(const struct list *list, struct canvas *canvas, int row, size_t index, bool focused)
{
	canvas_target(canvas, row, 0, 1, canvas->cols, (struct target){ TARGET_ROW, .value = (int)index });
	if (focused && index == list->cursor)
		canvas_restyle(canvas, row, 0, canvas->cols, STYLE_SELECTED);
}

void list_draw_none(const struct list *list, struct canvas *canvas, const char *what)
{
	char text[128];

	snprintf(text, sizeof(text), "no %s matches \"%s\"; Esc shows all again", what, list->filter);
	canvas_wrap(canvas, 0, 1, canvas->cols - 2, STYLE_DIM, text);
}

bool list_matches(const struct list *list, const char *text, const char *other)
{
	if (!list->filter[0])
		return true;
	return strcasestr(text, list->filter) || (other && strcasestr(other, list->filter));
}
