/*
 * countdown: what runs out: as a bar, the time that is left, and a word that changes as the end comes
 * near, because colour alone must not say it.
 */
#ifndef TUI_COUNTDOWN_H
#define TUI_COUNTDOWN_H

#include "tui/canvas.h"

enum countdown_kind { COUNTDOWN_TOKEN, COUNTDOWN_LOCK, COUNTDOWN_EPOCH, COUNTDOWN_COOLDOWN, COUNTDOWN_EXPIRY };

struct countdown {
	int64_t left_ms, whole_ms;
	enum style style;
	const char *word;	/* "hurry"; "" while there is time */
	const char *over;	/* what stands in place of the time that is left; NULL: it is not over */
};

struct countdown countdown_of(enum countdown_kind kind, int64_t left_ms, int64_t whole_ms);

/* Writes "13:27 left", "0:42 left, almost gone" or "gone". */
#define COUNTDOWN_TEXT_SIZE 48
void countdown_words(char out[COUNTDOWN_TEXT_SIZE], const struct countdown *countdown);

/* Draws the bar; returns the column after it. */
int countdown_bar(struct canvas *canvas, int row, int col, int width, const struct countdown *countdown);
/* Draws the bar and the words. */
int countdown_draw(struct canvas *canvas, int row, int col, int width, const struct countdown *countdown);

#endif
