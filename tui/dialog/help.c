/* The help: what can be done here, by the tables of keystrokes and commands.  It can be searched,
 * and Enter runs the entry. */
#include <string.h>

#include "tui/dialog/help_entry.h"
#include "tui/dialog/help_sheet.h"
#include "tui/ui.h"

#define KEY_WIDTH 16
#define SHEET_COLS 74		/* from this width on it is a sheet */

struct state {
	const struct dialog *of;	/* the dialog under it, as last seen; NULL: a pane */
	unsigned number;		/* that dialog's number; 0: a pane */
	size_t cursor;
	bool sheet;			/* it was drawn as a sheet */
	bool searching;
	struct line search;
};

/* Visits every entry that may be seen from here.  A sheet leaves out the names, which the search finds. */
static void visit_all(const struct ui *ui, const struct state *state, const struct model *model, help_visitor *visit,
		      void *context)
{
	help_visit_here(ui, state->of, model, visit, context);
	if (!state->of)
		help_visit_others(ui, model, visit, context);
	if (!state->of && !state->sheet)
		help_visit_names(ui, model, visit, context);
}

static bool found(const struct state *state, const struct help_entry *entry)
{
	const char *text = line_text(&state->search);

	return !*text || strcasestr(entry->label, text) || strcasestr(entry->help, text);
}

struct search {
	const struct state *state;
	size_t seen;
	struct help_entry at;		/* the one under the cursor; its label is gone */
};

static void count_entry(void *context, const struct help_entry *entry)
{
	struct search *search = context;

	if (!found(search->state, entry))
		return;
	if (search->seen++ == search->state->cursor)
		search->at = *entry;
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
	struct search search = { .state = dialog->state, .at = { .pane = -1 } };

	visit_all(ui, dialog->state, model, count_entry, &search);
	dialog_close(ui, dialog);
	help_run(ui, model, &search.at);
}

/* In the sheet's columns a reason may be left out, so the message line has all words. */
static void tell(struct ui *ui, const struct state *state, const struct model *model)
{
	struct search search = { .state = state };
	char text[160];

	visit_all(ui, state, model, count_entry, &search);
	help_words(text, sizeof(text), help_reason(&search.at), search.at.help);
	ui_notice(ui, model, text);
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	struct state *state = dialog->state;
	struct search search = { .state = state };
	struct list list = { .cursor = state->cursor, .page = (size_t)dialog->page };

	visit_all(ui, state, model, count_entry, &search);
	list_move(&list, command, search.seen);
	state->cursor = list.cursor;
	if (state->sheet && search.seen)
		tell(ui, state, model);
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

static void draw_entry(void *context, const struct help_entry *entry)
{
	struct drawing *drawing = context;
	struct page *page = drawing->page;
	const char *reason = help_reason(entry);
	enum style style = reason ? STYLE_DIM : STYLE_TEXT;
	char text[256];
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
	help_words(text, sizeof(text), reason, entry->help);
	if (canvas_width(entry->label, strlen(entry->label)) >= KEY_WIDTH) {
		page_text(page, STYLE_DIM, entry->label);
		page_pair(page, KEY_WIDTH, "", style, text);
	} else {
		page_pair(page, KEY_WIDTH, entry->label, style, text);
	}
	page_aim(page, row, page->row - row, TARGET_ROW, (int)drawing->seen);
	if (drawing->seen++ == drawing->state->cursor) {
		page->keep = row;
		page->from_top = drawing->state->cursor == 0;
		canvas_restyle(&page->canvas, row, 0, page->canvas.cols, STYLE_SELECTED);
	}
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
	struct search all = { .state = state };

	state->sheet = is_sheet(state, canvas);
	visit_all(ui, state, model, count_entry, &all);
	if (all.seen && state->cursor >= all.seen)	/* a sheet has fewer entries than the list */
		state->cursor = all.seen - 1;
	page_init(&page, canvas, dialog_width(canvas, state->sheet ? 140 : 76));
	if (state->sheet) {
		help_sheet(ui, state->cursor, model, &page, dialog_rows(canvas));
		dialog_show(dialog, canvas, "Help: type to search all commands", STYLE_DIALOG, &page);
		return;
	}
	draw_search(state, &page);
	if (!state->searching) {
		help_legend(&page);
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
