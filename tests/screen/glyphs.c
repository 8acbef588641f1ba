#include "tests/screen/glyphs.h"

#include <stddef.h>

enum { LEFT = 1, RIGHT = 2, UP = 4, DOWN = 8, ROUND = 16 };

#define THIN 1.2
#define HEAVY 2.6

static const struct line { uint32_t character; unsigned arms; double width; } lines[] = {
	{ 0x2500, LEFT | RIGHT, THIN }, { 0x2502, UP | DOWN, THIN },
	{ 0x250c, RIGHT | DOWN, THIN }, { 0x2510, LEFT | DOWN, THIN },
	{ 0x2514, RIGHT | UP, THIN }, { 0x2518, LEFT | UP, THIN },
	{ 0x251c, RIGHT | UP | DOWN, THIN }, { 0x2524, LEFT | UP | DOWN, THIN },
	{ 0x252c, LEFT | RIGHT | DOWN, THIN }, { 0x2534, LEFT | RIGHT | UP, THIN },
	{ 0x253c, LEFT | RIGHT | UP | DOWN, THIN },
	{ 0x256d, RIGHT | DOWN | ROUND, THIN }, { 0x256e, LEFT | DOWN | ROUND, THIN },
	{ 0x256f, LEFT | UP | ROUND, THIN }, { 0x2570, RIGHT | UP | ROUND, THIN },
	{ 0x2501, LEFT | RIGHT, HEAVY }, { 0x2503, UP | DOWN, HEAVY },
	{ 0x250f, RIGHT | DOWN, HEAVY }, { 0x2513, LEFT | DOWN, HEAVY },
	{ 0x2517, RIGHT | UP, HEAVY }, { 0x251b, LEFT | UP, HEAVY },
	{ 0x2523, RIGHT | UP | DOWN, HEAVY }, { 0x252b, LEFT | UP | DOWN, HEAVY },
	{ 0x2533, LEFT | RIGHT | DOWN, HEAVY }, { 0x253b, LEFT | RIGHT | UP, HEAVY },
	{ 0x254b, LEFT | RIGHT | UP | DOWN, HEAVY },
};

static void draw_arms(FILE *out, unsigned arms, double x, double y)
{
	double right = x + CELL_COLS / 2.0, down = y + CELL_ROWS / 2.0;

	if (arms & ROUND) {
		fprintf(out, "M%g %gQ%g %g %g %g", right, arms & UP ? y : y + CELL_ROWS, right, down,
			arms & LEFT ? x : x + CELL_COLS, down);
		return;
	}
	if (arms & LEFT)
		fprintf(out, "M%g %gH%g", x, down, right);
	if (arms & RIGHT)
		fprintf(out, "M%g %gH%g", right, down, x + CELL_COLS);
	if (arms & UP)
		fprintf(out, "M%g %gV%g", right, y, down);
	if (arms & DOWN)
		fprintf(out, "M%g %gV%g", right, down, y + CELL_ROWS);
}

static bool draw_line(FILE *out, uint32_t character, int row, int col, uint32_t rgb)
{
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		if (lines[i].character != character)
			continue;
		fprintf(out, "<path fill=\"none\" stroke-linecap=\"square\" stroke=\"#%06x\" stroke-width=\"%g\" d=\"", rgb,
			lines[i].width);
		draw_arms(out, lines[i].arms, col * CELL_COLS, row * CELL_ROWS);
		fprintf(out, "\"/>\n");
		return true;
	}
	return false;
}

/* A part of the cell, in eighths of its width and height, and how dense it is. */
struct area { double left, top, cols, rows, opacity; };

static bool find_area(struct area *out, uint32_t character)
{
	*out = (struct area){ 0, 0, 8, 8, 1 };
	if (character >= 0x2581 && character <= 0x2588) {
		out->rows = character - 0x2580;
		out->top = 8 - out->rows;
	} else if (character >= 0x2589 && character <= 0x258f) {
		out->cols = 0x2590 - character;
	} else if (character >= 0x2591 && character <= 0x2593) {
		out->opacity = (character - 0x2590) * 0.25;
	} else if (character == 0x2580) {
		out->rows = 4;
	} else if (character == 0x2590) {
		out->left = out->cols = 4;
	} else {
		return false;
	}
	return true;
}

bool glyph_draw(FILE *out, uint32_t character, int row, int col, uint32_t rgb)
{
	struct area area;

	if (!find_area(&area, character))
		return draw_line(out, character, row, col, rgb);
	fprintf(out, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" fill=\"#%06x\"",
		(col + area.left / 8) * CELL_COLS, (row + area.top / 8) * CELL_ROWS, area.cols / 8 * CELL_COLS,
		area.rows / 8 * CELL_ROWS, rgb);
	if (area.opacity < 1)
		fprintf(out, " opacity=\"%g\"", area.opacity);
	fprintf(out, "/>\n");
	return true;
}
