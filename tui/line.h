/*
 * line: one line of text being typed.  It lives in guarded memory whether it is
 * a secret or not, so that no field can be the one where that was forgotten.
 */
#ifndef TUI_LINE_H
#define TUI_LINE_H

#include "tui/canvas.h"
#include "wallet/base/secret.h"

struct line {
	struct secret s;	/* clean UTF-8 */
	size_t cursor;		/* byte offset */
	bool masked;		/* shown as bullets */
	bool full;		/* the last key did not fit */
	bool dropped;		/* something that does not show came, and was left out */
	bool fresh;		/* filled in, not typed: the first key replaces it */
	bool words;		/* of a mnemonic: a paste's line ends are blanks */
};

void line_init(struct line *line, size_t size, bool masked);
void line_free(struct line *line);		/* wipes */
void line_set(struct line *line, const char *text);
void line_fill(struct line *line, const char *text);	/* as a suggestion */
void line_clear(struct line *line);		/* wipes what was typed */
const char *line_text(const struct line *line);
size_t line_characters(const struct line *line);

/* Puts text in the place of what is there from byte `from` on, where there is room. */
void line_end_with(struct line *line, size_t from, const char *text, size_t len);

/* Puts a character at the cursor; false when the input is none. */
bool line_type(struct line *line, int input);

/* What the keys of keybinds_line do.  To rub out a suggestion takes it away as a whole. */
void line_left(struct line *line);
void line_right(struct line *line);
void line_begin(struct line *line);
void line_end(struct line *line);
void line_rub_left(struct line *line);
void line_rub_right(struct line *line);
void line_cut_left(struct line *line);
void line_cut_right(struct line *line);
void line_cut_word(struct line *line);

/*
 * Puts what was pasted at the cursor, up to the end of its first line; of words, all
 * lines.  Into a masked line goes all of it, exactly, or nothing.  `cut`: the end of the
 * paste is missing.  Returns what a person must be told, NULL for nothing.
 */
const char *line_paste(struct line *line, const char *text, size_t len, bool cut);

/* Draws the part around the cursor in width columns. */
void line_draw(const struct line *line, struct canvas *canvas, int row, int col, int width, bool focused);

#endif
