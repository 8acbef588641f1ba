#include "tests/support/tui/picture.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/tui/golden.h"
#include "tests/support/unit.h"

static const struct { char letter; const char *name; } styles[STYLE_COUNT] = {
	[STYLE_TEXT] = { ' ', "text" },
	[STYLE_DIM] = { 'd', "dim" },
	[STYLE_STRONG] = { 's', "strong" },
	[STYLE_BORDER] = { '.', "border" },
	[STYLE_FOCUS] = { '=', "focus" },
	[STYLE_FOCUS_TITLE] = { 'F', "focus title" },
	[STYLE_SELECTED] = { 'S', "selected" },
	[STYLE_MATCH] = { 'M', "match" },
	[STYLE_GOOD] = { 'g', "good" },
	[STYLE_WARN] = { 'w', "warn" },
	[STYLE_BAD] = { 'x', "bad" },
	[STYLE_BUSY] = { 'b', "busy" },
	[STYLE_KEY] = { 'k', "key" },
	[STYLE_REAL] = { 'R', "real" },
	[STYLE_PRACTICE] = { 'P', "practice" },
	[STYLE_FIELD] = { '_', "field" },
	[STYLE_FIELD_FOCUS] = { 'I', "field focus" },
	[STYLE_DIALOG] = { '+', "dialog" },
	[STYLE_ALARM] = { '!', "alarm" },
	[STYLE_BEHIND] = { ':', "behind" },
	[STYLE_QR] = { 'q', "QR" },
	[STYLE_QR_LIGHT] = { 'Q', "QR light" },
	[STYLE_LINK] = { 'l', "link" },
};

void picture_begin(struct picture *picture, const char *name)
{
	*picture = (struct picture){ .name = name };
	buf_init(&picture->text, 0);
	buf_init(&picture->box, 0);
	buf_init(&picture->bars, 0);
}

static enum style style_at(const struct canvas *canvas, int row, int col)
{
	return (enum style)canvas->cells[(size_t)row * (size_t)canvas->stride + (size_t)col].style;
}

/* Writes the row's letters without the blanks at its end. */
static void letters_of(struct buf *out, struct picture *picture, const struct canvas *canvas, int row)
{
	int end = canvas->cols;

	while (end > 0 && style_at(canvas, row, end - 1) == STYLE_TEXT)
		end--;
	for (int col = 0; col < end; col++) {
		enum style style = style_at(canvas, row, col);

		assert_true(styles[style].letter);
		picture->used[style] = true;
		buf_add_byte(out, (uint8_t)styles[style].letter);
	}
}

static void add_letters(struct buf *out, int first, int last, const char *letters)
{
	if (*letters && last > first)
		buf_add_format(out, "%2d-%-2d %s\n", first, last, letters);
	else if (*letters)
		buf_add_format(out, "%2d    %s\n", first, letters);
}

/* Adds the canvas, and under it the styles of its rows: those that are alike stand there once, plain ones do not. */
static void add_canvas(struct buf *out, struct picture *picture, const struct canvas *canvas)
{
	struct buf row, next;
	int first = 0;

	buf_init(&row, 0);
	buf_init(&next, 0);
	canvas_dump(out, canvas);
	letters_of(&row, picture, canvas, 0);
	for (int i = 1; i < canvas->rows; i++) {
		buf_clear(&next);
		letters_of(&next, picture, canvas, i);
		if (strcmp(buf_string(&row), buf_string(&next)) == 0)
			continue;
		add_letters(out, first, i - 1, buf_string(&row));
		first = i;
		buf_clear(&row);
		buf_add_string(&row, buf_string(&next));
	}
	add_letters(out, first, canvas->rows - 1, buf_string(&row));
	buf_free(&row);
	buf_free(&next);
}

