/* The command palette: commands by their names, which Tab completes; the arrows choose among those that fit. */
#include <stdio.h>
#include <string.h>

#include "tui/refusal.h"
#include "tui/ui.h"
#include "wallet/model/keystroke.h"

#define SHOWN_MOST 20		/* entries at once */
#define HELP_COL 22

struct state {
	struct line line;
	struct list list;	/* of the commands that fit */
	bool chosen;		/* one of them is marked; while nothing was typed or moved none is */
};

static bool fits(const struct state *state, int command)
{
	const char *text = line_text(&state->line);

	return strncmp(command_name(command), text, strlen(text)) == 0;
}

static int next_fitting(const struct state *state, int command)
{
	do {
		command = command_after(command);
	} while (command && !fits(state, command));
	return command;
}

static void open(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	line_init(&((struct state *)dialog->state)->line, 40, false);
}

/* Completes as far as all fitting names agree. */
static void complete(struct state *state)
{
	int first = next_fitting(state, COMMAND_NONE);
	char common[48];
	size_t len;

	if (!first)
		return;
	len = strlen(command_name(first));
	if (len >= sizeof(common))
		return;
	memcpy(common, command_name(first), len + 1);
	for (int other = next_fitting(state, first); other; other = next_fitting(state, other))
		while (strncmp(command_name(other), common, len) != 0)
			common[--len] = '\0';
	line_set(&state->line, common);
}

static size_t count_fitting(const struct state *state)
{
	size_t count = 0;

	for (int command = next_fitting(state, COMMAND_NONE); command; command = next_fitting(state, command))
		count++;
	return count;
}

/* What was typed marks the command of that name, else the first whose name begins like that. */
static void edited(struct dialog *dialog)
{
	struct state *state = dialog->state;
	int exact = command_find(line_text(&state->line)), command = next_fitting(state, COMMAND_NONE);

	state->list = (struct list){ .page = state->list.page };
	state->chosen = *line_text(&state->line);
	for (; exact && command && command != exact; command = next_fitting(state, command))
		state->list.cursor++;
}

/* Returns the command that is marked; NONE: none is. */
static int chosen(const struct state *state)
{
	int command = state->chosen ? next_fitting(state, COMMAND_NONE) : COMMAND_NONE;

	for (size_t i = 0; command && i < state->list.cursor; i++)
		command = next_fitting(state, command);
	return command;
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	struct state *state = dialog->state;
	bool enters = !state->chosen && (command == COMMAND_DOWN || command == COMMAND_UP);

	(void)ui;
	(void)model;
	state->chosen = true;
	if (!enters)
		list_move(&state->list, command, count_fitting(state));
}

static void run(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	int command = chosen(dialog->state);

	dialog_close(ui, dialog);
	if (command)
		ui_run(ui, model, command);
	else if (*line_text(&((struct state *)dialog->state)->line))
		ui_notice(ui, model, "There is no such command; " KEYSTROKE("help") " lists them");
}

static bool point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	struct state *state = dialog->state;
	bool there = list_point(&state->list, row) && state->chosen;

	(void)ui;
	(void)part;
	state->chosen = true;
	return there;
}

static void complete_name(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	complete(dialog->state);
	edited(dialog);
}

static bool is_empty(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	return !*line_text(&((const struct state *)dialog->state)->line);
}

/* Draws what the command does, or why it can do nothing now.  No sentence is cut: without room for both, the reason
 * stands alone. */
static void draw_words(const struct ui *ui, const struct model *model, struct page *page, int command, int row,
		       int room)
{
	const struct refusal *refusal = refusal_of(ui, model, command);
	char text[REFUSAL_TEXT_SIZE];

	refusal_text(text, refusal, command_help(command));
	if (refusal && canvas_width(text, strlen(text)) > room)
		snprintf(text, sizeof(text), "(%s)", refusal->brief);
	canvas_text(&page->canvas, row, 1, refusal ? STYLE_DIM : STYLE_STRONG, command_name(command));
	canvas_fit(&page->canvas, row, HELP_COL, room, refusal ? STYLE_DIM : STYLE_TEXT, text);
}

/* Draws a command with its keystroke. */
static void draw_entry(const struct ui *ui, const struct model *model, struct page *page, int command, size_t index,
		       bool marked)
{
	int row = page_rows(page, 1), room = page->canvas.cols - HELP_COL;
	char label[KEYBIND_LABEL_SIZE];
	struct keybind_at at;

	page_aim(page, row, 1, TARGET_ROW, (int)index);
	if (keybind_find(&at, ui->panes[ui->focus].ops->keybinds, command, &ui->changes)) {
		keybind_label(label, &at.bind);
		canvas_right(&page->canvas, row, page->canvas.cols, STYLE_KEY, label);
		room -= canvas_width(label, strlen(label)) + 1;
	}
	draw_words(ui, model, page, command, row, room);
	if (marked)
		canvas_restyle(&page->canvas, row, 0, page->canvas.cols, STYLE_SELECTED);
}

/* Says how many more fit, or that none does. */
static void draw_rest(struct page *page, size_t count, size_t end)
{
	if (end < count)
		page_format(page, STYLE_DIM, "%zu more; type on, Tab completes", count - end);
	else if (!count)
		page_text(page, STYLE_WARN, "No command begins like that; Backspace takes back, " KEYSTROKE("help") " in the panes lists all");
}

/* Draws what fits, from the first in sight on. */
static void draw_entries(const struct ui *ui, struct state *state, const struct model *model, struct page *page,
			 size_t room)
{
	size_t count = count_fitting(state), index = 0;
	int command = next_fitting(state, COMMAND_NONE);
	const struct list *list = &state->list;

	list_settle(&state->list, count, room);
	for (; command && index < list->scroll + room; command = next_fitting(state, command), index++)
		if (index >= list->scroll)
			draw_entry(ui, model, page, command, index, state->chosen && index == list->cursor);
	draw_rest(page, count, index);
	page->of = state->chosen ? count : 0;
	page->at = list->cursor + 1;
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct state *state = dialog->state;
	int row, most = dialog_rows(canvas) - 2;
	struct page page;

	page_init(&page, canvas, dialog_width(canvas, 90));
	row = page_rows(&page, 1);
	canvas_text(&page.canvas, row, 0, STYLE_KEY, ":");
	line_draw(&state->line, &page.canvas, row, 1, page.canvas.cols - 2, true);
	draw_entries(ui, state, model, &page, (size_t)(most < 1 ? 1 : most > SHOWN_MOST ? SHOWN_MOST : most));
	dialog_show(dialog, canvas, "Command", STYLE_DIALOG, &page);
}

static void close(struct dialog *dialog)
{
	line_free(&((struct state *)dialog->state)->line);
}

static struct line *field(const struct dialog *dialog)
{
	return &((struct state *)dialog->state)->line;
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "run", .help = "run the command that is marked", .run = run },
	{ .inputs = { INPUT_TAB }, .hint = "complete", .help = "complete the name", .run = complete_name },
	{ .inputs = { INPUT_ESC }, .hint = "close", .help = "close the palette", .run = dialog_leave },
	{ .inputs = { INPUT_BACKSPACE }, .help = "with nothing typed: close it, too", .run = dialog_leave,
	  .fits = is_empty },
};

static const struct keybinds keybinds = { .title = "Command", KEYBIND_ROWS(rows), .then = &keybinds_line, .typed = true };

const struct dialog_ops dialog_palette = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .open = open, .move = move, .point = point,
	.draw = draw, .close = close, .field = field, .edited = edited,
};
