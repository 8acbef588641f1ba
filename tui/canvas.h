/*
 * canvas: a grid of styled cells.  Panes and dialogs draw on it; the program
 * blits it to ncurses and tests dump it as text.
 *
 * Everything is clipped to the canvas, and no control character gets onto it.
 * A view is a canvas that draws into part of another's cells.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#include "tui/theme.h"
#include "wallet/base/buf.h"

#define CELL_CHARS 3	/* a character and two that combine with it */

struct cell {
	wchar_t chars[CELL_CHARS];	/* 0 ends; a cell without any is the right half of a wide one */
	uint8_t style;
};

struct canvas {
	int rows, cols;
	int stride;
	struct cell *cells;
	bool ascii;			/* only ASCII may be shown */
	bool owner;			/* not a view */
	unsigned frame;			/* of spinners */
	int cursor_row, cursor_col;	/* where the terminal's cursor belongs; -1: hidden */
	struct canvas *parent;		/* of a view: learns where the cursor is */
	int row, col;			/* of a view: its place on parent */
};

void canvas_init(struct canvas *canvas, int rows, int cols, bool ascii);
void canvas_free(struct canvas *canvas);	/* wipes the cells: they may have shown a secret */
void canvas_clear(struct canvas *canvas, enum style style);	/* blanks, no cursor */

/* The part of canvas at row, col; smaller where it would stick out.  Valid as
 * long as canvas stays where it is. */
struct canvas canvas_view(struct canvas *canvas, int row, int col, int rows, int cols);

/* Draws text from col on; returns the column after it, clipped or not. */
int canvas_text(struct canvas *canvas, int row, int col, enum style style, const char *text);
int canvas_text_n(struct canvas *canvas, int row, int col, enum style style, const char *text, size_t len);
int canvas_format(struct canvas *canvas, int row, int col, enum style style, const char *fmt, ...) PRINTF_LIKE(5, 6);

/* At most width columns: longer text ends in an ellipsis. */
int canvas_fit(struct canvas *canvas, int row, int col, int width, enum style style, const char *text);
/* Ends at column right (exclusive); cut on the left where it is too long. */
void canvas_right(struct canvas *canvas, int row, int right, enum style style, const char *text);
/* Breaks text into lines at spaces, from row on; returns how many lines that were. */
int canvas_wrap(struct canvas *canvas, int row, int col, int width, enum style style, const char *text);

void canvas_put(struct canvas *canvas, int row, int col, enum style style, uint32_t character);
void canvas_restyle(struct canvas *canvas, int row, int col, int width, enum style style);
void canvas_cursor(struct canvas *canvas, int row, int col);

/* A frame along the edges; where it meets other frames' lines, they join. */
void canvas_frame(struct canvas *canvas, enum style style);

/* What turns while something is worked on. */
void canvas_spinner(struct canvas *canvas, int row, int col, enum style style);

/* `filled` of `width` columns of a bar. */
void canvas_bar(struct canvas *canvas, int row, int col, int width, int filled, enum style style);

int canvas_width(const char *text, size_t len);		/* columns it takes */

/* As text: rows end in a newline, without their trailing blanks. */
void canvas_dump(struct buf *out, const struct canvas *canvas);

bool cell_equal(const struct cell *a, const struct cell *b);

#endif
