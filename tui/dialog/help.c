/* The help: what can be done here, by the tables of keystrokes and commands.  It can be searched,
 * and Enter runs the entry. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/ui.h"
#include "wallet/base/mem.h"

#define KEY_WIDTH 16
#define SHEET_COLS 88		/* from this width on it is a sheet of two columns … */
#define SHEET_KEYS 8		/* … with narrower columns of keystrokes */
#define SHEET_MOST 96		/* rows of a sheet, headings among them */

/* The signs that the panes use. */
static const char legend[] = "✓ done  ● now, in order  ○ to come  ✗ failed  ▸ current  w = watched  ↻ begins anew  ▾ sorted";

struct state {
	const struct dialog *of;	/* the dialog under it, as last seen; NULL: a pane */
	unsigned number;		/* that dialog's number; 0: a pane */
	size_t cursor;
	bool searching;
	struct line search;
};

/* One entry, as visit_all passes it on. */
struct entry {
	const char *section, *label, *help;
	int command;		/* NONE: the entry is only text */
};

typedef void visitor(void *context, const struct entry *entry);

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

/* A dialog's entries are only text, because a yes must be said in the dialog itself. */
static void visit_keys(const struct ui *ui, const struct state *state, const struct model *model, visitor *visit,
		       void *context)
{
	struct keybind_at at = { .first = state->of ? dialog_keybinds(state->of) : ui->panes[ui->focus].ops->keybinds };
	char label[KEYBIND_LABEL_SIZE];

	while (keybind_next(&at, &ui->changes, state->of, model)) {
		struct entry entry = { at.table->title, label, keybind_help(&at.bind), COMMAND_NONE };

		if (!state->of)
			entry.command = at.bind.command;
		if (at.table->offered && !at.table->offered(ui, state->of, model))
			continue;
		keybind_label(label, &at.bind);
		visit(context, &entry);
	}
}

static void visit_commands(visitor *visit, void *context)
{
	char label[48];

	for (int command = command_after(COMMAND_NONE); command; command = command_after(command)) {
		struct entry entry = { "Commands, by name", label, command_help(command), command };

		snprintf(label, sizeof(label), ":%s", command_name(command));
		visit(context, &entry);
	}
}

/* Visits every entry that may be seen from here. */
static void visit_all(const struct ui *ui, const struct state *state, const struct model *model, visitor *visit,
		      void *context)
{
	visit_keys(ui, state, model, visit, context);
	if (!state->of)
		visit_commands(visit, context);
}

static bool found(const struct state *state, const struct entry *entry)
{
	const char *text = line_text(&state->search);

	return !*text || strcasestr(entry->label, text) || strcasestr(entry->help, text);
}

struct search {
	const struct state *state;
	size_t seen;
	int command;		/* the command of the entry under the cursor */
};

static void count_entry(void *context, const struct entry *entry)
{
	struct search *search = context;

	if (!found(search->state, entry))
		return;
	if (search->seen++ == search->state->cursor)
		search->command = entry->command;
}

static const struct dialog *below(const struct dialog *dialog)
{
	const struct dialog *at = dialog->below;

	while (at && at->closing)
		at = at->below;
	return at;
}

static void open(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;

	(void)ui;
	(void)model;
	state->of = below(dialog);
	state->number = state->of ? state->of->number : 0;
	line_init(&state->search, 40, false);
}

/* The dialog that the help is about may close by itself, and the help closes with it. */
static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;

	(void)ui;
	(void)model;
	state->of = below(dialog);
	return state->number == (state->of ? state->of->number : 0);
}

static void run(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct search search = { .state = dialog->state };

	visit_all(ui, dialog->state, model, count_entry, &search);
	dialog_close(ui, dialog);
	if (search.command)
		ui_run(ui, model, search.command);
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	struct state *state = dialog->state;
	struct search search = { .state = state };
	struct list list = { .cursor = state->cursor, .page = (size_t)dialog->page };

	visit_all(ui, state, model, count_entry, &search);
	list_move(&list, command, search.seen);
	state->cursor = list.cursor;
}

