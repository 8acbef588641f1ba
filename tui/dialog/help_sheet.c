#include "tui/dialog/help_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/dialog/help_entry.h"
#include "wallet/base/mem.h"

#define SHEET_KEYS 8		/* width of the keystrokes, at least */
#define LINES_MOST 2		/* of a row with a reason */
#define SHEET_MOST 96		/* rows of a sheet, headings among them */

const char help_legend[] = "✓ done  ● now, in order  ○ to come  ✗ failed  ▸ current  w = watched  ↻ begins anew  ▾ sorted";

/* Neighbours that share a row of the sheet, because there are many of a kind. */
static const struct { int first, last; const char *help; } kinds[] = {
	{ COMMAND_PANE_KEYSTORE, COMMAND_PANE_TRANSACTIONS, "go to the pane of that number" },
	{ COMMAND_NEXT_PANE, COMMAND_PREVIOUS_PANE, "to the next pane, or back" },
	{ COMMAND_UP, COMMAND_DOWN, "a row down or up" },
	{ COMMAND_TOP, COMMAND_BOTTOM, "to the first or the last row" },
	{ COMMAND_PAGE_UP, COMMAND_PAGE_DOWN, "a page down or up" },
};

static size_t kind_of(int command)
{
	size_t kind = 0;

	while (kind < ARRAY_LENGTH(kinds) && (command < kinds[kind].first || command > kinds[kind].last))
		kind++;
	return kind;
}

/* A sheet's rows, gathered before they are laid out.  A row without a label is a heading. */
struct sheet {
	size_t cursor;
	struct sheet_row {
		char label[KEYBIND_LABEL_SIZE];
		const char *text, *reason;
		size_t entry;
		int lines;
	} rows[SHEET_MOST];
	size_t count, seen, last_kind;
	const char *section;
};

static struct sheet_row *add_row(struct sheet *sheet, const char *label, const char *text)
{
	struct sheet_row *row = &sheet->rows[sheet->count < SHEET_MOST - 1 ? sheet->count++ : SHEET_MOST - 1];

	snprintf(row->label, sizeof(row->label), "%s", label);
	row->text = text;
	row->reason = NULL;
	row->entry = sheet->seen;
	return row;
}

static void gather(void *context, const struct help_entry *entry)
{
	struct sheet *sheet = context;
	size_t kind = kind_of(entry->bind.command), used;
	struct sheet_row *row = sheet->count ? &sheet->rows[sheet->count - 1] : NULL;

	if (row && kind < ARRAY_LENGTH(kinds) && kind == sheet->last_kind) {
		used = strlen(row->label);
		snprintf(row->label + used, sizeof(row->label) - used, " %.*s", (int)strcspn(entry->label, " "),
			 entry->label);
		row->text = kinds[kind].help;
		sheet->seen++;
		return;
	}
	if (!sheet->section || strcmp(sheet->section, entry->section) != 0)
		add_row(sheet, "", entry->section);
	sheet->section = entry->section;
	add_row(sheet, entry->label, entry->help)->reason = help_reason(entry);
	sheet->last_kind = kind;
	sheet->seen++;
}

static bool has_cursor(const struct sheet *sheet, size_t index)
{
	size_t from = sheet->rows[index].entry, cursor = sheet->cursor;
	size_t next = index + 1 < sheet->count ? sheet->rows[index + 1].entry : sheet->seen;

	return cursor >= from && cursor < (next > from ? next : from + 1);
}

static int key_width(const struct sheet_row *row)
{
	int key = canvas_width(row->label, strlen(row->label));

	return key < SHEET_KEYS ? SHEET_KEYS : key + 1;
}

/* Draws a row's words, which are broken rather than cut; returns the lines.  A reason that would make them many is left
 * to the message line, and to the row's being dim. */
