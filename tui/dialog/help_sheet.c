#include "tui/dialog/help_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/dialog/help_entry.h"
#include "wallet/base/mem.h"

#define SHEET_KEYS 8		/* width of the keystrokes, at least */
#define SHEET_MOST 96		/* rows of a sheet, headings among them */

const char help_legend[] = "✓ done  ● now, in order  ○ to come  ✗ failed  ▸ current  w = watched  ↻ begins anew  ▾ sorted";

/* Neighbours that share a row of the sheet, because there are many of a kind. */
static const struct { int first, last; const char *help; } kinds[] = {
	{ COMMAND_PANE_KEYSTORE, COMMAND_PANE_TRANSACTIONS, "go to the pane of that number" },
	{ COMMAND_NEXT_PANE, COMMAND_PREVIOUS_PANE, "go to the next pane, or the one before" },
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
	struct sheet_row { char label[KEYBIND_LABEL_SIZE]; const char *text, *reason; size_t entry; } rows[SHEET_MOST];
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

static void draw_sheet_row(const struct sheet *sheet, size_t index, struct page *page, int row, int col, int width)
{
	const struct sheet_row *from = &sheet->rows[index];
	int key = canvas_width(from->label, strlen(from->label));
	struct canvas *canvas = &page->canvas;
	char text[256];

	if (!*from->label) {
		canvas_fit(canvas, row, col, width, STYLE_FOCUS, from->text);
		return;
	}
	canvas_fit(canvas, row, col, width, STYLE_KEY, from->label);
	key = key < SHEET_KEYS ? SHEET_KEYS : key + 1;
	help_words(text, sizeof(text), from->reason, from->text);
	canvas_fit(canvas, row, col + key, width - key, from->reason ? STYLE_DIM : STYLE_TEXT, text);
	canvas_target(canvas, row, col, 1, width, (struct target){ TARGET_ROW, .value = (int)from->entry });
	if (!has_cursor(sheet, index))
		return;
	canvas_restyle(canvas, row, col, width, STYLE_SELECTED);
	page->keep = row;
	page->from_top = sheet->cursor == 0;
}

/* Draws the rows from `from` on in two columns.  No heading is the last row of the first. */
static void draw_columns(const struct sheet *sheet, size_t from, struct page *page)
{
	int count = (int)(sheet->count - from), rows = (count + 1) / 2, width = (page->canvas.cols - 2) / 2, first;

	if (rows < count && rows > 0 && !*sheet->rows[from + (size_t)rows - 1].label)
		rows++;
	first = page_rows(page, rows);
	for (int i = 0; i < count; i++)
		draw_sheet_row(sheet, from + (size_t)i, page, first + i % rows, i / rows * (width + 2), width);
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