static bool point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	struct state *state = dialog->state;
	bool there = state->cursor == row && !state->searching;

	(void)ui;
	(void)part;
	state->cursor = row;
	state->searching = false;
	return there;
}

static void begin_search(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	((struct state *)dialog->state)->searching = true;
}

static void drop_search(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;

	(void)ui;
	(void)model;
	line_clear(&state->search);
	state->searching = false;
	state->cursor = 0;
}

/* The first character begins the search. */
static void type(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct state *state = dialog->state;

	(void)ui;
	(void)model;
	if (!line_type(&state->search, input))
		return;
	state->searching = true;
	state->cursor = 0;
}

static void drop_or_leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (*line_text(&((struct state *)dialog->state)->search))
		drop_search(ui, dialog, model);
	else
		dialog_close(ui, dialog);
}

static size_t mode(const struct dialog *dialog)
{
	return ((const struct state *)dialog->state)->searching;
}

struct drawing {
	const struct state *state;
	struct page *page;
	size_t seen;
	const char *section;
};

static void draw_entry(void *context, const struct entry *entry)
{
	struct drawing *drawing = context;
	struct page *page = drawing->page;
	int row;

	if (!found(drawing->state, entry))
		return;
	if (!drawing->section || strcmp(drawing->section, entry->section) != 0) {
		if (drawing->section)
			page_blank(page);
		page_text(page, STYLE_FOCUS, entry->section);
	}
	drawing->section = entry->section;
	row = page_rows(page, 0);
	if (canvas_width(entry->label, strlen(entry->label)) >= KEY_WIDTH) {
		page_text(page, STYLE_DIM, entry->label);
		page_pair(page, KEY_WIDTH, "", STYLE_TEXT, entry->help);
	} else {
		page_pair(page, KEY_WIDTH, entry->label, STYLE_TEXT, entry->help);
	}
	page_aim(page, row, page->row - row, TARGET_ROW, (int)drawing->seen);
	if (drawing->seen++ == drawing->state->cursor) {
		page->keep = row;
		page->from_top = drawing->state->cursor == 0;
		canvas_restyle(&page->canvas, row, 0, page->canvas.cols, STYLE_SELECTED);
	}
}

/* A sheet's rows, gathered before they are laid out.  A row without a label is a heading. */
struct sheet {
	const struct state *state;
	struct sheet_row { char label[KEYBIND_LABEL_SIZE]; const char *text; size_t entry; } rows[SHEET_MOST];
	size_t count, seen, last_kind;
	const char *section;
};

static struct sheet_row *add_row(struct sheet *sheet, const char *label, const char *text)
{
	struct sheet_row *row = &sheet->rows[sheet->count < SHEET_MOST - 1 ? sheet->count++ : SHEET_MOST - 1];

	snprintf(row->label, sizeof(row->label), "%s", label);
	row->text = text;
	row->entry = sheet->seen;
	return row;
}

static void gather(void *context, const struct entry *entry)
{
	struct sheet *sheet = context;
	size_t kind = kind_of(entry->command), used;
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
	add_row(sheet, entry->label, entry->help);
	sheet->last_kind = kind;
	sheet->seen++;
}

static void draw_sheet_row(const struct sheet *sheet, size_t index, struct canvas *canvas, int row, int col, int width)
{
	const struct sheet_row *from = &sheet->rows[index];
	size_t next = index + 1 < sheet->count ? sheet->rows[index + 1].entry : sheet->seen;
	size_t cursor = sheet->state->cursor;
	int key = canvas_width(from->label, strlen(from->label));

	if (!*from->label) {
		canvas_fit(canvas, row, col, width, STYLE_FOCUS, from->text);
		return;
	}
	canvas_fit(canvas, row, col, width, STYLE_KEY, from->label);
	key = key < SHEET_KEYS ? SHEET_KEYS : key + 1;
	canvas_fit(canvas, row, col + key, width - key, STYLE_TEXT, from->text);
	canvas_target(canvas, row, col, 1, width, (struct target){ TARGET_ROW, .value = (int)from->entry });
	if (cursor >= from->entry && cursor < (next > from->entry ? next : from->entry + 1))
		canvas_restyle(canvas, row, col, width, STYLE_SELECTED);
}

