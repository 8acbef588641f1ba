/* Commands by their names, completed with Tab. */
#include <string.h>

#include "tui/ui.h"

#define SHOWN 10

struct state { struct line line; };

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

/* As far as all that fit agree. */
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

/* A name, or the beginning of exactly one. */
static int chosen(const struct state *state)
{
	int exact = command_find(line_text(&state->line)), first = next_fitting(state, COMMAND_NONE);

	if (exact || !first || !*line_text(&state->line))
		return exact;
	return next_fitting(state, first) ? COMMAND_NONE : first;
}

static void run(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	int command = chosen(dialog->state);

	dialog_close(ui, dialog);
	if (command)
		ui_run(ui, model, command);
	else if (*line_text(&((struct state *)dialog->state)->line))
		ui_notice(ui, model, "There is no such command; ? lists them");
}

static void take_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct state *state = dialog->state;

	if (input == INPUT_ESC || (input == INPUT_BACKSPACE && !*line_text(&state->line)))
		dialog_close(ui, dialog);
	else if (input == INPUT_ENTER)
		run(ui, dialog, model);
	else if (input == INPUT_TAB)
		complete(state);
	else
		line_input(&state->line, input);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct state *state = dialog->state;
	int row, shown = 0;
	struct page page;

	(void)ui;
	(void)model;
	page_init(&page, canvas, dialog_width(canvas, 70));
	row = page_rows(&page, 1);
	canvas_text(&page.canvas, row, 0, STYLE_KEY, ":");
	line_draw(&state->line, &page.canvas, row, 1, page.canvas.cols - 2, true);
	for (int command = next_fitting(state, COMMAND_NONE); command && shown < SHOWN;
	     command = next_fitting(state, command), shown++) {
		row = page_rows(&page, 1);
		canvas_text(&page.canvas, row, 1, STYLE_TEXT, command_name(command));
		canvas_fit(&page.canvas, row, 18, page.canvas.cols - 18, STYLE_DIM, command_help(command));
	}
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

static const struct keybind keys[] = {
	{ INPUT_ENTER, COMMAND_NONE, "Enter", "run", "run the command" },
	{ INPUT_TAB, COMMAND_NONE, "Tab", "complete", "complete the name" },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "close", "close the palette" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_palette = {
	.name = "Command", .state_size = sizeof(struct state), .keys = keys, .takes_text = true,
	.open = open, .input = take_input, .draw = draw, .close = close, .field = field,
};