static int draw_words(const struct sheet_row *from, struct canvas *canvas, int row, int col, int width)
{
	enum style style = from->reason ? STYLE_DIM : STYLE_TEXT;
	char text[256];
	int lines;

	help_words(text, sizeof(text), from->reason, from->text);
	if (canvas_wrap(canvas, canvas->rows, col, width, style, text) > LINES_MOST)
		help_words(text, sizeof(text), NULL, from->text);
	lines = canvas_wrap(canvas, row, col, width, style, text);
	return lines ? lines : 1;
}

static void draw_sheet_row(const struct sheet *sheet, size_t index, struct page *page, int row, int col, int width)
{
	const struct sheet_row *from = &sheet->rows[index];
	struct canvas *canvas = &page->canvas;
	int key = key_width(from);

	if (!*from->label) {
		canvas_fit(canvas, row, col, width, STYLE_FOCUS, from->text);
		return;
	}
	canvas_fit(canvas, row, col, width, STYLE_KEY, from->label);
	draw_words(from, canvas, row, col + key, width - key);
	canvas_target(canvas, row, col, from->lines, width, (struct target){ TARGET_ROW, .value = (int)from->entry });
	if (!has_cursor(sheet, index))
		return;
	for (int line = 0; line < from->lines; line++)
		canvas_restyle(canvas, row + line, col, width, STYLE_SELECTED);
	page_rest(page, row, col);
	page->keep = row;
	page->from_top = sheet->cursor == 0;
}

/* Counts the lines of the rows from `from` on by drawing below the canvas, where nothing shows. */
static int measure(struct sheet *sheet, size_t from, struct page *page, int width)
{
	int lines = 0;

	for (size_t i = from; i < sheet->count; i++) {
		struct sheet_row *row = &sheet->rows[i];
		int key = key_width(row);

		row->lines = *row->label ? draw_words(row, &page->canvas, page->canvas.rows, key, width - key) : 1;
		lines += row->lines;
	}
	return lines;
}

/* Returns the first row of the second column. */
static size_t half(const struct sheet *sheet, size_t from, int lines)
{
	int used = 0;

	while (from < sheet->count && used < (lines + 1) / 2)
		used += sheet->rows[from++].lines;
	while (from > 0 && from < sheet->count && !*sheet->rows[from - 1].label)
		from++;
	return from;
}

/* Draws the rows from `from` on in two columns.  No heading is the last row of the first. */
static void draw_columns(struct sheet *sheet, size_t from, struct page *page)
{
	int width = (page->canvas.cols - 2) / 2, lines = measure(sheet, from, page, width), high[2] = { 0 }, first;
	size_t second = half(sheet, from, lines);

	for (size_t i = from; i < sheet->count; i++)
		high[i >= second] += sheet->rows[i].lines;
	first = page_rows(page, high[0] > high[1] ? high[0] : high[1]);
	for (size_t i = from; i < sheet->count; i++) {
		if (i == from || i == second)
			high[0] = first;
		draw_sheet_row(sheet, i, page, high[0], i >= second ? width + 2 : 0, width);
		high[0] += sheet->rows[i].lines;
	}
}

void help_sheet(const struct ui *ui, size_t cursor, const struct model *model, struct page *page)
{
	struct sheet *sheet = mem_new(1, sizeof(*sheet));
	size_t others;

	sheet->cursor = cursor;
	sheet->last_kind = ARRAY_LENGTH(kinds);
	page_text(page, STYLE_DIM, help_legend);
	help_visit_here(ui, NULL, model, gather, sheet);
	draw_columns(sheet, 0, page);
	others = sheet->count;
	help_visit_others(ui, model, gather, sheet);
	page_text(page, STYLE_DIM, "In the other panes; Enter goes there and does it:");
	draw_columns(sheet, others, page);
	if (cursor + 1 == sheet->seen)	/* the first column may be longer */
		page->keep = page->row - 1;
	page->at = cursor + 1;
	page->of = sheet->seen;
	free(sheet);
}
