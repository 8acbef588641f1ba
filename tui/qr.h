/* qr: a QR code in half blocks, or in whole cells where there are none. */
#ifndef TUI_QR_H
#define TUI_QR_H

#include "tui/dialog/page.h"

struct qr;

struct qr *qr_make(const char *text);	/* NULL: it cannot be made */
void qr_free(struct qr *code);
bool qr_is_whole(const struct canvas *canvas);	/* each module is two cells, in place of half a cell */
/* Says how many rows and columns it takes. */
void qr_size(int *rows, int *cols, const struct qr *code, bool whole);
/* Gives it as much of its light border as fits into so much room; false: not even the least does. */
bool qr_fit(struct qr *code, int rows, int cols, bool whole);
void qr_draw(struct canvas *canvas, int row, int col, const struct qr *code);

/*
 * Places a code with a text on a page of which `rows` are seen at once.  The code goes beside the
 * text if that leaves it `least` columns, and else below.  If it would not be seen whole, the page
 * says so instead.  A NULL code takes no room.
 */
int qr_columns(const struct qr *code, const struct canvas *canvas);
/* Returns the columns for the text: the whole page's when the code does not go beside it. */
int qr_beside(struct qr *code, const struct page *page, int rows, int least);
/* Call it after the text, which had text_columns columns. */
void qr_place(struct page *page, struct qr *code, int text_columns, int rows);

#endif
