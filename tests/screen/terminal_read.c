/* Reading the screen: rows as text, places of words, colours, dumps. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/terminal_private.h"

#define CELL_MAX 32	/* bytes of the text of one cell */

/* Puts a cell's text at out.  A cell that is covered by the wide one before it has none. */
static size_t put_cell(char out[CELL_MAX], const struct terminal *terminal, int row, int col, bool is_empty)
{
	VTermRect cell = { .start_row = row, .end_row = row + 1, .start_col = col, .end_col = col + 1 };

	*out = ' ';
	return is_empty ? 1 : vterm_screen_get_text(terminal->screen, out, CELL_MAX, cell);
}

/* Returns the row's text.  *col_of, if given, is set to the cell that has byte `byte`. */
static const char *read_row(struct terminal *terminal, int row, size_t byte, int *col_of)
{
	size_t len = 0, end = 0;

	for (int col = 0; col < terminal_cols(terminal) && len + CELL_MAX < sizeof(terminal->row); col++) {
		VTermScreenCell cell;

		if (!vterm_screen_get_cell(terminal->screen, (VTermPos){ row, col }, &cell))
			break;
		if (col_of && len <= byte)
			*col_of = col;
		len += put_cell(terminal->row + len, terminal, row, col, cell.chars[0] == 0);
		if (cell.chars[0] != 0 && cell.chars[0] != ' ')
			end = len;
	}
	terminal->row[end] = '\0';
	return terminal->row;
}

const char *terminal_row(struct terminal *terminal, int row)
{
	return read_row(terminal, row, 0, NULL);
}

int terminal_find(struct terminal *terminal, const char *text, int *col)
{
	for (int row = 0; row < terminal_rows(terminal); row++) {
		const char *at = strstr(terminal_row(terminal, row), text);

		if (!at)
			continue;
		if (col)
			read_row(terminal, row, (size_t)(at - terminal->row), col);
		return row;
	}
	return -1;
}

bool terminal_shows(struct terminal *terminal, const char *text)
{
	return terminal_find(terminal, text, NULL) >= 0;
}

char *terminal_text(struct terminal *terminal)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	check(out, "out of memory");
	for (int row = 0; row < terminal_rows(terminal); row++)
		fprintf(out, "%s\n", terminal_row(terminal, row));
	fclose(out);
	return text;
}

void terminal_dump(struct terminal *terminal)
{
	int rows = terminal_rows(terminal);

	fprintf(stderr, "---- %d×%d ----\n", terminal_cols(terminal), rows);
	for (int row = 0; row < rows; row++)
		fprintf(stderr, "%s\n", terminal_row(terminal, row));
	fprintf(stderr, "----\n");
}

static bool is_colored(const VTermScreenCell *cell)
{
	return !VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell->bg);
}

bool terminal_has_color(struct terminal *terminal)
{
	for (int row = 0; row < terminal_rows(terminal); row++) {
		for (int col = 0; col < terminal_cols(terminal); col++) {
			VTermScreenCell cell;

			if (vterm_screen_get_cell(terminal->screen, (VTermPos){ row, col }, &cell) && is_colored(&cell))
				return true;
		}
	}
	return false;
}

int terminal_background(struct terminal *terminal, int row, int col)
{
	VTermScreenCell cell;

	check(vterm_screen_get_cell(terminal->screen, (VTermPos){ row, col }, &cell), "there is no such cell");
	if (VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
		return -1;
	vterm_screen_convert_color_to_rgb(terminal->screen, &cell.bg);
	return cell.bg.rgb.red << 16 | cell.bg.rgb.green << 8 | cell.bg.rgb.blue;
}
