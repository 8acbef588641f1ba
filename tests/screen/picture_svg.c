#include "tests/screen/picture_svg.h"

#include <string.h>

#include "tests/screen/glyphs.h"
#include "tests/screen/look.h"

#define BASELINE 13.6	/* of a row's letters, below its top */

void picture_svg_text(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			fputs("&amp;", out);
		else if (*text == '<')
			fputs("&lt;", out);
		else
			fputc(*text, out);
	}
}

/* Neighbouring cells of a row that look alike. */
struct run {
	int row, col, cols;
	struct look look;
	char text[TERMINAL_ROW_MAX];
};

static void draw_back(FILE *out, const struct run *run, const struct ground *ground)
{
	if (run->look.back != ground->back)
		fprintf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", run->col * CELL_COLS,
			run->row * CELL_ROWS, run->cols * CELL_COLS, CELL_ROWS, run->look.back);
}

static void draw_text(FILE *out, const struct run *run)
{
	if (run->text[strspn(run->text, " ")] == '\0' && !run->look.underline)
		return;
	fprintf(out, "<text x=\"%d\" y=\"%g\" textLength=\"%d\" fill=\"#%06x\"%s%s%s>", run->col * CELL_COLS,
		run->row * CELL_ROWS + BASELINE, run->cols * CELL_COLS, run->look.text,
		run->look.bold ? " font-weight=\"bold\"" : "", run->look.italic ? " font-style=\"italic\"" : "",
		run->look.underline ? " text-decoration=\"underline\"" : "");
	picture_svg_text(out, run->text);
	fputs("</text>\n", out);
}

/* Lines, areas and wide characters stand alone; others go on until the look changes, or two blanks come. */
static bool goes_on(const struct run *run, const struct shown_cell *cell)
{
	size_t len = strlen(run->text);

	return run->cols > 0 && cell->width == 1 && cell->text[0] && look_equal(&run->look, &cell->look) &&
	       (run->look.underline || !(len && run->text[len - 1] == ' ' && cell->character == ' '));
}

static void end_run(FILE *out, struct run *run)
{
	if (run->cols > 0)
		draw_text(out, run);
	run->cols = 0;
	run->text[0] = '\0';
}

static void draw_cell(FILE *out, struct run *run, const struct shown_cell *cell, int row, int col)
{
	if (!goes_on(run, cell))
		end_run(out, run);
	if (!cell->text[0] || (run->cols == 0 && cell->character == ' ' && !cell->look.underline))
		return;
	if (glyph_draw(out, cell->character, row, col, cell->look.text)) {
		end_run(out, run);
		return;
	}
	if (run->cols == 0)
		*run = (struct run){ .row = row, .col = col, .look = cell->look };
	run->cols += cell->width;
	strcat(run->text, cell->text);
	if (cell->width > 1)
		end_run(out, run);
}

static void draw_backs(FILE *out, struct terminal *terminal, int row, const struct ground *ground)
{
	struct run run = { .row = row };

	for (int col = 0; col < terminal_cols(terminal); col++) {
		struct shown_cell cell = look_at(terminal, row, col, ground);

		if (run.cols > 0 && run.look.back == cell.look.back) {
			run.cols++;
			continue;
		}
		if (run.cols > 0)
			draw_back(out, &run, ground);
		run = (struct run){ .row = row, .col = col, .cols = 1, .look = cell.look };
	}
	if (run.cols > 0)
		draw_back(out, &run, ground);
}

void picture_svg_rows(FILE *out, struct terminal *terminal, const struct ground *ground)
{
	for (int row = 0; row < terminal_rows(terminal); row++) {
		struct run run = { .row = row };

		draw_backs(out, terminal, row, ground);
		for (int col = 0; col < terminal_cols(terminal); col++) {
			struct shown_cell cell = look_at(terminal, row, col, ground);

			draw_cell(out, &run, &cell, row, col);
		}
		end_run(out, &run);
	}
}
