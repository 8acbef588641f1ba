/*
 * line: one line of text being typed.  It lives in guarded memory whether it is
 * a secret or not, so that no field can be the one where that was forgotten.
 */
#ifndef TUI_LINE_H
#define TUI_LINE_H

#include "tui/canvas.h"
#include "wallet/secret.h"

struct line {
	struct secret s;	/* clean UTF-8 */
	size_t cursor;		/* byte offset */
	bool masked;		/* shown as bullets */
	bool full;		/* the last key did not fit */
	bool dropped;		/* something that does not show came, and was left out */
};

void line_init(struct line *line, size_t size, bool masked);
void line_free(struct line *line);		/* wipes */
void line_set(struct line *line, const char *text);
void line_clear(struct line *line);		/* wipes what was typed */
const char *line_text(const struct line *line);
size_t line_characters(const struct line *line);

/* True when the key was one that edits. */
bool line_key(struct line *line, int key);

/* Draws the part around the cursor in width columns. */
void line_draw(const struct line *line, struct canvas *canvas, int row, int col, int width, bool focused);

#endif
