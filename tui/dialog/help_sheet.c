#include "tui/dialog/help_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/dialog/help_entry.h"
#include "wallet/base/mem.h"

#define SHEET_KEYS 8		/* width of the keystrokes, at least */
#define DENSE_KEYS 7
#define LINES_MOST 2		/* of a row with a reason */
#define SHEET_MOST 96		/* rows of a sheet, headings among them */
#define DENSE_COLUMNS 3
#define ROOMY_COLS 86		/* from which on two columns have room for whole sentences */
#define GAP 2

#define LEGEND "✓ done  ● now, in order  ○ to come  ✗ failed  ▸ current"
#define LEGEND_ON "w = watched  ↻ begins anew  ▾ sorted"

void help_legend(struct page *page)
{
	const char *whole = LEGEND "  " LEGEND_ON;
	bool fits = canvas_width(whole, strlen(whole)) <= page->canvas.cols;

	page_text(page, STYLE_DIM, fits ? whole : LEGEND);
	if (!fits)
		page_text(page, STYLE_DIM, LEGEND_ON);
}

/* Neighbours that share a row of the sheet, because there are many of a kind. */
static const struct { int first, last; const char *help, *brief; } kinds[] = {
	{ COMMAND_PANE_KEYSTORE, COMMAND_PANE_TRANSACTIONS, "go to the pane of that number", "that pane" },
	{ COMMAND_NEXT_PANE, COMMAND_PREVIOUS_PANE, "to the next pane, or back", "panes" },
	{ COMMAND_UP, COMMAND_DOWN, "a row down or up", "a row" },
	{ COMMAND_TOP, COMMAND_BOTTOM, "to the first or the last row", "first, last row" },
	{ COMMAND_PAGE_UP, COMMAND_PAGE_DOWN, "a page down or up", "a page" },
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
		const char *text, *reason, *brief;
		size_t entry;
		int lines;
		bool dim, terse;
	} rows[SHEET_MOST];
	size_t count, seen, last_kind;
	const char *section;
};

static struct sheet_row *add_row(struct sheet *sheet, const char *label, const char *text)
{
	struct sheet_row *row = &sheet->rows[sheet->count < SHEET_MOST - 1 ? sheet->count++ : SHEET_MOST - 1];

	snprintf(row->label, sizeof(row->label), "%s", label);
	row->text = text;
	row->reason = row->brief = NULL;
	row->dim = row->terse = false;
	row->entry = sheet->seen;
	return row;
}

/* Returns what the footer or [keys] calls it; NULL for what has no name. */
static const char *brief_of(const struct keybind *bind)
{
	if (bind->hint)
		return bind->hint;
	return bind->name && *bind->name ? bind->name : command_name(bind->command);
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
		row->brief = kinds[kind].brief;
		sheet->seen++;
		return;
	}
	if (!sheet->section || strcmp(sheet->section, entry->section) != 0)
		add_row(sheet, "", entry->section);
	sheet->section = entry->section;
	row = add_row(sheet, entry->label, entry->help);
	row->reason = help_reason(entry);
	row->dim = row->reason;
	row->brief = brief_of(&entry->bind);
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
	int key = canvas_width(row->label, strlen(row->label)), least = row->terse ? DENSE_KEYS : SHEET_KEYS;

	return key < least ? least : key + 1;
}

/* Draws a row's words, which are broken rather than cut; returns the lines.  A reason that would make them many is left
 * to the message line, and to the row's being dim. */