/* What holds here, on one page: the legend over two columns. */
static void draw_sheet(const struct ui *ui, const struct state *state, const struct model *model, struct page *page)
{
	struct sheet *sheet = mem_new(1, sizeof(*sheet));
	int width = (page->canvas.cols - 2) / 2, first, rows;

	sheet->state = state;
	sheet->last_kind = ARRAY_LENGTH(kinds);
	visit_keys(ui, state, model, gather, sheet);
	page_text(page, STYLE_DIM, legend);
	rows = (int)(sheet->count + 1) / 2;
	first = page_rows(page, rows);
	for (size_t i = 0; i < sheet->count; i++)
		draw_sheet_row(sheet, i, &page->canvas, first + (int)i % rows, (int)i / rows * (width + 2), width);
	free(sheet);
}

static void draw_search(const struct state *state, struct page *page)
{
	if (!state->searching && !*line_text(&state->search))
		return;
	page_rows(page, 2);
	canvas_text(&page->canvas, 0, 0, STYLE_KEY, "/");
	line_draw(&state->search, &page->canvas, 0, 1, page->canvas.cols - 2, state->searching);
}

/* What a dialog can do is little, and is said in whole sentences. */
static bool is_sheet(const struct state *state, const struct canvas *canvas)
{
	bool searched = state->searching || *line_text(&state->search);

	return !state->of && !searched && dialog_width(canvas, 140) >= SHEET_COLS;
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct state *state = dialog->state;
	struct page page;
	struct drawing drawing = { .state = state, .page = &page };

	page_init(&page, canvas, dialog_width(canvas, is_sheet(state, canvas) ? 140 : 76));
	if (is_sheet(state, canvas)) {
		draw_sheet(ui, state, model, &page);
		dialog_show(dialog, canvas, "Help: type to search all commands", STYLE_DIALOG, &page);
		return;
	}
	draw_search(state, &page);
	if (!state->searching) {
		page_text(&page, STYLE_DIM, legend);
		page_blank(&page);
	}
	visit_all(ui, state, model, draw_entry, &drawing);
	if (drawing.seen == 0)
		page_text(&page, STYLE_DIM, "nothing has that in it");
	page.at = state->cursor + 1;
	page.of = drawing.seen;
	dialog_show(dialog, canvas, "Help: type to search", STYLE_DIALOG, &page);
}

static void close(struct dialog *dialog)
{
	line_free(&((struct state *)dialog->state)->search);
}

static struct line *field(const struct dialog *dialog)
{
	struct state *state = dialog->state;

	return state->searching ? &state->search : NULL;
}

static void edited(struct dialog *dialog)
{
	((struct state *)dialog->state)->cursor = 0;
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "do it", .help = "do what is marked", .run = run },
	{ .inputs = { '/' }, .command = COMMAND_FILTER, .hint = "search", .help = "show only what contains a text",
	  .run = begin_search },
	{ .inputs = { INPUT_ESC }, .hint = "close", .help = "show all again, then close the help",
	  .run = drop_or_leave },
	{ .inputs = { '?', INPUT_F1 }, .help = "close the help", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Help", KEYBIND_ROWS(rows), .then = &keybinds_move, .typed = true };

static const struct keybind search_rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "do it", .help = "do what is marked", .run = run },
	{ .inputs = { INPUT_ESC }, .hint = "show all again", .help = "show all again", .run = drop_search },
};

static const struct keybinds search_keybinds = {
	.title = "Search", KEYBIND_ROWS(search_rows), .then = &keybinds_line, .typed = true,
};

const struct dialog_ops dialog_help = {
	.state_size = sizeof(struct state),
	.keybinds = { &keybinds, &search_keybinds },
	.mode = mode,
	.open = open,
	.alive = alive,
	.move = move,
	.point = point,
	.draw = draw,
	.close = close,
	.field = field,
	.edited = edited,
	.type = type,
};
