/*
 * canvas: a grid of styled cells.  Panes and dialogs draw on it; the program blits it to ncurses and
 * tests dump it as text.
 *
 * Drawing is clipped to the canvas, and no control character gets onto it.  Where a text names a
 * keystroke, the one that holds is drawn (tui/keystroke.h).  A view is a canvas that draws into a
 * part of another canvas.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#include "tui/target.h"
#include "tui/theme.h"
#include "wallet/base/buf.h"

#define CELL_CHARS 3	/* a character and two that combine with it */

struct cell {
	wchar_t chars[CELL_CHARS];	/* a zero ends them; a cell with none is the right half of a wide character */
	uint32_t style;			/* an enum style; as wide as the others, so that rows compare as bytes */
};

struct keystrokes;

struct rect { int row, col, rows, cols; };

struct canvas {
	int rows, cols;
	int stride;
	struct cell *cells;
	bool ascii;			/* only ASCII may be shown */
	bool console;			/* a Linux console shows it, which lacks half blocks */
	bool owner;			/* not a view */
	unsigned frame;			/* counts the frames of spinners … */
	bool turns;			/* … of which there is one */
	const struct keystrokes *keystrokes;	/* what sentences name; NULL: the defaults */
	struct rect changed;	/* since the last blit, nothing was drawn elsewhere */
	int cursor_row, cursor_col;	/* where the terminal's cursor belongs; -1: nowhere yet */
	bool cursor_rests;		/* it is hidden there, because nothing is typed */
	struct canvas *parent;		/* of a view: the canvas that is told where the cursor is */
	int row, col;			/* of a view: its place on the parent */
	struct targets targets;		/* what can be clicked; empty in a view */
	unsigned dialog;		/* whose targets are drawn: a dialog's number, or 0 … */
	int pane;			/* … and this pane's; -1: no pane's */
};

void canvas_init(struct canvas *canvas, int rows, int cols, bool ascii);
void canvas_free(struct canvas *canvas);	/* wipes the cells, which may have shown a secret */
void canvas_clear(struct canvas *canvas, enum style style);	/* and hides the cursor, and forgets the targets */

/* Returns the part of canvas at row, col, made smaller where it would stick out.  The view is
 * valid as long as canvas stays where it is. */
struct canvas canvas_view(struct canvas *canvas, int row, int col, int rows, int cols);

/* Draws text from col on.  Returns the column after the text, whether or not it was clipped. */
int canvas_text(struct canvas *canvas, int row, int col, enum style style, const char *text);
/* Draws bytes as they are: a keystroke that they name is not looked up. */
int canvas_text_n(struct canvas *canvas, int row, int col, enum style style, const char *text, size_t len);
int canvas_format(struct canvas *canvas, int row, int col, enum style style, const char *fmt, ...) PRINTF_LIKE(5, 6);

/* Draws at most width columns; longer text ends in an ellipsis. */
int canvas_fit(struct canvas *canvas, int row, int col, int width, enum style style, const char *text);
/* Draws text that ends before column right; text that is too long is cut on its left. */
void canvas_right(struct canvas *canvas, int row, int right, enum style style, const char *text);
/* Breaks text into lines at spaces and draws them from row on; returns the number of lines. */
int canvas_wrap(struct canvas *canvas, int row, int col, int width, enum style style, const char *text);
/* The same for prose: where one short word would be left over for the last line, others go there with it. */
int canvas_wrap_even(struct canvas *canvas, int row, int col, int width, enum style style, const char *text);

/* Draws one character, and returns the columns that it takes. */
int canvas_put(struct canvas *canvas, int row, int col, enum style style, uint32_t character);
void canvas_restyle(struct canvas *canvas, int row, int col, int width, enum style style);
/* Restyles each place in the row where text stands, in any letter case. */
void canvas_mark(struct canvas *canvas, int row, const char *text, enum style style);
void canvas_cursor(struct canvas *canvas, int row, int col);	/* where a person types */
/* Where the hidden cursor is, so that a screen reader or a braille display follows what is selected.  It gives way to
 * a place where a person types, and the first call counts. */
void canvas_rest(struct canvas *canvas, int row, int col);

/* Says what a click there stands for.  Its kind, value and part are the caller's. */
void canvas_target(struct canvas *canvas, int row, int col, int rows, int cols, struct target target);

/* Draws a frame along the edges.  Its lines join those of other frames that they meet. */
void canvas_frame(struct canvas *canvas, enum style style);
/* Draws its upper line from column `col` to before `end` and its right line once more, over what was written there. */
void canvas_frame_again(struct canvas *canvas, int col, int end, enum style style);
/* Draws a line from edge to edge, which joins the frame there. */
void canvas_divide(struct canvas *canvas, int row, enum style style);

/* Draws the mark that turns while something is worked on. */
void canvas_spinner(struct canvas *canvas, int row, int col, enum style style);

/* Draws a bar with `filled` of its `width` columns full. */
void canvas_bar(struct canvas *canvas, int row, int col, int width, int filled, enum style style);
/* The same for bars one below the other: each leaves a gap above it. */
void canvas_bar_low(struct canvas *canvas, int row, int col, int width, int filled, enum style style);

int canvas_width(const char *text, size_t len);		/* the columns that text takes */

/* Writes the canvas as text: each row ends in a newline and has no trailing blanks. */
void canvas_dump(struct buf *out, const struct canvas *canvas);

/* Asked of every cell at every drawing. */
static inline bool cell_equal(const struct cell *a, const struct cell *b)
{
	return a->chars[0] == b->chars[0] && a->style == b->style && a->chars[1] == b->chars[1] &&
	       a->chars[2] == b->chars[2];
}

#endif
