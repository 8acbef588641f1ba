#include "tui/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "tui/glyph.h"
#include "wallet/base/mem.h"
#include "wallet/base/secret.h"
#include "wallet/base/text.h"

static const struct cell blank = { .chars = { L' ' } };

void canvas_init(struct canvas *canvas, int rows, int cols, bool ascii)
{
	*canvas = (struct canvas){
		.rows = rows > 0 ? rows : 1, .cols = cols > 0 ? cols : 1, .ascii = ascii, .owner = true, .pane = -1,
	};
	canvas->stride = canvas->cols;
	canvas->cells = mem_new((size_t)canvas->rows * (size_t)canvas->cols, sizeof(*canvas->cells));
	canvas_clear(canvas, STYLE_TEXT);
}

void canvas_free(struct canvas *canvas)
{
	if (canvas->owner && canvas->cells) {
		secret_wipe(canvas->cells, (size_t)canvas->rows * (size_t)canvas->cols * sizeof(*canvas->cells));
		free(canvas->cells);
	}
	targets_free(&canvas->targets);
	*canvas = (struct canvas){ 0 };
}

static struct cell *cell_at(const struct canvas *canvas, int row, int col)
{
	if (row < 0 || col < 0 || row >= canvas->rows || col >= canvas->cols)
		return NULL;
	return &canvas->cells[(size_t)row * (size_t)canvas->stride + (size_t)col];
}

#define LINES_BEGIN 0x2500
#define BLOCKS_END 0x259f
#define WIDE_FIRST 0x1100	/* no character before Hangul is wide */

static bool is_narrow(const struct cell *cell)
{
	return cell->chars[0] && cell->chars[0] < WIDE_FIRST;
}

/* When one half of a wide character is overwritten, the other must not stay, even where it is outside a view. */
static void mend_wide(const struct canvas *canvas, int row, int col)
{
	struct cell *cell = cell_at(canvas, row, col);

	if (!cell || is_narrow(cell))
		return;
	for (; canvas->parent; canvas = canvas->parent)
		col += canvas->col;
	if (!cell->chars[0] && col > 0)
		cell[-1].chars[0] = L' ', cell[-1].chars[1] = 0;
	if (col + 1 < canvas->cols && !cell[1].chars[0])
		cell[1].chars[0] = L' ';
}

void canvas_clear(struct canvas *canvas, enum style style)
{
	struct cell styled = blank, *first = canvas->cells;

	styled.style = (uint32_t)style;
	for (int row = 0; row < canvas->rows; row++) {
		mend_wide(canvas, row, 0);
		mend_wide(canvas, row, canvas->cols - 1);
	}
	for (int col = 0; col < canvas->cols && canvas->rows > 0; col++)
		first[col] = styled;
	for (int row = 1; row < canvas->rows; row++)
		memcpy(first + (size_t)row * (size_t)canvas->stride, first, (size_t)canvas->cols * sizeof(*first));
	canvas->cursor_row = canvas->cursor_col = -1;
	canvas->targets.count = 0;
}

static int limit(int value, int low, int high)
{
	if (value > high)
		value = high;
	return value < low ? low : value;
}

struct canvas canvas_view(struct canvas *canvas, int row, int col, int rows, int cols)
{
	struct canvas view = *canvas;

	view.row = limit(row, 0, canvas->rows);
	view.col = limit(col, 0, canvas->cols);
	view.rows = limit(rows, 0, canvas->rows - view.row);
	view.cols = limit(cols, 0, canvas->cols - view.col);
	view.cells = canvas->cells + (size_t)view.row * (size_t)canvas->stride + (size_t)view.col;
	view.parent = canvas;
	view.owner = view.turns = false;
	view.targets = (struct targets){ 0 };
	view.cursor_row = view.cursor_col = -1;
	return view;
}

static void put_narrow(const struct canvas *canvas, int row, int col, enum style style, uint32_t character)
{
	struct cell *cell = cell_at(canvas, row, col);

	if (!cell)
		return;
	if (!is_narrow(cell))
		mend_wide(canvas, row, col);
	*cell = (struct cell){ .chars = { (wchar_t)character }, .style = (uint32_t)style };
}

/* Half a character is a blank. */
static void put_wide(const struct canvas *canvas, int row, int col, enum style style, uint32_t character)
{
	struct cell *right = cell_at(canvas, row, col + 1);

	put_narrow(canvas, row, col, style, right ? character : ' ');
	if (!right || !cell_at(canvas, row, col))
		return;
	mend_wide(canvas, row, col + 1);
	*right = (struct cell){ .style = (uint32_t)style };
}

