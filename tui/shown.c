#include "tui/shown.h"

#include <string.h>

#include "tui/glyph.h"
#include "wallet/base/secret.h"

void shown_init(struct shown *shown, const struct palette *palette, int rows, int cols, bool console)
{
	*shown = (struct shown){ .palette = palette, .console = console, .stale = true, .cursor = -1 };
	canvas_init(&shown->canvas, rows, cols, false);
}

void shown_resize(struct shown *shown, int rows, int cols)
{
	canvas_free(&shown->canvas);
	canvas_init(&shown->canvas, rows, cols, false);
	shown->stale = true;
}

void shown_free(struct shown *shown)
{
	canvas_free(&shown->canvas);
}

bool shown_fits(const struct shown *shown, const struct canvas *canvas)
{
	return canvas->rows == shown->canvas.rows && canvas->cols == shown->canvas.cols;
}

#define RUN_MOST 64

/* Cells that stand side by side, for ncurses. */
struct run {
	cchar_t cells[RUN_MOST + 1];
	int count, row, col;
};

/* Into what ncurses compares with the screen: a window would only be copied there. */
static void put_run(struct run *run)
{
	if (run->count)
		mvwadd_wchnstr(newscr, run->row, run->col, run->cells, run->count);
	run->count = 0;
}

static void add_to_run(struct run *run, const struct shown *shown, int row, int col, const struct cell *cell)
{
	wchar_t text[CELL_CHARS + 1] = { 0 };
	bool taken;

	if (!run->count) {
		run->row = row;
		run->col = col;
	}
	for (size_t i = 0; i < CELL_CHARS; i++)
		text[i] = shown->console ? (wchar_t)glyph_console((uint32_t)cell->chars[i]) : cell->chars[i];
	taken = setcchar(&run->cells[run->count], text, shown->palette->attributes[cell->style],
			 shown->palette->pairs[cell->style], NULL) == OK;
	secret_wipe(text, sizeof(text));
	run->count += taken;
	if (!taken || run->count == RUN_MOST)
		put_run(run);
}

/* Draws the cells of a row, from column `col` to before `end`, that are not on the screen yet. */
static void put_row(struct shown *shown, const struct canvas *canvas, int row, int col, int end)
{
	const struct cell *now = canvas->cells + (size_t)row * (size_t)canvas->cols;
	struct cell *before = shown->canvas.cells + (size_t)row * (size_t)canvas->cols;
	struct run run = { .count = 0 };

	for (; col < end; col++) {
		if (!shown->stale && cell_equal(&now[col], &before[col])) {
			put_run(&run);
			continue;
		}
		if (now[col].chars[0])
			add_to_run(&run, shown, row, col, &now[col]);
		before[col] = now[col];
		shown->link_changes |= now[col].style == STYLE_LINK;
	}
	put_run(&run);
	secret_wipe(&run, sizeof(run));
}

static bool put_changes(struct shown *shown, const struct canvas *canvas)
{
	const struct rect all = { 0, 0, canvas->rows, canvas->cols }, rect = shown->stale ? all : canvas->changed;
	size_t size = (size_t)rect.cols * sizeof(*canvas->cells);
	bool changed = false;

	for (int row = rect.row; row < rect.row + rect.rows; row++) {
		size_t at = (size_t)row * (size_t)canvas->cols + (size_t)rect.col;

		if (!shown->stale && memcmp(&canvas->cells[at], &shown->canvas.cells[at], size) == 0)
			continue;
		put_row(shown, canvas, row, rect.col, rect.col + rect.cols);
		changed = true;
	}
	shown->stale = false;
	return changed;
}

/* The cursor is seen only where a person types; elsewhere it rests, hidden, on what is selected. */
static bool place_cursor(struct shown *shown, const struct canvas *canvas)
{
	struct canvas *before = &shown->canvas;
	bool seen = canvas->cursor_row >= 0 && !canvas->cursor_rests;
	bool moved = canvas->cursor_row != before->cursor_row || canvas->cursor_col != before->cursor_col ||
		     shown->cursor != (int)seen;

	if (shown->cursor != (int)seen)
		curs_set(seen);
	shown->cursor = seen;
	before->cursor_row = canvas->cursor_row;
	before->cursor_col = canvas->cursor_col;
	leaveok(newscr, canvas->cursor_row < 0);
	if (canvas->cursor_row >= 0)
		wmove(newscr, canvas->cursor_row, canvas->cursor_col);
	return moved;
}

bool shown_change(struct shown *shown, const struct canvas *canvas)
{
	bool changed = put_changes(shown, canvas);

	return place_cursor(shown, canvas) || changed;
}
