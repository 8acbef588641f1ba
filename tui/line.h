/*
 * line: one line of text being typed.  It always lives in guarded memory, secret or not, so that no
 * field can forget that.
 */
#ifndef TUI_LINE_H
#define TUI_LINE_H

#include "tui/canvas.h"
#include "wallet/base/secret.h"

struct line {
	struct secret s;	/* clean UTF-8 */
	size_t cursor;		/* byte offset */
	bool masked;		/* shown as bullets */
	bool full;		/* the last character did not fit */
	bool dropped;		/* a character that cannot be shown came and was left out */
	bool fresh;		/* it was filled in, not typed, so the first character replaces it */
	bool words;		/* it takes a mnemonic, so a line end in a paste is a blank */
};

void line_init(struct line *line, size_t size, bool masked);
void line_free(struct line *line);		/* wipes and frees */
void line_set(struct line *line, const char *text);
void line_fill(struct line *line, const char *text);	/* fills it with a suggestion */
void line_clear(struct line *line);		/* wipes what was typed */
const char *line_text(const struct line *line);
size_t line_characters(const struct line *line);

/* Replaces the text from byte `from` on, if there is room. */
void line_end_with(struct line *line, size_t from, const char *text, size_t len);

/* Puts a character at the cursor; false when the input is no character. */
bool line_type(struct line *line, int input);

/* What the rows of keybinds_line do.  Rubbing out in a suggestion removes it as a whole. */
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
 * Puts pasted text at the cursor, up to the end of its first line; a mnemonic takes all lines.  A
 * masked line takes all of the text exactly, or nothing.  `cut`: the end of the paste is missing.
 * Returns what a person must be told; NULL for nothing.
 */
const char *line_paste(struct line *line, const char *text, size_t len, bool cut);

/* Draws the part around the cursor, width columns wide. */
void line_draw(const struct line *line, struct canvas *canvas, int row, int col, int width, bool focused);

#endif