static int draw_words(const struct sheet_row *from, struct canvas *canvas, int row, int col, int width)
{
	enum style style = from->dim ? STYLE_DIM : STYLE_TEXT;
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
	if (from->terse)
		canvas_fit(canvas, row, col + key, width - key, from->dim ? STYLE_DIM : STYLE_TEXT, from->text);
	else
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

/* Counts the lines of some rows by drawing below the canvas, where nothing shows. */
static int measure(struct sheet *sheet, size_t from, size_t end, struct page *page, int width)
{
	int lines = 0;

	for (size_t i = from; i < end; i++) {
		struct sheet_row *row = &sheet->rows[i];
		int key = key_width(row);

		row->lines = *row->label ? draw_words(row, &page->canvas, page->canvas.rows, key, width - key) : 1;
		lines += row->lines;
	}
	return lines;
}

/* Returns the first row of the second column. */
static size_t half(const struct sheet *sheet, size_t from, size_t end, int lines)
{
	int used = 0;

	while (from < end && used < (lines + 1) / 2)
		used += sheet->rows[from++].lines;
	while (from > 0 && from < end && !*sheet->rows[from - 1].label)
		from++;
	return from;
}

/* Draws some rows in two columns.  No heading is the last row of the first. */
static void draw_columns(struct sheet *sheet, size_t from, size_t end, struct page *page)
{
	int width = (page->canvas.cols - GAP) / 2, lines = measure(sheet, from, end, page, width), high[2] = { 0 };
	size_t second = half(sheet, from, end, lines);
	int first;

	for (size_t i = from; i < end; i++)
		high[i >= second] += sheet->rows[i].lines;
	first = page_rows(page, high[0] > high[1] ? high[0] : high[1]);
	for (size_t i = from; i < end; i++) {
		if (i == from || i == second)
			high[0] = first;
		draw_sheet_row(sheet, i, page, high[0], i >= second ? width + GAP : 0, width);
		high[0] += sheet->rows[i].lines;
	}
}

/* Returns the rows that draw_columns would take. */
static int rows_of_columns(struct sheet *sheet, size_t from, size_t end, struct page *page)
{
	int lines = measure(sheet, from, end, page, (page->canvas.cols - GAP) / 2), high = 0;
	size_t second = half(sheet, from, end, lines);

	for (size_t i = from; i < second; i++)
		high += sheet->rows[i].lines;
	return high > lines - high ? high : lines - high;
}

/* Where a row stands in columns of `high` rows each: no heading is the last in its column. */
struct dense { int high, column, row; };

static void dense_next(struct dense *at, const struct sheet_row *row)
{
	bool heading = !*row->label;

	if (at->row >= at->high - heading) {
		at->column++;
		at->row = 0;
	}
}

static bool dense_fits(const struct sheet *sheet, size_t from, size_t end, int high)
{
	struct dense at = { .high = high };

	for (size_t i = from; i < end; i++, at.row++)
		dense_next(&at, &sheet->rows[i]);
	return at.column < DENSE_COLUMNS;
}

/* Returns how high the columns have to be. */
static int dense_rows(const struct sheet *sheet, size_t from, size_t end)
{
	int high = ((int)(end - from) + DENSE_COLUMNS - 1) / DENSE_COLUMNS;

	while (!dense_fits(sheet, from, end, high))
		high++;
	return high;
}

/* All of the words where they fit, else what the command is called, else what comes before a comma. */
static void dense_words(char *out, size_t size, const struct sheet_row *from, int width)
{
	if (canvas_width(from->text, strlen(from->text)) <= width) {
		snprintf(out, size, "%s", from->text);
	} else if (from->brief) {
		snprintf(out, size, "%s", from->brief);
		for (char *dash = strchr(out, '-'); dash; dash = strchr(dash, '-'))
			*dash = ' ';
	} else {
		snprintf(out, size, "%.*s", (int)strcspn(from->text, ",;"), from->text);
	}
}

/* A reason is left to the message line. */
static void draw_dense(struct sheet *sheet, size_t from, size_t end, struct page *page)
{
	struct dense at = { .high = dense_rows(sheet, from, end) };
	int width = (page->canvas.cols - GAP * (DENSE_COLUMNS - 1)) / DENSE_COLUMNS, first = page_rows(page, at.high);

	for (size_t i = from; i < end; i++, at.row++) {
		struct sheet_row *row = &sheet->rows[i];
		char words[160];

		dense_next(&at, row);
		row->terse = true;
		dense_words(words, sizeof(words), row, width - key_width(row));
		if (*row->label)
			row->text = words;
		row->lines = 1;
		draw_sheet_row(sheet, i, page, first + at.row, at.column * (width + GAP), width);
	}
}

/* Draws what holds here, and what is done elsewhere, in few words or many. */
static void draw_sheet(struct sheet *sheet, size_t others, struct page *page, int room)
{
	bool wide = page->canvas.cols >= ROOMY_COLS;
	void (*draw)(struct sheet *, size_t, size_t, struct page *) = wide ? draw_columns : draw_dense;
	int rows = rows_of_columns(sheet, 0, others, page) + 1 + rows_of_columns(sheet, others, sheet->count, page);

	if ((!wide || page->row + rows > room) && page->row + dense_rows(sheet, 0, sheet->count) <= room) {
		draw_dense(sheet, 0, sheet->count, page);
		return;
	}
	draw(sheet, 0, others, page);
	page_text(page, STYLE_DIM, "In the other panes; Enter goes there and does it:");
	draw(sheet, others, sheet->count, page);
}

void help_sheet(const struct ui *ui, size_t cursor, const struct model *model, struct page *page, int room)
{
	struct sheet *sheet = mem_new(1, sizeof(*sheet));
	size_t others;

	sheet->cursor = cursor;
	sheet->last_kind = ARRAY_LENGTH(kinds);
	help_legend(page);
	help_visit_here(ui, NULL, model, gather, sheet);
	others = sheet->count;
	help_visit_others(ui, model, gather, sheet);
	draw_sheet(sheet, others, page, room);
	if (cursor + 1 == sheet->seen)	/* the first column may be longer */
		page->keep = page->row - 1;
	page->at = cursor + 1;
	page->of = sheet->seen;
	free(sheet);
}
