/*
 * The ways to hand over a stored key: to the clipboard, to a new file, or to a command of the
 * configuration, which is watched here until it ends.
 */
#include <stdio.h>
#include <string.h>

#include "tui/form/form.h"
#include "wallet/base/mem.h"
#include "wallet/model/asked.h"
#include "wallet/model/keystroke.h"

#define WIDTH 78
#define NAME_WIDTH 14
#define DIGITS 9

struct state {
	char id[KEY_ID_SIZE];
	size_t cursor;
	bool sent;			/* the command under the cursor was chosen, so it or its end is shown */
	bool asking;			/* it waits to be agreed to */
};

static const struct remedy_item {
	int input;
	const char *help;
	enum handover_way way;
	enum handover_form form;
} ways[] = {
	{ 'y', "Copy the key", HANDOVER_CLIPBOARD, HANDOVER_RAW },
	{ 'e', "Copy it as a line for a .env file, VENICE_API_KEY=…", HANDOVER_CLIPBOARD, HANDOVER_ENV },
	{ 'o', "Copy it as a JSON object, with what is known of it", HANDOVER_CLIPBOARD, HANDOVER_JSON },
	{ 'f', "Write it to a new file", HANDOVER_FILE, HANDOVER_RAW },
};

static size_t count_entries(const struct model *model)
{
	return ARRAY_LENGTH(ways) + model->handover.command_count;
}

static void wish(struct ui *ui, const struct model *model, const struct state *state, enum handover_way way,
		 enum handover_form form, const char *to)
{
	struct action action = { .type = ACTION_KEY_HANDOVER, .handover = mem_new(1, sizeof(*action.handover)) };

	*action.handover = (struct handover){ .way = way, .form = form };
	snprintf(action.handover->id, sizeof(action.handover->id), "%s", state->id);
	snprintf(action.handover->to, sizeof(action.handover->to), "%s", to);
	ui_emit(ui, model, &action);
}

static const struct handover_command *chosen_command(const struct state *state, const struct model *model)
{
	return &model->handover.commands[state->cursor - ARRAY_LENGTH(ways)];
}

static void run_command(struct ui *ui, struct state *state, const struct model *model)
{
	state->sent = state->asking = true;
	wish(ui, model, state, HANDOVER_COMMAND, HANDOVER_RAW, chosen_command(state, model)->name);
}

static void pick(struct ui *ui, struct dialog *dialog, const struct model *model, size_t entry)
{
	struct state *state = dialog->state;

	state->cursor = entry;
	if (entry >= ARRAY_LENGTH(ways)) {
		dialog->scroll = 0;
		run_command(ui, state, model);
		return;
	}
	dialog_close(ui, dialog);
	if (ways[entry].way == HANDOVER_FILE)
		form_handover_fill(form_open(ui, model, &form_handover)->state, state->id);
	else
		wish(ui, model, state, ways[entry].way, ways[entry].form, "");
}

static void pick_marked(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	pick(ui, dialog, model, ((const struct state *)dialog->state)->cursor);
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	struct state *state = dialog->state;

	(void)ui;
	if (state->sent)
		dialog_scroll(dialog, command);
	else
		dialog_choose(&state->cursor, count_entries(model), command);
}

/* Makes a row for each way, with its letter, then for each command, with a digit as far as digits go. */
static bool entry_row(struct keybind *out, size_t index, const struct dialog *dialog, const struct model *model)
{
	const struct handover_state *handover = &model->handover;
	size_t command = index - ARRAY_LENGTH(ways);

	(void)dialog;
	if (index < ARRAY_LENGTH(ways))
		*out = (struct keybind){ .inputs = { ways[index].input }, .help = ways[index].help };
	else if (command < handover->command_count && command < DIGITS)
		*out = (struct keybind){ .inputs = { '1' + (int)command }, .help = handover->commands[command].name };
	else
		return false;
	return true;
}

static bool is_running(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model->handover.request;
}

static bool has_ended(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	return !is_running(ui, dialog, model);
}

