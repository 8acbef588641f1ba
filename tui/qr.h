/* qr: a QR code in half blocks, or in ASCII where there are none. */
#ifndef TUI_QR_H
#define TUI_QR_H

#include "tui/page.h"

struct qr;

struct qr *qr_make(const char *text);	/* NULL: it cannot be made */
void qr_free(struct qr *code);
/* Columns and rows it takes. */
void qr_size(int *rows, int *cols, const struct qr *code, bool ascii);
void qr_draw(struct canvas *canvas, int row, int col, const struct qr *code);

#endif
