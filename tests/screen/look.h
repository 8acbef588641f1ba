/* look: what a cell of the terminal shows, its colours resolved. */
#ifndef TESTS_SCREEN_LOOK_H
#define TESTS_SCREEN_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "tests/screen/picture.h"

#define LOOK_CELL_MAX 32	/* bytes of the text of one cell */

struct look {
	uint32_t text, back;	/* 0xRRGGBB, after a reversal */
	bool bold, italic, underline;
};

struct shown_cell {
	char text[LOOK_CELL_MAX];	/* " " for a blank; "" for the right half of a wide character */
	uint32_t character;		/* its first; ' ' for a blank */
	int width;
	struct look look;
};

struct shown_cell look_at(struct terminal *terminal, int row, int col, const struct ground *ground);
bool look_equal(const struct look *a, const struct look *b);

#endif
