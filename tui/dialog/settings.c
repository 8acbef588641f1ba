/* The settings: what each is, what holds, and where that comes from.  Some are changed here.  The mistakes of the file
 * stand below them. */
#include <stdio.h>
#include <string.h>

#include "tui/ui.h"

struct state {
	size_t cursor;		/* counts through the settings, and on through the mistakes */
	bool editing;
	struct line line;	/* the new value */
};

#define NAME_WIDTH 15
#define FROM_WIDTH 16
#define VALUE_LEAST 12

static const struct setting_row *current(const struct dialog *dialog, const struct model *model)
{
	const struct state *state = dialog->state;
	const struct setting_rows *rows = model->settings;

	return rows && state->cursor < rows->count ? &rows->items[state->cursor] : NULL;
}

static size_t count(const struct model *model)
{
	return model->settings ? model->settings->count + model->settings->mistake_count : 0;
}

static void open(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	line_init(&((struct state *)dialog->state)->line, SETTING_VALUE_SIZE, false);
}

static void close(struct dialog *dialog)
{
	line_free(&((struct state *)dialog->state)->line);
}

static size_t mode(const struct dialog *dialog)
{
	return ((const struct state *)dialog->state)->editing;
}

static void stop(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;

	(void)ui;
	(void)model;
	line_clear(&state->line);
	state->editing = false;
}

/* Who goes on leaves the setting as it is. */
static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	struct state *state = dialog->state;

	stop(ui, dialog, model);
	if (count(model))
		dialog_choose(&state->cursor, count(model), command);
}

static bool changes(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	return dialog && model && current(dialog, model) && current(dialog, model)->changes;
}

static bool switches(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	return changes(ui, dialog, model) && current(dialog, model)->switches;
}

static bool is_set(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	return changes(ui, dialog, model) && strcmp(current(dialog, model)->from, "usual") != 0;
}

static void edit(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;
	const struct setting_row *row = current(dialog, model);

	(void)ui;
	if (!row || !row->changes)
		return;
	line_fill(&state->line, row->value);
	state->editing = true;
}

static bool is_yes(const char *value)
{
	return !strcmp(value, "yes") || !strcmp(value, "on") || !strcmp(value, "true");
}

static void flip(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct setting_row *row = current(dialog, model);

	if (row && row->switches && row->changes)
		ui_set(ui, model, row->name, is_yes(row->value) ? "no" : "yes");
}

static void reset(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct setting_row *row = current(dialog, model);

	if (row && row->changes)
		ui_set(ui, model, row->name, "");
}

static bool is_allowed(const struct dialog *dialog, const struct model *model)
{
	const struct state *state = dialog->state;
	const struct setting_row *row = current(dialog, model);

	return row && model->settings->may_be(row->name, line_text(&state->line));
}

static void save(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;
	const struct setting_row *row = current(dialog, model);

	if (!is_allowed(dialog, model))
		return;
	ui_set(ui, model, row->name, line_text(&state->line));
	stop(ui, dialog, model);
}

/* What a person should know of the setting under the cursor, below its row. */
static void draw_details(const struct dialog *dialog, const struct model *model, const struct setting_row *row,
			 struct page *page)
{
	const struct state *state = dialog->state;
	char text[256];

	if (state->editing && *line_text(&state->line) && !is_allowed(dialog, model)) {
		snprintf(text, sizeof(text), "%s must be %.180s", row->name, row->form);
		page_pair(page, 4, "", STYLE_WARN, text);
	}
	page_pair(page, 4, "", STYLE_TEXT, row->help);
	snprintf(text, sizeof(text), "It may be %.120s%s%s. %s", row->form, *row->usual ? "; unless set it is " : "", row->usual,
		 row->changes ? "" : "It is changed in the file.");
	page_pair(page, 4, "", STYLE_DIM, text);
}

/* While a value is typed, no other is chosen. */
static bool point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	struct state *state = dialog->state;
	bool there = state->cursor == row && !state->editing;

	(void)ui;
	(void)part;
	if (!state->editing)
		state->cursor = row;
	return there;
}

