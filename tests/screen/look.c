#include "tests/screen/look.h"

#include <string.h>

#include "tests/screen/terminal_private.h"

static uint32_t rgb(const struct terminal *terminal, VTermColor color)
{
	vterm_screen_convert_color_to_rgb(terminal->screen, &color);
	return (uint32_t)color.rgb.red << 16 | (uint32_t)color.rgb.green << 8 | color.rgb.blue;
}

static struct look resolve(const struct terminal *terminal, const VTermScreenCell *cell, const struct ground *ground)
{
	uint32_t text = VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) ? ground->text : rgb(terminal, cell->fg);
	uint32_t back = VTERM_COLOR_IS_DEFAULT_BG(&cell->bg) ? ground->back : rgb(terminal, cell->bg);

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
	shown.look = resolve(terminal, &cell, ground);
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