void picture_add_panes(struct picture *picture, struct ui *ui, const char *heading)
{
	struct canvas view = canvas_view(&ui->canvas, 0, 0, ui->layout.footer_row, ui->canvas.cols);

	buf_add_format(&picture->text, "== %s\n", heading);
	add_canvas(&picture->text, picture, &view);
}

/* Returns the part of the screen that no dialog has dimmed, without the bars. */
static struct canvas undimmed(struct ui *ui)
{
	int top = ui->canvas.rows, left = ui->canvas.cols, bottom = -1, right = -1;

	for (int row = ui->layout.title_row + 1; row < ui->layout.message_row; row++)
		for (int col = 0; col < ui->canvas.cols; col++) {
			if (style_at(&ui->canvas, row, col) == STYLE_BEHIND)
				continue;
			top = row < top ? row : top;
			left = col < left ? col : left;
			bottom = row;
			right = col > right ? col : right;
		}
	assert_true(bottom >= 0);
	return canvas_view(&ui->canvas, top, left, bottom + 1 - top, right + 1 - left);
}

/* Returns whether the canvas looks otherwise than the last one, which it replaces. */
static bool is_new(struct buf *last, struct picture *picture, const struct canvas *canvas)
{
	struct buf now;
	bool differs;

	buf_init(&now, 0);
	add_canvas(&now, picture, canvas);
	differs = strcmp(buf_string(&now), buf_string(last)) != 0;
	buf_clear(last);
	buf_add_string(last, buf_string(&now));
	buf_free(&now);
	return differs;
}

void picture_add_dialog(struct picture *picture, struct ui *ui, const char *heading)
{
	struct canvas box = undimmed(ui);
	struct canvas bars = canvas_view(&ui->canvas, ui->layout.message_row, 0, 2, ui->canvas.cols);

	buf_add_format(&picture->text, "== %s: at row %d, column %d", heading, box.row, box.col);
	if (is_new(&picture->box, picture, &box)) {
		buf_add_format(&picture->text, "\n%s", buf_string(&picture->box));
		snprintf(picture->heading, sizeof(picture->heading), "%s", heading);
	} else {
		buf_add_format(&picture->text, ", as %s\n", picture->heading);
	}
	if (is_new(&picture->bars, picture, &bars))
		buf_add_format(&picture->text, "-- message and footer\n%s", buf_string(&picture->bars));
}

static void add_attributes(struct buf *out, unsigned attributes)
{
	static const struct { unsigned attribute; const char *name; } names[] = {
		{ THEME_BOLD, " bold" }, { THEME_DIM, " dim" }, { THEME_REVERSE, " reversed" }, { THEME_UNDERLINE, " underlined" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (attributes & names[i].attribute)
			buf_add_string(out, names[i].name);
}

/* Adds what each style that was used is in each theme: its foreground on its background, and its attributes. */
static void add_looks(struct picture *picture)
{
	static const enum theme themes[] = { THEME_DARK, THEME_LIGHT, THEME_CONTRAST };

	buf_add_string(&picture->text, "== styles, in the themes dark, light and contrast, and without colours\n");
	for (int style = 0; style < STYLE_COUNT; style++) {
		struct look look = { 0 };

		if (!picture->used[style])
			continue;
		buf_add_format(&picture->text, "%c %-11s", styles[style].letter, styles[style].name);
		for (size_t i = 0; i < ARRAY_LENGTH(themes); i++) {
			look = theme_look(themes[i], (enum style)style, (struct ground){ 0 });
			buf_add_format(&picture->text, " %06x/%06x", look.foreground, look.background);
		}
		add_attributes(&picture->text, look.attributes);
		buf_add_string(&picture->text, "; mono");
		add_attributes(&picture->text, look.mono);
		buf_add_byte(&picture->text, '\n');
	}
}

void picture_end(struct picture *picture)
{
	add_looks(picture);
	golden_compare(picture->name, buf_string(&picture->text));
	buf_free(&picture->text);
	buf_free(&picture->box);
	buf_free(&picture->bars);
}
