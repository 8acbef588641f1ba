#include "tui/list.h"

#include <stdio.h>
#include <string.h>
#include <wctype.h>

#include "tui/command.h"
#include "wallet/base/text.h"

void list_basis_set(struct list_basis *basis, const struct list *list, const void *items, size_t all, unsigned changes)
{
	*basis = (struct list_basis){
		.items = items, .all = all, .changes = changes, .sort = list->sort, .reversed = list->reversed,
	};
	memcpy(basis->filter, list->filter, sizeof(basis->filter));
}

bool list_basis_holds(const struct list_basis *basis, const struct list *list, const void *items, size_t all,
		      unsigned changes)
{
	return basis->items == items && basis->all == all && basis->changes == changes && basis->sort == list->sort &&
	       basis->reversed == list->reversed && strcmp(basis->filter, list->filter) == 0;
}

static size_t minus(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

void list_follow(struct list *list, size_t row)
{
	list->scroll = minus(row, minus(list->cursor, list->scroll));
	list->cursor = row;
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

/* Writes 10002 as "10 002". */
static void grouped(char out[32], size_t number)
{
	char digits[24];
	int len = snprintf(digits, sizeof(digits), "%zu", number);
	size_t used = 0;

	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			out[used++] = ' ';
		out[used++] = digits[i];
	}
	out[used] = '\0';
}

/* Where a filter hides rows, each next length says less. */
enum length { LENGTH_WHOLE, LENGTH_HIDDEN, LENGTH_OF, LENGTH_COUNTS, LENGTH_LEAST, LENGTHS };

static void count_words(char out[LIST_COUNTER_SIZE], const struct list *list, enum length length)
{
	char at[32], count[32], all[32], hidden[32];

	grouped(at, list->count ? list->cursor + 1 : 0);
	grouped(count, list->count);
	grouped(all, list->all);
	grouped(hidden, list->all - list->count);
	if (list->all == list->count || length == LENGTH_LEAST)
		snprintf(out, LIST_COUNTER_SIZE, "%s/%s", at, count);
	else if (length == LENGTH_OF)
		snprintf(out, LIST_COUNTER_SIZE, "%s/%s of %s", at, count, all);
	else if (length == LENGTH_COUNTS)
		snprintf(out, LIST_COUNTER_SIZE, "%s of %s", count, all);
	else if (length == LENGTH_HIDDEN)
		snprintf(out, LIST_COUNTER_SIZE, "%s/%s of %s · %s hidden", at, count, all, hidden);
	else
		snprintf(out, LIST_COUNTER_SIZE, "%s/%s of %s · %s hidden by \"%s\"", at, count, all, hidden, list->filter);
}

void list_counter(char out[LIST_COUNTER_SIZE], const struct list *list, int width)
{
	bool says = list->count > 1 || list->all > list->count;

	for (int length = LENGTH_WHOLE; says && length < LENGTHS; length++) {
		count_words(out, list, (enum length)length);
		if (canvas_width(out, strlen(out)) <= width)
			return;
	}
	out[0] = '\0';
}

void list_draw_counter(struct canvas *frame, int right, enum style style, const char *counter)
{
	int col = right - canvas_width(counter, strlen(counter)) - 2;

	if (*counter)
		canvas_format(frame, 0, col, style, " %s ", counter);
}

struct slider list_slider(int length, size_t scroll, size_t page, size_t count)
{
	struct slider slider = { 0 };

	if (length < 1 || count <= page)
		return slider;
	slider.length = (int)((size_t)length * page / count);
	if (slider.length < 1)
		slider.length = 1;
	if (scroll > count - page)
		scroll = count - page;
	slider.from = (int)((size_t)(length - slider.length) * scroll / (count - page));
	return slider;
}

size_t list_scroll_at(int from, int length, size_t page, size_t count)
{
	struct slider slider = list_slider(length, 0, page, count);
	int room = length - slider.length;

	if (!slider.length || from <= 0 || room <= 0)
		return 0;
	if (from >= room)
		return count - page;
	return (size_t)from * (count - page) / (size_t)room + ((size_t)from * (count - page) % (size_t)room > 0);
}

void list_slide(struct list *list, int from, int length)
{
	list->scroll = list_scroll_at(from, length, list->page, list->count);
	if (list->cursor < list->scroll)
		list->cursor = list->scroll;
	if (list->page && list->cursor >= list->scroll + list->page)
		list->cursor = list->scroll + list->page - 1;
}

static void aim_page(struct canvas *frame, int row, int col, int rows, int command)
{
	canvas_target(frame, row, col, rows, 1, (struct target){ TARGET_SCROLL, .value = command });
}

void list_draw_slider(struct canvas *frame, enum style style, size_t scroll, size_t page, size_t count)
{
	struct slider slider = list_slider(frame->rows - 2, scroll, page, count);
	int end = slider.from + slider.length, right = frame->cols - 1;

	if (!slider.length)
		return;
	aim_page(frame, 1, right, slider.from, COMMAND_PAGE_UP);
	aim_page(frame, 1 + end, right, frame->rows - 2 - end, COMMAND_PAGE_DOWN);
	canvas_target(frame, 1 + slider.from, right, slider.length, 1,
		      (struct target){ TARGET_SLIDER, .value = frame->rows - 2, .part = slider.from });
	for (int i = 0; i < slider.length; i++)
		canvas_put(frame, 1 + slider.from + i, right, style, 0x2588);
}

void list_draw_row(const struct list *list, struct canvas *canvas, int row, size_t index, bool focused)
{
	canvas_target(canvas, row, 0, 1, canvas->cols, (struct target){ TARGET_ROW, .value = (int)index });
	if (focused && index == list->cursor) {
		canvas_restyle(canvas, row, 0, canvas->cols, STYLE_SELECTED);
		canvas_rest(canvas, row, 0);
	}
	if (list->filter[0])
		canvas_mark(canvas, row, list->filter, STYLE_MATCH);
}

void list_draw_none(const struct list *list, struct canvas *canvas, const char *what)
{
	char text[128];

	snprintf(text, sizeof(text), "no %s matches \"%s\"; Esc shows all again", what, list->filter);
	canvas_wrap(canvas, 0, 1, canvas->cols - 2, STYLE_DIM, text);
}

#define ABOUT_COLS 112	/* longer lines are hard to read */

int list_draw_empty(struct canvas *canvas, int row, const char *why, const char *about)
{
	int cols = canvas->cols - 2 < ABOUT_COLS ? canvas->cols - 2 : ABOUT_COLS;
	int end = row + canvas_wrap(canvas, row, 1, canvas->cols - 2, STYLE_TEXT, why);
	/* Drawn below the canvas, nothing shows: that tells the lines. */
	int lines = canvas_wrap_even(canvas, canvas->rows, 1, cols, STYLE_DIM, about);
	int spare = canvas->rows - end - lines;

	if (spare >= 0)
		canvas_wrap_even(canvas, end + (spare > 0), 1, cols, STYLE_DIM, about);
	return end + 1 + lines;
}

void list_draw_hidden(const struct list *list, struct canvas *canvas, int row)
{
	char hidden[32], text[160];

	if (!list->count || list->all <= list->count || row >= canvas->rows)
		return;
	grouped(hidden, list->all - list->count);
	snprintf(text, sizeof(text), "%s hidden by \"%s\"; Esc shows all", hidden, list->filter);
	canvas_fit(canvas, row, 1, canvas->cols - 2, STYLE_DIM, text);
}

/* Takes a character off the text, the way canvas_mark compares it; 0 at the end. */
static wint_t next_folded(const char **text)
{
	size_t len = strlen(*text), step;
	uint32_t character = 0;

	if (!len)
		return 0;
	step = text_decode(&character, *text, len);
	if (!step)
		character = (unsigned char)**text;
	*text += step ? step : 1;
	return towlower((wint_t)character);
}

static bool begins_with(const char *text, const char *wanted)
{
	while (*wanted)
		if (next_folded(&text) != next_folded(&wanted))
			return false;
	return true;
}

static bool is_ascii(const char *text)
{
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return !*text;
}

bool list_contains(const char *text, const char *wanted)
{
	if (is_ascii(wanted))
		return strcasestr(text, wanted);
	for (; *text; (void)next_folded(&text))
		if (begins_with(text, wanted))
			return true;
	return false;
}

bool list_matches(const struct list *list, const char *text, const char *other)
{
	return list_contains(text, list->filter) || (other && list_contains(other, list->filter));
}
