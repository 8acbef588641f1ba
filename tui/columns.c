#include "tui/columns.h"

#include <stdio.h>
#include <string.h>

#include "tui/command.h"

#define GAP_MORE 6	/* cells that a gap may be wider */

void columns_show(struct columns_shown *out, const struct column_table *table, const struct column_choice *choice)
{
	*out = (struct columns_shown){ .count = choice->count ? choice->count : table->count };
	for (size_t i = 0; i < out->count; i++) {
		out->at[i] = choice->count ? choice->at[i] : i;
		out->columns[i] = table->columns[out->at[i]];
	}
}

void columns_measured(struct columns_shown *shown, const struct column_measure *measures)
{
	for (size_t i = 0; i < shown->count; i++) {
		const struct column_measure *measure = &measures[shown->at[i]];

		if (!measure->wanted)
			continue;
		shown->columns[i].least = measure->least;
		shown->columns[i].wanted = measure->wanted;
	}
}

bool columns_have_order(const struct columns_shown *shown, unsigned order)
{
	for (size_t i = 0; i < shown->count; i++)
		if (order && shown->columns[i].order == order)
			return true;
	return false;
}

void columns_check_order(const struct columns_shown *shown, struct list *list)
{
	if (!columns_have_order(shown, list->sort) && list->sort)
		list_order(list, 0);
}

bool columns_command(const struct columns_shown *shown, struct list *list, int command, unsigned orders)
{
	if (command == COMMAND_REVERSE) {
		list_order(list, list->sort);
		return true;
	}
	if (command != COMMAND_SORT)
		return false;
	do
		list->sort = (list->sort + 1) % orders;
	while (list->sort && !columns_have_order(shown, list->sort));
	list->reversed = false;
	return true;
}

/* Returns the column of the highest rank whose place was not looked at yet; of equals the first. */
static size_t next_by_rank(const struct column *columns, const bool *seen, size_t count)
{
	size_t best = count;

	for (size_t i = 0; i < count; i++)
		if (!seen[i] && (best == count || columns[i].rank > columns[best].rank))
			best = i;
	return best;
}

/* Sets order[] to the columns that fit with their least widths, by rank; returns how many. */
static size_t choose(size_t *order, const struct column *columns, size_t count, int width, int gap)
{
	bool seen[COLUMNS_MOST] = { false };
	size_t chosen = 0;

	while (chosen < count) {
		size_t at = next_by_rank(columns, seen, count);

		width -= columns[at].least + (chosen ? gap : 0);
		if (width < 0 && chosen)
			break;
		seen[at] = true;
		order[chosen++] = at;
	}
	return chosen;
}

static int grow(struct column_place *place, int by, int left)
{
	int taken = by < left ? by : left;

	if (taken < 0)
		return left;
	place->width += taken;
	return left - taken;
}

static void line_up(struct column_place *out, size_t count, int gap)
{
	int col = 0;

	for (size_t i = 0; i < count; i++) {
		out[i].col = col;
		col += out[i].width ? out[i].width + gap : 0;
	}
}

void columns_place(struct column_place *out, const struct column *columns, size_t count, int width, int gap)
{
	size_t order[COLUMNS_MOST], chosen = choose(order, columns, count, width, gap);
	int left = width - gap * ((int)chosen - 1), most = gap + GAP_MORE;

	memset(out, 0, count * sizeof(*out));
	for (size_t i = 0; i < chosen; i++)
		left = grow(&out[order[i]], columns[order[i]].least, left);
	for (size_t i = 0; i < chosen; i++)
		left = grow(&out[order[i]], columns[order[i]].wanted - out[order[i]].width, left);
	while (gap < most && chosen > 1 && left >= (int)chosen - 1) {
		left -= (int)chosen - 1;
		gap++;
	}
	if (chosen)
		(void)grow(&out[order[0]], left, left);
	line_up(out, count, gap);
}

void columns_draw_heads(struct canvas *canvas, int row, int col, const struct column *columns,
			const struct column_place *places, size_t count, const struct list *list)
{
	for (size_t i = 0; i < count; i++) {
		bool sorted = columns[i].order && list->sort == columns[i].order;
		struct target target = { TARGET_ORDER, .value = (int)columns[i].order };
		char text[64];

		if (!places[i].width)
			continue;
		snprintf(text, sizeof(text), "%s%s", columns[i].title, !sorted ? "" : list->reversed ? "▴" : "▾");
		canvas_fit(canvas, row, col + places[i].col, places[i].width + 1,
			   sorted ? STYLE_STRONG : STYLE_DIM, text);
		if (columns[i].order)
			canvas_target(canvas, row, col + places[i].col, 1, places[i].width + 1, target);
	}
}

#define HEADED_ROWS 5		/* from which on a table has its headings before it has a row */

void columns_draw_empty(struct canvas *canvas, const struct columns_shown *shown, const struct list *list,
			const char *why, const char *about)
{
	bool headed = canvas->rows >= HEADED_ROWS;

	if (headed)
		columns_draw_heads(canvas, 0, 1, shown->columns, shown->places, shown->count, list);
	list_draw_empty(canvas, headed, why, about);
}

/* No text is wider than it has bytes, so most are not measured. */
int columns_longest(int so_far, const char *text, int most)
{
	size_t len = strlen(text);
	int width;

	if (so_far >= most || len <= (size_t)so_far)
		return so_far;
	width = canvas_width(text, len);
	return width > most ? most : width > so_far ? width : so_far;
}
