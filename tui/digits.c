#include "tui/digits.h"

#define POINTS 5		/* rows of points in a digit */
#define FULL 0x2588
#define UPPER_HALF 0x2580
#define LOWER_HALF 0x2584

/* Rows of points from the top; the highest of the three bits is the left one. */
static const unsigned char digit_points[10][POINTS] = {
	{ 7, 5, 5, 5, 7 }, { 2, 6, 2, 2, 7 }, { 7, 1, 7, 4, 7 }, { 7, 1, 7, 1, 7 }, { 5, 5, 7, 1, 1 },
	{ 7, 4, 7, 1, 7 }, { 7, 4, 7, 5, 7 }, { 7, 1, 1, 1, 1 }, { 7, 5, 7, 5, 7 }, { 7, 5, 7, 1, 7 },
};
static const unsigned char colon_points[POINTS] = { 0, 1, 0, 1, 0 };

static int points_wide(char c)
{
	return c == ':' ? 1 : 3;
}

static bool has_point(char c, int row, int col)
{
	const unsigned char *rows = c == ':' ? colon_points : digit_points[c >= '0' && c <= '9' ? c - '0' : 0];

	return row < POINTS && rows[row] >> (points_wide(c) - 1 - col) & 1;
}

int digits_width(const char *text, bool big)
{
	int width = 0;

	for (; *text; text++)
		width += points_wide(*text) + 1;
	return (width ? width - 1 : 0) * (big ? 2 : 1);
}

/* Where there are no half blocks: the segments of a digit as lines, in the same room. */
static const char *const segments[10][DIGITS_ROWS] = {
	{ " _ ", "| |", "|_|" }, { "   ", "  |", "  |" }, { " _ ", " _|", "|_ " }, { " _ ", " _|", " _|" },
	{ "   ", "|_|", "  |" }, { " _ ", "|_ ", " _|" }, { " _ ", "|_ ", "|_|" }, { " _ ", "  |", "  |" },
	{ " _ ", "|_|", "|_|" }, { " _ ", "|_|", " _|" },
};
static const char *const colon_segments[DIGITS_ROWS] = { " ", ".", "." };

static void draw_lines(struct canvas *canvas, int row, int col, enum style style, char c)
{
	const char *const *lines = c == ':' ? colon_segments : segments[c >= '0' && c <= '9' ? c - '0' : 0];

	for (int y = 0; y < DIGITS_ROWS; y++)
		canvas_text(canvas, row + y, col, style, lines[y]);
}

static void draw_small(struct canvas *canvas, int row, int col, enum style style, char c)
{
	static const uint32_t halves[] = { ' ', LOWER_HALF, UPPER_HALF, FULL };

	for (int y = 0; y < DIGITS_ROWS; y++)
		for (int x = 0; x < points_wide(c); x++)
			canvas_put(canvas, row + y, col + x, style,
				   halves[has_point(c, 2 * y, x) * 2 + has_point(c, 2 * y + 1, x)]);
}

static void draw_big(struct canvas *canvas, int row, int col, enum style style, char c)
{
	for (int y = 0; y < DIGITS_ROWS_BIG; y++)
		for (int x = 0; x < 2 * points_wide(c); x++)
			canvas_put(canvas, row + y, col + x, style, has_point(c, y, x / 2) ? FULL : ' ');
}

void digits_draw(struct canvas *canvas, int row, int col, enum style style, const char *text, bool big)
{
	for (; *text; text++) {
		if (big)
			draw_big(canvas, row, col, style, *text);
		else if (canvas->ascii || canvas->console)
			draw_lines(canvas, row, col, style, *text);
		else
			draw_small(canvas, row, col, style, *text);
		col += (points_wide(*text) + 1) * (big ? 2 : 1);
	}
}
