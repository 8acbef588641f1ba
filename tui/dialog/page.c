#include "tui/dialog/page.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "tui/keystroke.h"
#include "wallet/base/mem.h"

#define FIRST_ROWS 48
#define SIDE_LEAST 16	/* columns of one of two texts side by side */
#define MARK_MORE_ABOVE 0x25b4
#define MARK_MORE_BELOW 0x25be

void page_init(struct page *page, const struct canvas *like, int width)
{
	*page = (struct page){ .keep = -1 };
	canvas_init(&page->canvas, FIRST_ROWS, width, like->ascii);
	page->canvas.console = like->console;
	page->canvas.frame = like->frame;
	page->canvas.keystrokes = like->keystrokes;
}

void page_free(struct page *page)
{
	canvas_free(&page->canvas);
}

static void make_room(struct page *page, int rows)
{
	struct canvas *canvas = &page->canvas, bigger;

	if (rows <= canvas->rows)
		return;
	canvas_init(&bigger, rows * 2, canvas->stride, canvas->ascii);	/* a drawer may use fewer columns for a while */
	bigger.console = canvas->console;
	memcpy(bigger.cells, canvas->cells, (size_t)canvas->rows * (size_t)canvas->stride * sizeof(*canvas->cells));
	bigger.cols = canvas->cols;
	bigger.frame = canvas->frame;
	bigger.keystrokes = canvas->keystrokes;
	bigger.cursor_row = canvas->cursor_row;
	bigger.cursor_col = canvas->cursor_col;
	bigger.cursor_rests = canvas->cursor_rests;
	bigger.targets = canvas->targets;
	canvas->targets = (struct targets){ 0 };
	canvas_free(canvas);
	*canvas = bigger;
}

int page_rows(struct page *page, int rows)
{
	int first = page->row;

	make_room(page, first + rows);
	page->row += rows;
	return first;
}

void page_aim(struct page *page, int row, int rows, enum target_kind kind, int value)
{
	canvas_target(&page->canvas, row, 0, rows, page->canvas.cols, (struct target){ kind, .value = value });
}

void page_blank(struct page *page)
{
	page_rows(page, 1);
}

/* Text never wraps into more lines than it has bytes. */
static int wrap(struct page *page, int row, int col, int width, enum style style, const char *text)
{
	char *words = keystroke_words(page->canvas.keystrokes, text);
	int lines;

	make_room(page, row + (int)strlen(words ? words : text) + 1);
	lines = canvas_wrap(&page->canvas, row, col, width, style, words ? words : text);
	free(words);
	return lines;
}

void page_text(struct page *page, enum style style, const char *text)
{
	page_rows(page, wrap(page, page->row, 0, page->canvas.cols, style, text));
}

void page_format(struct page *page, enum style style, const char *fmt, ...)
{
	va_list args;
	char *text;

	va_start(args, fmt);
	text = mem_format(fmt, args);
	va_end(args);
	page_text(page, style, text);
	free(text);
}

void page_pair(struct page *page, int label_width, const char *label, enum style style, const char *text)
{
	bool narrow = page->canvas.cols < label_width + 16;
	int lines, col = narrow ? 1 : label_width;

	page_rows(page, 0);
	make_room(page, page->row + 1);
	canvas_text(&page->canvas, page->row, 0, STYLE_DIM, label);
	if (narrow && *label)
		page_rows(page, 1);
	lines = wrap(page, page->row, col, page->canvas.cols - col, style, text);
	page_rows(page, lines ? lines : 1);
}

void page_sides(struct page *page, int label_width, const char *label, enum style style, const char *left,
		const char *right)
{
	int width = (page->canvas.cols - label_width - 2) / 2, lines, others;

	if (width < SIDE_LEAST) {
		page_pair(page, label_width, label, style, left);
		page_pair(page, label_width, "", style, right);
		return;
	}
	make_room(page, page->row + 1);
	canvas_text(&page->canvas, page->row, 0, STYLE_DIM, label);
	lines = wrap(page, page->row, label_width, width, style, left);
	others = wrap(page, page->row, label_width + width + 2, width, style, right);
	if (lines < others)
		lines = others;
	page_rows(page, lines ? lines : 1);
}

void page_rest(struct page *page, int row, int col)
{
	canvas_rest(&page->canvas, row, col);
}

static void copy_row(const struct page *page, struct canvas *view, int from, int to)
{
	size_t cols = (size_t)(view->cols < page->canvas.cols ? view->cols : page->canvas.cols);

	memcpy(view->cells + (size_t)to * (size_t)view->stride,
	       page->canvas.cells + (size_t)from * (size_t)page->canvas.stride, cols * sizeof(struct cell));
}

/* Can something be chosen in a row above that one (side < 0), or below it? */
static bool has_entry(const struct page *page, int row, int side)
{
	for (size_t i = 0; i < page->canvas.targets.count; i++) {
		const struct target *target = &page->canvas.targets.items[i];

		if (side < 0 ? target->row + target->rows <= row : target->row > row)
			return true;
	}
	return false;
}

/* What is above the first entry, or below the last, comes into sight with it: nothing there can be chosen. */
static void keep_in_sight(const struct page *page, int rows, int *scroll)
{
	int rests = page->canvas.cursor_row, first = rests >= 0 && rests < page->keep ? rests : page->keep;
	bool above = has_entry(page, first, -1), below = has_entry(page, page->keep, 1);

	if ((page->from_top || (below && !above)) && page->keep < rows)
		*scroll = 0;
	if (page->keep < *scroll || (above && !below))
		*scroll = first;
	if (page->keep >= *scroll + rows)
		*scroll = page->keep - rows + 1;
}

void page_show(const struct page *page, struct canvas *view, int *scroll)
{
	int last = page->row - view->rows;

	if (page->keep >= 0)
		keep_in_sight(page, view->rows, scroll);
	if (*scroll > last)
		*scroll = last;
	if (*scroll < 0)
		*scroll = 0;
	for (int row = 0; row < view->rows && *scroll + row < page->row; row++)
		copy_row(page, view, *scroll + row, row);
	if (*scroll > 0)
		canvas_put(view, 0, view->cols - 1, STYLE_WARN, MARK_MORE_ABOVE);
	if (*scroll < last)
		canvas_put(view, view->rows - 1, view->cols - 1, STYLE_WARN, MARK_MORE_BELOW);
	for (size_t i = 0; i < page->canvas.targets.count; i++) {
		const struct target *target = &page->canvas.targets.items[i];

		canvas_target(view, target->row - *scroll, target->col, target->rows, target->cols, *target);
	}
	if (page->canvas.cursor_row >= 0 && !page->canvas.cursor_rests)
		canvas_cursor(view, page->canvas.cursor_row - *scroll, page->canvas.cursor_col);
	canvas_rest(view, page->canvas.cursor_row - *scroll, page->canvas.cursor_col);
	canvas_rest(view, page->keep - *scroll, 0);
	canvas_rest(view, 0, 0);
}