static bool has_failed(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	return has_ended(ui, dialog, model) && !model->handover.waits && model->handover.err.code != ERR_NONE;
}

static void stop_or_leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (is_running(ui, dialog, model))
		ui_do(ui, model, ACTION_CANCEL);
	else
		dialog_close(ui, dialog);
}

static void run_again(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	run_command(ui, dialog->state, model);
}

static size_t mode(const struct dialog *dialog)
{
	return ((const struct state *)dialog->state)->sent;
}

/* Whoever does not agree comes back to the ways. */
static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;

	(void)ui;
	if (state->asking && !asked_waits(model)) {
		state->asking = false;
		state->sent = model->handover.request || model->handover.waits;
	}
	return model_key(model, ((const struct state *)dialog->state)->id);
}

/* A command that has the key goes on, but what it writes is not kept after the lock. */
static void wipe(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (!model->handover.request)
		dialog_close(ui, dialog);
}

static void draw_entry(struct page *page, const char *label, const char *name, const char *help, bool chosen)
{
	int row = page_rows(page, 1), col;

	col = canvas_text(&page->canvas, row, 0, STYLE_STRONG, chosen ? "▸ " : "  ");
	col = canvas_text(&page->canvas, row, col, STYLE_KEY, label) + 2;
	if (name) {
		canvas_fit(&page->canvas, row, col, NAME_WIDTH, chosen ? STYLE_STRONG : STYLE_TEXT, name);
		col += NAME_WIDTH + 1;
	}
	canvas_fit(&page->canvas, row, col, page->canvas.cols - col,
		   chosen && !name ? STYLE_STRONG
		   : name	   ? STYLE_DIM
				   : STYLE_TEXT,
		   help);
	if (*label != ' ')
		page_aim(page, row, 1, TARGET_INPUT, *label);
	if (chosen)
		page->keep = row;
}

/* Each command's row shows its digit, as far as digits go. */
static void draw_commands(struct page *page, const struct state *state, const struct model *model)
{
	page_text(page, STYLE_TEXT, "Give it to a command, on its standard input:");
	for (size_t i = 0; i < model->handover.command_count; i++) {
		const struct handover_command *command = &model->handover.commands[i];
		char label[2] = { i < DIGITS ? (char)('1' + i) : ' ', '\0' };

		draw_entry(page, label, command->name, command->command, state->cursor == ARRAY_LENGTH(ways) + i);
	}
}

static void draw_examples(struct page *page)
{
	page_text(page, STYLE_TEXT, "To give it to a command's standard input, describe the command in the configuration, "
		  "rialto-config(5), and start rialto again. Some that work as they are:");
	for (size_t i = 0; i < handover_example_count; i++) {
		page_format(page, STYLE_DIM, "[handover %s]", handover_examples[i].name);
		page_format(page, STYLE_DIM, "command = %s", handover_examples[i].command);
	}
}

static void draw_menu(struct page *page, const struct state *state, const struct model *model)
{
	for (size_t i = 0; i < ARRAY_LENGTH(ways); i++)
		draw_entry(page, (const char[]){ (char)ways[i].input, '\0' }, NULL, ways[i].help, state->cursor == i);
	page_blank(page);
	if (model->handover.command_count)
		draw_commands(page, state, model);
	else
		draw_examples(page);
}

static void draw_busy(struct page *page, const char *words)
{
	int row = page_rows(page, 1);

	canvas_spinner(&page->canvas, row, 0, STYLE_BUSY);
	canvas_fit(&page->canvas, row, 2, page->canvas.cols - 2, STYLE_BUSY, words);
}

static void draw_running(struct page *page, const struct model *model, const char *name)
{
	char words[96];

	if (asked_waits(model)) {
		page_text(page, STYLE_TEXT, "It is to be agreed to first.");
		return;
	}
	if (model->handover.waits) {
		page_text(page, STYLE_TEXT, "The password of the key's wallet comes first.");
		return;
	}
	snprintf(words, sizeof(words), "%s has the key and is working…", name);
	draw_busy(page, model->handover.stopping ? "It was asked to end…" : words);
	page_blank(page);
	page_text(page, STYLE_DIM, model->handover.stopping ? "Esc once more ends it by force." : "Esc stops it.");
}