static void draw_setting(const struct dialog *dialog, const struct model *model, size_t index, struct page *page)
{
	const struct state *state = dialog->state;
	const struct setting_row *row = &model->settings->items[index];
	bool chosen = index == state->cursor, usual = !strcmp(row->from, "usual");
	int at = page_rows(page, 1), from = page->canvas.cols - FROM_WIDTH, room = from - NAME_WIDTH - 4;
	struct canvas *canvas = &page->canvas;

	if (room < VALUE_LEAST) {
		from = canvas->cols;
		room = from - NAME_WIDTH - 3;
	}
	page_aim(page, at, 1, TARGET_ROW, (int)index);
	canvas_text(canvas, at, 0, STYLE_STRONG, chosen ? "▸" : " ");
	canvas_fit(canvas, at, 2, NAME_WIDTH, chosen ? STYLE_STRONG : STYLE_TEXT, row->name);
	if (chosen && state->editing)
		line_draw(&state->line, canvas, at, NAME_WIDTH + 3, room, true);
	else
		canvas_fit(canvas, at, NAME_WIDTH + 3, room, usual ? STYLE_DIM : STYLE_STRONG,
			   *row->value ? row->value : "-");
	canvas_fit(canvas, at, from, FROM_WIDTH, STYLE_DIM, row->from);
	if (chosen) {
		page_rest(page, at, 0);
		draw_details(dialog, model, row, page);
		page->keep = at;
	}
}

static void draw_mistakes(const struct state *state, const struct setting_rows *rows, struct page *page)
{
	if (!rows->mistake_count)
		return;
	page_blank(page);
	page_format(page, STYLE_WARN, "%zu mistake%s in the file, passed over:", rows->mistake_count,
		    rows->mistake_count == 1 ? "" : "s");
	for (size_t i = 0; i < rows->mistake_count; i++) {
		bool chosen = state->cursor == rows->count + i;
		int at = page->row;

		page_pair(page, 2, chosen ? "▸" : "", chosen ? STYLE_STRONG : STYLE_TEXT, rows->mistakes[i].text);
		if (!chosen)
			continue;
		page_rest(page, at, 0);
		page->keep = page->row - 1;
	}
}

/* After a change there may be fewer mistakes. */
static void settle(struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;

	if (state->cursor >= count(model))
		state->cursor = count(model) ? count(model) - 1 : 0;
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct setting_rows *rows = model->settings;
	struct page page;

	(void)ui;
	settle(dialog, model);
	page_init(&page, canvas, dialog_width(canvas, 84));
	for (size_t i = 0; rows && i < rows->count; i++)
		draw_setting(dialog, model, i, &page);
	if (rows) {
		draw_mistakes(dialog->state, rows, &page);
		page_blank(&page);
		page_format(&page, STYLE_DIM, "The file is %s.%s%s%s Its manual page is rialto-config(5).", rows->file,
			    *rows->rest ? " It also has " : "", rows->rest, *rows->rest ? "." : "");
		page.at = ((const struct state *)dialog->state)->cursor + 1;
		page.of = count(model);
	} else {
		page_text(&page, STYLE_DIM, "There is nothing to be set here.");
	}
	dialog_show(dialog, canvas, "Settings", STYLE_DIALOG, &page);
}

static struct line *field(const struct dialog *dialog)
{
	struct state *state = dialog->state;

	return state->editing ? &state->line : NULL;
}

static const struct keybind list_rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "change", .help = "change the setting", .run = edit, .fits = changes },
	{ .inputs = { ' ' }, .hint = "switch", .help = "switch between yes and no", .run = flip, .fits = switches },
	{ .inputs = { 'd', INPUT_DELETE }, .hint = "as usual", .help = "take it out of the file: it is as usual again",
	  .run = reset, .fits = is_set },
	{ .inputs = { INPUT_ESC, 'q' }, .hint = "close", .help = "close the settings", .run = dialog_leave },
	{ .inputs = { ',' }, .command = COMMAND_SETTINGS, .help = "close them, too", .run = dialog_leave },
};

static const struct keybind edit_rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "save", .help = "write it to the file; it holds at once", .run = save },
	{ .inputs = { INPUT_ESC }, .hint = "leave it", .help = "leave the setting as it is", .run = stop },
};

static const struct keybinds list_keybinds = { .title = "Settings", KEYBIND_ROWS(list_rows), .then = &keybinds_over };
static const struct keybinds edit_keybinds = {
	.title = "A setting", KEYBIND_ROWS(edit_rows), .then = &keybinds_line, .typed = true,
};

const struct dialog_ops dialog_settings = {
	.state_size = sizeof(struct state), .keybinds = { &list_keybinds, &edit_keybinds }, .mode = mode, .open = open,
	.move = move, .point = point, .draw = draw, .close = close, .field = field,
};
