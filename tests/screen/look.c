#include "tests/screen/look.h"

#include <string.h>

#include "tests/screen/terminal_private.h"

/* xterm's 256 colours; libvterm's are others, and not the same in each version. */
static uint32_t indexed(unsigned index)
{
	static const uint32_t first[16] = {
		0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
		0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
	};
	static const uint32_t steps[6] = { 0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff };

	if (index < 16)
		return first[index];
	if (index >= 232)
		return (8 + 10 * (index - 232)) * UINT32_C(0x010101);
	index -= 16;
	return steps[index / 36] << 16 | steps[index / 6 % 6] << 8 | steps[index % 6];
}

static uint32_t rgb(const VTermColor *color)
{
	if (VTERM_COLOR_IS_INDEXED(color))
		return indexed(color->indexed.idx);
	return (uint32_t)color->rgb.red << 16 | (uint32_t)color->rgb.green << 8 | color->rgb.blue;
}

static struct look resolve(const VTermScreenCell *cell, const struct ground *ground)
{
	uint32_t text = VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) ? ground->text : rgb(&cell->fg);
	uint32_t back = VTERM_COLOR_IS_DEFAULT_BG(&cell->bg) ? ground->back : rgb(&cell->bg);

	return (struct look){
		.text = cell->attrs.reverse ? back : text,
		.back = cell->attrs.reverse ? text : back,
		.bold = cell->attrs.bold,
		.italic = cell->attrs.italic,
		.underline = cell->attrs.underline != 0,
	};
}

struct shown_cell look_at(struct terminal *terminal, int row, int col, const struct ground *ground)
{
	VTermRect place = { .start_row = row, .end_row = row + 1, .start_col = col, .end_col = col + 1 };
	struct shown_cell shown = { .text = " ", .character = ' ', .width = 1 };
	VTermScreenCell cell = { .width = 1 };

	if (!vterm_screen_get_cell(terminal->screen, (VTermPos){ row, col }, &cell))
		return shown;
	shown.look = resolve(&cell, ground);
	shown.width = cell.width;
	if (cell.chars[0] == (uint32_t)-1) {
		shown.text[0] = '\0';
	} else if (cell.chars[0]) {
		size_t len = vterm_screen_get_text(terminal->screen, shown.text, LOOK_CELL_MAX - 1, place);

		shown.text[len] = '\0';
		shown.character = cell.chars[0];
	}
	return shown;
}

bool look_equal(const struct look *a, const struct look *b)
{
	return a->text == b->text && a->back == b->back && a->bold == b->bold && a->italic == b->italic &&
	       a->underline == b->underline;
}
