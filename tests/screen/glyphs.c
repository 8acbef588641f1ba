#include "tests/screen/glyphs.h"

#include "tui/glyph.h"

#define THIN 1.2
#define HEAVY 2.6

/* Writes one arm of a line, from the middle of the cell to an edge. */
static void draw_arm(FILE *out, unsigned directions, unsigned arm, int row, int col, uint32_t rgb)
{
	double x = (col + 0.5) * CELL_COLS, y = (row + 0.5) * CELL_ROWS;
	double across = arm == LINE_LEFT ? -CELL_COLS / 2.0 : arm == LINE_RIGHT ? CELL_COLS / 2.0 : 0;
	double along = arm == LINE_UP ? -CELL_ROWS / 2.0 : arm == LINE_DOWN ? CELL_ROWS / 2.0 : 0;

	if (directions & arm)
		fprintf(out, "<path stroke-linecap=\"square\" stroke=\"#%06x\" stroke-width=\"%g\" d=\"M%g %gl%g %g\"/>\n",
			rgb, directions & LINE_HEAVY(arm) ? HEAVY : THIN, x, y, across, along);
}

static bool draw_line(FILE *out, uint32_t character, int row, int col, uint32_t rgb)
{
	static const unsigned arms[] = { LINE_LEFT, LINE_RIGHT, LINE_UP, LINE_DOWN };
	unsigned directions = glyph_directions(character);

	for (size_t i = 0; i < sizeof(arms) / sizeof(*arms); i++)
		draw_arm(out, directions, arms[i], row, col, rgb);
	return directions;
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