static void draw_output(struct page *page, const char *output)
{
	char line[1024];

	page_blank(page);
	page_text(page, STYLE_DIM, output ? "It wrote:" : "It wrote nothing.");
	for (const char *at = output; at && *at;) {
		size_t len = strcspn(at, "\n");

		snprintf(line, sizeof(line), "%.*s", (int)(len < sizeof(line) ? len : sizeof(line) - 1), at);
		page_text(page, STYLE_TEXT, *line ? line : " ");
		at += len + (at[len] == '\n');
	}
}

static void draw_ended(struct page *page, const struct model *model, const char *name)
{
	const struct handover_state *handover = &model->handover;
	const struct err_info *info = err_info(handover->err.code);

	if (handover->err.code == ERR_NONE) {
		page_format(page, STYLE_GOOD, "✓ %s has the key.", name);
	} else {
		page_format(page, STYLE_BAD, "✗ %s", handover->err.msg);
		page_text(page, STYLE_TEXT, info->meaning);
		page_text(page, STYLE_TEXT, info->advice);
		page_text(page, STYLE_DIM, KEYSTROKE("retry") " tries it again.");
	}
	draw_output(page, handover->output);
}

static void draw_run(struct page *page, const struct state *state, const struct model *model)
{
	const struct handover_command *command = chosen_command(state, model);

	page_pair(page, NAME_WIDTH, command->name, STYLE_TEXT, command->command);
	page_blank(page);
	if (state->asking || model->handover.request || model->handover.waits)
		draw_running(page, model, command->name);
	else
		draw_ended(page, model, command->name);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct state *state = dialog->state;
	const struct key_info *key = model_key(model, state->id);
	struct page page;

	(void)ui;
	if (!key)
		return;
	page_init(&page, canvas, dialog_width(canvas, WIDTH));
	page_format(&page, STYLE_STRONG, "%s key …%s  %s", key_type_name(key->type), key->last6, key->description);
	page_blank(&page);
	if (state->sent)
		draw_run(&page, state, model);
	else
		draw_menu(&page, state, model);
	dialog_show(dialog, canvas, "Hand the key over", STYLE_DIALOG, &page);
}

static const struct keybind menu_rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "choose", .help = "do what is marked", .run = pick_marked },
	{ .inputs = { INPUT_ESC, 'q' }, .hint = "close", .help = "close the menu", .run = dialog_leave },
};

static const struct keybinds menu_keybinds = {
	.title = "Hand over", KEYBIND_ROWS(menu_rows), .then = &keybinds_choose, .made = entry_row, .pick = pick,
};

static const struct keybind run_rows[] = {
	{ .inputs = { INPUT_ESC }, .hint = "stop, or close", .help = "stop a command that runs, else close",
	  .run = stop_or_leave },
	{ .inputs = { INPUT_ENTER, 'q' }, .hint = "close", .help = "close", .run = dialog_leave, .fits = has_ended },
	{ .inputs = { 'r' }, .name = "retry", .hint = "run it again", .help = "when a command failed: run it again",
	  .run = run_again, .fits = has_failed },
};

static const struct keybinds run_keybinds = {
	.title = "Hand over to a command", KEYBIND_ROWS(run_rows), .then = &keybinds_over,
};

const struct dialog_ops dialog_handover = {
	.state_size = sizeof(struct state), .keybinds = { &menu_keybinds, &run_keybinds }, .mode = mode, .alive = alive,
	.move = move,
	.draw = draw, .wipe = wipe,
};

void dialog_handover_open(struct ui *ui, const struct model *model, const char *id)
{
	struct state *state = dialog_open(ui, &dialog_handover, model)->state;

	snprintf(state->id, sizeof(state->id), "%s", id);
}
