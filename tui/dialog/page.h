/*
 * page: text of any length, laid out line by line for a given width.  A dialog then shows as much of
 * it as fits.
 */
#ifndef TUI_DIALOG_PAGE_H
#define TUI_DIALOG_PAGE_H

#include "tui/canvas.h"

struct page {
	struct canvas canvas;
	int row;		/* the next row to write, and so the number of rows so far */
	int keep;		/* a row that must be in sight; -1 for none */
	size_t at, of;		/* of a list on it: the row that is chosen, from 1, and how many there are; 0: none */
	bool from_top;		/* show what leads up to that row as well, where there is room */
};

/* The page uses the same character set as `like`, the canvas that it will be shown on. */
void page_init(struct page *page, const struct canvas *like, int width);
void page_free(struct page *page);	/* wipes and frees */

void page_blank(struct page *page);
/* Writes text, wrapped over as many lines as it takes. */
void page_text(struct page *page, enum style style, const char *text);
void page_format(struct page *page, enum style style, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Writes a label in a column of its own, and the wrapped text beside it. */
void page_pair(struct page *page, int label_width, const char *label, enum style style, const char *text);
/* Writes a label in a column of its own, and two wrapped texts side by side; on a narrow page one above
 * the other. */
void page_sides(struct page *page, int label_width, const char *label, enum style style, const char *left,
		const char *right);
/* Lets the whole of these rows be clicked. */
void page_aim(struct page *page, int row, int rows, enum target_kind kind, int value);
/* Lets the hidden cursor rest there, on what is chosen; without it, it rests on the row `keep`. */
void page_rest(struct page *page, int row, int col);
/* Makes room for `rows` rows from page->row on, and moves past them; returns the first. */
int page_rows(struct page *page, int rows);

/* Copies the page from row *scroll on to view, which is one column wider.  Brings *scroll into range
 * first, and marks in that column where there is more: a mark over the text would hide what it says. */
void page_show(const struct page *page, struct canvas *view, int *scroll);

#endif
