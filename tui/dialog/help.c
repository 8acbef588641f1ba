/* What can be done here: from the tables of keys and commands.  Searchable; Enter runs. */
#include <stdio.h>
#include <string.h>

#include "tui/ui.h"

#define KEY_WIDTH 16

struct state {
	const struct dialog_ops *of;	/* the dialog it was opened over; NULL: a pane */
	size_t cursor;
	bool searching;
	struct line search;
};

/* One entry while they are gone through. */
struct entry {
	const char *section, *label, *help;
	int command;		/* NONE: only to be read */
};

typedef void visitor(void *context, const struct entry *entry);

static void visit_keys(const struct keybind *keys, const char *section, visitor *visit, void *context)
{
	for (; keys && keys->input; keys++) {
		struct entry entry = { section, keys->label, keys->help ? keys->help : command_help(keys->command), keys->command };

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

/* Every entry, as it may be seen from here. */
static void visit_all(const struct ui *ui, const struct state *state, visitor *visit, void *context)
{
	const struct pane_ops *pane = ui->panes[ui->focus].ops;

	if (state->of) {
		visit_keys(state->of->keys, state->of->name, visit, context);
		return;
	}
	visit_keys(pane->keys, pane->name, visit, context);
	visit_keys(command_everywhere, "Everywhere", visit, context);
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
	int command;		/* of the entry under the cursor */
};

static void count_entry(void *context, const struct entry *entry)
{
	struct search *search = context;

	if (!found(search->state, entry))
		return;
	if (search->seen++ == search->state->cursor)
		search->command = entry->command;
}

static void open(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;
	struct dialog *below = dialog->below;

	(void)ui;
	(void)model;
	while (below && below->closing)
		below = below->below;
	state->of = below ? below->ops : NULL;
	line_init(&state->search, 40, false);
}

/* What belongs to a dialog is only to be read: a yes must be said in the dialog itself. */
static void run(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct search search = { .state = dialog->state };

	visit_all(ui, dialog->state, count_entry, &search);
	dialog_close(ui, dialog);
	if (search.command)
		ui_run(ui, model, search.command);
}

static void move(struct ui *ui, struct dialog *dialog, int command)
{
	struct state *state = dialog->state;
	struct search search = { .state = state };
	struct list list = { .cursor = state->cursor, .page = (size_t)dialog->page };

	visit_all(ui, state, count_entry, &search);
	list_move(&list, command, search.seen);
	state->cursor = list.cursor;
}

static void input_in_search(struct state *state, int input)
{
	if (input == INPUT_ESC)
		line_clear(&state->search);
	if (input == INPUT_ESC || input == INPUT_ENTER)
		state->searching = false;
	else if (line_input(&state->search, input))
		state->cursor = 0;
}

static void take_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct state *state = dialog->state;

	if (state->searching && input != INPUT_UP && input != INPUT_DOWN)
		input_in_search(state, input);
	else if (input == '/')
		state->searching = true;
	else if (input == INPUT_ESC && *line_text(&state->search))
		line_clear(&state->search);
	else if (input == INPUT_ESC || input == '?' || input == 'q')
		dialog_close(ui, dialog);
	else if (input == INPUT_ENTER)
		run(ui, dialog, model);
	else
		move(ui, dialog, command_of_input(command_everywhere, input));
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
	page_pair(page, KEY_WIDTH, entry->label, STYLE_TEXT, entry->help);
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

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct state *state = dialog->state;
	struct page page;
	struct drawing drawing = { .state = state, .page = &page };

	(void)model;
	page_init(&page, canvas, dialog_width(canvas, 76));
	draw_search(state, &page);
	visit_all(ui, state, draw_entry, &drawing);
	if (drawing.seen == 0)
		page_text(&page, STYLE_DIM, "nothing has that in it");
	dialog_show(dialog, canvas, "Help", STYLE_DIALOG, &page);
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

static void pasted(struct dialog *dialog)
{
	((struct state *)dialog->state)->cursor = 0;
}

static const struct keybind keys[] = {
	{ INPUT_ENTER, COMMAND_NONE, "Enter", "do it", "do what is marked" },
	{ '/', COMMAND_NONE, "/", "search", "show only what contains a text" },
	{ INPUT_DOWN, COMMAND_NONE, "j k", "move", NULL },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "close", "close the help" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_help = {
	.name = "Help", .state_size = sizeof(struct state), .keys = keys, .open = open, .input = take_input,
	.draw = draw, .close = close, .takes_text = true, .field = field, .pasted = pasted,
};