/* Adds a combining character to the one that ends before col. */
static void combine(const struct canvas *canvas, int row, int col, uint32_t character)
{
	struct cell *cell = cell_at(canvas, row, col - 1);

	if (cell && !cell->chars[0])
		cell = cell_at(canvas, row, col - 2);
	if (!cell || canvas->ascii)
		return;
	for (size_t i = 1; i < CELL_CHARS; i++)
		if (!cell->chars[i]) {
			cell->chars[i] = (wchar_t)character;
			return;
		}
}

/* What stands for a wide character is as wide, so that nothing after it moves. */
static void put_ascii(const struct canvas *canvas, int row, int col, enum style style, uint32_t character, int width)
{
	for (int i = 0; i < width; i++)
		put_narrow(canvas, row, col + i, style, character);
}

/* Most are ASCII or lines and blocks: there is nothing to look up. */
static bool is_plain(const struct canvas *canvas, uint32_t character)
{
	return (character >= 0x20 && character < 0x7f) ||
	       (character >= LINES_BEGIN && character <= BLOCKS_END && !canvas->ascii);
}

int canvas_put(struct canvas *canvas, int row, int col, enum style style, uint32_t character)
{
	int width;

	if (is_plain(canvas, character)) {
		put_narrow(canvas, row, col, style, character);
		return 1;
	}
	if (glyph_is_left_out(character))
		return 0;
	width = glyph_width(character);
	if (width < 0) {
		character = '?';
		width = 1;
	}
	if (width == 0)
		combine(canvas, row, col, character);
	else if (canvas->ascii)
		put_ascii(canvas, row, col, style, glyph_ascii(character), width);
	else if (width == 2)
		put_wide(canvas, row, col, style, character);
	else
		put_narrow(canvas, row, col, style, character);
	return width;
}

void canvas_restyle(struct canvas *canvas, int row, int col, int width, enum style style)
{
	for (; width > 0; width--, col++) {
		struct cell *cell = cell_at(canvas, row, col);

		if (cell)
			cell->style = (uint32_t)style;
	}
}

static bool inside(const struct canvas *canvas, int row, int col)
{
	return row >= 0 && col >= 0 && row < canvas->rows && col < canvas->cols;
}

void canvas_cursor(struct canvas *canvas, int row, int col)
{
	bool there = inside(canvas, row, col);

	canvas->cursor_row = there ? row : -1;
	canvas->cursor_col = there ? col : -1;
	canvas->cursor_rests = false;
	if (there && canvas->parent)
		canvas_cursor(canvas->parent, canvas->row + row, canvas->col + col);
}

void canvas_rest(struct canvas *canvas, int row, int col)
{
	if (canvas->cursor_row >= 0 || !inside(canvas, row, col))
		return;
	canvas->cursor_row = row;
	canvas->cursor_col = col;
	canvas->cursor_rests = true;
	if (canvas->parent)
		canvas_rest(canvas->parent, canvas->row + row, canvas->col + col);
}

/* In ASCII every corner is a plus, which joins lines in all directions. */
static unsigned directions_at(const struct canvas *canvas, const struct cell *cell)
{
	if (!canvas->ascii)
		return glyph_directions((uint32_t)cell->chars[0]);
	switch (cell->chars[0]) {
	case L'+':
		return LINE_UP | LINE_DOWN | LINE_LEFT | LINE_RIGHT;
	case L'-':
		return LINE_LEFT | LINE_RIGHT;
	case L'=':
		return LINE_LEFT | LINE_RIGHT | LINE_HEAVY(LINE_LEFT | LINE_RIGHT);
	case L'|':
		return LINE_UP | LINE_DOWN;
	default:
		return 0;
	}
}

static uint32_t line_character(const struct canvas *canvas, unsigned directions)
{
	uint32_t line = glyph_line(directions);

	return canvas->ascii ? glyph_ascii(line) : line;
}

/* Draws a line of len cells, to the right or down, which joins the lines that it meets.  The line of what has the
 * focus is heavy, so that it is seen without colours. */
