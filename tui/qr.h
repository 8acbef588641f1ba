/* qr: a QR code in half blocks, or in ASCII where there are none. */
#ifndef TUI_QR_H
#define TUI_QR_H

#include "tui/dialog/page.h"

struct qr;

struct qr *qr_make(const char *text);	/* NULL: it cannot be made */
void qr_free(struct qr *code);
/* Columns and rows it takes. */
void qr_size(int *rows, int *cols, const struct qr *code, bool ascii);
void qr_draw(struct canvas *canvas, int row, int col, const struct qr *code);

/*
 * A code with a text, on a page of which `rows` are seen at once.  The code goes
 * beside the text where that leaves it `least` columns, else below, and where it
 * would not be seen whole the page says so instead.  NULL codes take no room.
 */
int qr_columns(const struct qr *code, bool ascii);
/* Columns for the text: all of the page's where the code does not go beside it. */
int qr_beside(const struct qr *code, const struct page *page, int rows, int least);
/* After the text, which had so many columns. */
void qr_place(struct page *page, const struct qr *code, int text_columns, int rows);

#endif
