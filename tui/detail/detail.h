/*
 * detail: the column at the right of a wide screen, which explains what is current: the step, or the
 * wallet, key or transaction under the cursor of the focused pane.  It is no pane: nothing in it can
 * be chosen.
 *
 * It is made of parts, each with a heading, of which as many are shown as there is room for.
 */
#ifndef TUI_DETAIL_DETAIL_H
#define TUI_DETAIL_DETAIL_H

#include "tui/ui.h"

#define DETAIL_HEADS 12
#define DETAIL_HEAD_SIZE 128
#define DETAIL_BAR_LEAST 8	/* columns of the shortest bar */

struct detail {
	struct canvas canvas;
	int row;		/* the next one to write; past the canvas where there is no room */
	int label;		/* columns of the labels; a part may set it, for itself */
	bool alone;		/* all of it is for one part */
	size_t head_count;
	struct {
		int row;	/* -1: on the frame's upper line */
		char text[DETAIL_HEAD_SIZE];
	} heads[DETAIL_HEADS];
};

/* A part writes its heading and then its rows; or nothing, where there is nothing to say. */
typedef void detail_part(struct detail *detail, const struct ui *ui, const struct model *model);

void detail_head(struct detail *detail, const char *text);
void detail_blank(struct detail *detail);
void detail_text(struct detail *detail, enum style style, const char *text);		/* wrapped */
void detail_format(struct detail *detail, enum style style, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* A label in a column of its own, and the wrapped text beside it; returns the text's column. */
int detail_pair(struct detail *detail, const char *label, enum style style, const char *text);
/* Returns the lines that text would take from a column on. */
int detail_lines(const struct detail *detail, int col, const char *text);
/* An amount in full, with its token. */
void detail_amount(struct detail *detail, const char *label, struct amount amount, const char *rest);
/* A bar with a word behind it, in a row with a label. */
void detail_bar(struct detail *detail, const char *label, int64_t part, int64_t whole, enum style style,
		const char *word);

/* Draws the frame and the parts of what is current; or only what ends next, the first ui->layout.clocks of it. */
void detail_draw(const struct ui *ui, const struct model *model, struct canvas *view);
void detail_draw_clock(const struct ui *ui, const struct model *model, struct canvas *view);
/* How much is waited for that ends: the token, the cooldowns, Venice's day; and writes one of them. */
int detail_ends(const struct model *model);
void detail_end(struct detail *detail, const struct model *model, int index);

detail_part detail_step, detail_next, detail_stake, detail_diem, detail_first_end, detail_second_end, detail_wallet,
	detail_receive, detail_key, detail_key_days, detail_key_use, detail_tx, detail_fees, detail_words;

#endif