static void draw_line(struct canvas *canvas, int row, int col, int len, unsigned directions, enum style style)
{
	int down = directions & (LINE_LEFT | LINE_RIGHT) ? 0 : 1;
	uint32_t alone;

	if (style == STYLE_FOCUS)
		directions |= LINE_HEAVY(directions);
	alone = line_character(canvas, directions);
	for (; len > 0; len--, row += down, col += !down) {
		const struct cell *cell = cell_at(canvas, row, col);
		unsigned met = cell ? directions_at(canvas, cell) : 0;

		put_narrow(canvas, row, col, style, met ? line_character(canvas, directions | met) : alone);
	}
}

void canvas_frame(struct canvas *canvas, enum style style)
{
	int bottom = canvas->rows - 1, right = canvas->cols - 1;

	draw_line(canvas, 0, 1, right - 1, LINE_LEFT | LINE_RIGHT, style);
	draw_line(canvas, bottom, 1, right - 1, LINE_LEFT | LINE_RIGHT, style);
	draw_line(canvas, 1, 0, bottom - 1, LINE_UP | LINE_DOWN, style);
	draw_line(canvas, 1, right, bottom - 1, LINE_UP | LINE_DOWN, style);
	draw_line(canvas, 0, 0, 1, LINE_DOWN | LINE_RIGHT, style);
	draw_line(canvas, 0, right, 1, LINE_DOWN | LINE_LEFT, style);
	draw_line(canvas, bottom, 0, 1, LINE_UP | LINE_RIGHT, style);
	draw_line(canvas, bottom, right, 1, LINE_UP | LINE_LEFT, style);
}

void canvas_frame_again(struct canvas *canvas, int col, int end, enum style style)
{
	draw_line(canvas, 0, col, end - col, LINE_LEFT | LINE_RIGHT, style);
	draw_line(canvas, 1, canvas->cols - 1, canvas->rows - 2, LINE_UP | LINE_DOWN, style);
}

void canvas_divide(struct canvas *canvas, int row, enum style style)
{
	int right = canvas->cols - 1;

	draw_line(canvas, row, 0, 1, LINE_RIGHT, style);
	draw_line(canvas, row, 1, right - 1, LINE_LEFT | LINE_RIGHT, style);
	draw_line(canvas, row, right, 1, LINE_LEFT, style);
}

void canvas_spinner(struct canvas *canvas, int row, int col, enum style style)
{
	static const uint32_t dots[] = {
		0x280b, 0x2819, 0x2839, 0x2838, 0x283c, 0x2834, 0x2826, 0x2827, 0x2807, 0x280f
	};
	static const uint32_t plain[] = { '|', '/', '-', '\\' };

	canvas->turns = true;
	for (struct canvas *on = canvas->parent; on; on = on->parent)
		on->turns = true;
	if (canvas->ascii)
		canvas_put(canvas, row, col, style, plain[canvas->frame % ARRAY_LENGTH(plain)]);
	else
		canvas_put(canvas, row, col, style, dots[canvas->frame % ARRAY_LENGTH(dots)]);
}

void canvas_bar(struct canvas *canvas, int row, int col, int width, int filled, enum style style)
{
	for (int i = 0; i < width; i++)
		canvas_put(canvas, row, col + i, i < filled ? style : STYLE_DIM, i < filled ? 0x2593 : 0x2591);
}

void canvas_bar_low(struct canvas *canvas, int row, int col, int width, int filled, enum style style)
{
	for (int i = 0; i < width; i++)
		canvas_put(canvas, row, col + i, i < filled ? style : STYLE_DIM, i < filled ? 0x2586 : 0x2581);
}

/* Writes UTF-8 whatever the locale, so that a dump is the same everywhere. */
static void dump_character(struct buf *out, uint32_t c)
{
	char bytes[4];
	size_t len = text_encode(bytes, c);

	buf_add(out, bytes, len);
}

static bool is_blank(const struct cell *cell)
{
	return cell->chars[0] == L' ' && !cell->chars[1];
}

void canvas_dump(struct buf *out, const struct canvas *canvas)
{
	for (int row = 0; row < canvas->rows; row++) {
		int end = canvas->cols;

		while (end > 0 && is_blank(cell_at(canvas, row, end - 1)))
			end--;
		for (int col = 0; col < end; col++) {
			const struct cell *cell = cell_at(canvas, row, col);

			for (size_t i = 0; i < CELL_CHARS && cell->chars[i]; i++)
				dump_character(out, (uint32_t)cell->chars[i]);
		}
		buf_add_byte(out, '\n');
	}
}
