/*
 * page: text of any length, laid out line by line for a given width, of which a
 * dialog then shows as much as fits.
 */
#ifndef TUI_DIALOG_PAGE_H
#define TUI_DIALOG_PAGE_H

#include "tui/canvas.h"

struct page {
	struct canvas canvas;
	int row;		/* the next to be written: the rows so far */
	int keep;		/* a row that must be seen; -1 for none */
	bool from_top;		/* and what leads up to it, where there is room for both */
};

/* With the character set of the canvas it will be shown on. */
void page_init(struct page *page, const struct canvas *like, int width);
void page_free(struct page *page);	/* wipes */

void page_blank(struct page *page);
/* Wrapped over as many lines as it takes. */
void page_text(struct page *page, enum style style, const char *text);
void page_format(struct page *page, enum style style, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* A label in a column of its own, and beside it the wrapped text. */
void page_pair(struct page *page, int label_width, const char *label, enum style style, const char *text);
/* Makes sure there is a row to draw on at page->row, and moves past `rows` of them;
 * returns the first. */
int page_rows(struct page *page, int rows);

/* Copies the part from row *scroll on to view, corrects *scroll to what makes sense, and
 * marks at the right edge where there is more. */
void page_show(const struct page *page, struct canvas *view, int *scroll);

#endif
