#include "tui/bars.h"

#include <stdio.h>
#include <string.h>

#include "tui/refusal.h"
#include "wallet/base/text.h"
#include "wallet/model/waiting.h"

#define FRESH_MS 3000	/* how long a message stands before a wait replaces it … */
#define NEWS_MS 60000	/* … and before what Enter does replaces it */

/* A new message is shown before a wait, so that it is read first. */
static bool is_fresh(const struct model *model)
{
	const struct message *newest = &model->messages[(model->message_count - 1) % MESSAGE_HISTORY];

	return model->message_count > 0 && model->now_ms - newest->time_ms < FRESH_MS;
}

/* Shows a wait of more than two seconds: what for, and until when. */
static bool draw_waiting(const struct model *model, struct canvas *canvas, int row, int col)
{
	struct waiting waiting;
	char left[TEXT_SPAN_SIZE], text[256];

	if (!waiting_now(&waiting, model) || !waiting_is_told(&waiting, waiting.since_ms, model->now_ms) ||
	    is_fresh(model))
		return false;
	text_countdown(left, waiting.until_ms - model->now_ms);
	if (waiting.until_ms)
		snprintf(text, sizeof(text), "Waiting %s%s for %s", waiting.is_set ? "" : "at most ", left, waiting.what);
	else
		snprintf(text, sizeof(text), "Waiting for %s", waiting.what);
	canvas_fit(canvas, row, col, canvas->cols - col - 1, STYLE_BUSY, text);
	return true;
}

/* Where Enter would do it, and there is no news; a failure stands until something else is said. */
static bool is_promised(const struct ui *ui, const struct model *model, const struct message *newest)
{
	if (!model->loaded || dialog_top(ui) || ui->filtering)
		return false;
	return !newest || (!newest->is_error && model->now_ms - newest->time_ms >= NEWS_MS);
}

void bars_message(const struct ui *ui, const struct model *model, struct canvas *canvas, int row)
{
	const struct message *newest = NULL;
	char waits[224];
	int col = 1;

	if (model_busy(model)) {
		canvas_spinner(canvas, row, 1, STYLE_BUSY);
		col = 3;
	}
	if (model->message_count > 0)
		newest = &model->messages[(model->message_count - 1) % MESSAGE_HISTORY];
	if (ui->notice[0] && ui->notice_after == model->message_count)
		canvas_fit(canvas, row, col, canvas->cols - col - 1, STYLE_TEXT, ui->notice);
	else if (draw_waiting(model, canvas, row, col))
		return;
	else if (opening_line(waits, sizeof(waits), ui, model))
		canvas_fit(canvas, row, col, canvas->cols - col - 1, STYLE_STRONG, waits);
	else if (is_promised(ui, model, newest))
		canvas_fit(canvas, row, col, canvas->cols - col - 1, STYLE_TEXT, ui->panes[PANE_STAKING].hint);
	else if (newest)
		canvas_fit(canvas, row, col, canvas->cols - col - 1, newest->is_error ? STYLE_BAD : STYLE_TEXT,
			   newest->text);
}

/* A hint with its keystrokes.  Neighbouring rows with the same hint share it. */
struct hint {
	char label[KEYBIND_LABEL_SIZE];
	int inputs[KEYBIND_INPUTS];
	size_t count;
	const char *text;
};

static int hint_width(const struct hint *hint)
{
	return canvas_width(hint->label, strlen(hint->label)) + 1 + canvas_width(hint->text, strlen(hint->text));
}

/* A click on the hint does what its first keystroke does, on another of its keystrokes what that does. */
static void aim_hint(struct canvas *canvas, int row, int col, const struct hint *hint)
{
	char name[INPUT_NAME_SIZE];

	if (hint->count)
		canvas_target(canvas, row, col, 1, hint_width(hint),
			      (struct target){ TARGET_INPUT, .value = hint->inputs[0] });
	for (size_t i = 0; i < hint->count; i++) {
		int width;

		input_name(name, hint->inputs[i]);
		width = canvas_width(name, strlen(name));
		canvas_target(canvas, row, col, 1, width, (struct target){ TARGET_INPUT, .value = hint->inputs[i] });
		col += width + 1;
	}
}

static int draw_hint(struct canvas *canvas, int row, int col, const struct hint *hint)
{
	aim_hint(canvas, row, col, hint);
	col = canvas_text(canvas, row, col, STYLE_KEY, hint->label);
	return canvas_text(canvas, row, col + 1, STYLE_DIM, hint->text);
}

static void add_input(struct hint *hint, int input)
{
	char name[INPUT_NAME_SIZE];
	size_t used = strlen(hint->label);

	if (hint->count < KEYBIND_INPUTS)
		hint->inputs[hint->count++] = input;
	input_name(name, input);
	snprintf(hint->label + used, sizeof(hint->label) - used, "%s%s", used ? " " : "", name);
}

/* A row's first input is named.  Where Enter and Esc do the same, both are: no one would try. */
static void add_row(struct hint *hint, const struct keybind *bind, const struct dialog *dialog)
{
	add_input(hint, bind->inputs[0]);
	if (bind->inputs[0] == INPUT_ENTER && bind->inputs[1] == INPUT_ESC)
		add_input(hint, INPUT_ESC);
	hint->text = keybind_hint(bind, dialog);
}

struct hints {
	const struct ui *ui;
	const struct dialog *dialog;
	const struct model *model;
	struct keybind_at at;
	bool held;		/* `at` is on a row that the last hint did not use */
	bool enter;		/* only what Enter does, which comes first; false: all else */
};

/* A dialog's commands are for what it shows, wherever the panes' cursors stand. */
static bool is_shown(const struct hints *hints)
{
	const struct keybind_at *at = &hints->at;
	const struct ui *ui = hints->dialog ? NULL : hints->ui;

	return at->bind.hint && at->bind.command != COMMAND_HELP &&
	       (at->bind.inputs[0] == INPUT_ENTER) == hints->enter &&
	       (!at->bind.fits || at->bind.fits(hints->ui, hints->dialog, hints->model)) &&
	       (!at->bind.hinted || at->bind.hinted(hints->ui, hints->dialog, hints->model)) &&
	       (at->bind.run || !refusal_of(ui, hints->model, at->bind.command)) &&
	       (!at->table->hinted || at->table->hinted(hints->ui, hints->dialog, hints->model));
}

static bool next_hint(struct hint *out, struct hints *hints)
{
	*out = (struct hint){ .text = NULL };
	while (hints->held || keybind_next(&hints->at, &hints->ui->changes, hints->dialog, hints->model)) {
		hints->held = false;
		if (!is_shown(hints))
			continue;
		hints->held = out->text && strcmp(out->text, keybind_hint(&hints->at.bind, hints->dialog)) != 0;
		if (hints->held)
			return true;
		add_row(out, &hints->at.bind, hints->dialog);
	}
	return out->text;
}

/* Where something is typed, the keystroke for help is text, so its hint is not shown. */
static bool help_hint(struct hint *out, const struct ui *ui)
{
	struct keybind_at at;

	*out = (struct hint){ .text = NULL };
	if (!ui_keybinds(ui)->typed && keybind_find(&at, ui_keybinds(ui), COMMAND_HELP, &ui->changes))
		add_row(out, &at.bind, NULL);
	return out->text;
}

/* Draws hints from col on, as far as there is room before `right`; returns the column after them. */
static int draw_hints(const struct ui *ui, const struct model *model, bool enter, struct canvas *canvas, int row,
		      int col, int right)
{
	struct hints hints = { ui, dialog_top(ui), model, { .first = ui_keybinds(ui), .ui = ui }, false, enter };
	struct hint hint;

	while (next_hint(&hint, &hints) && col + hint_width(&hint) <= right)
		col = draw_hint(canvas, row, col, &hint) + 3;
	return col;
}

/* The hint for help is placed first, so that it is the last to be cut. */
void bars_footer(const struct ui *ui, const struct model *model, struct canvas *canvas, int row)
{
	struct hint help;
	bool helps = help_hint(&help, ui);
	int col = 1, right = canvas->cols - (helps ? hint_width(&help) + 1 : 0), most = right - (helps ? 2 : 0);

	col = draw_hints(ui, model, true, canvas, row, col, most);
	col = draw_hints(ui, model, false, canvas, row, col, most);
	if (helps)
		draw_hint(canvas, row, col < right ? col : right < 0 ? 0 : right, &help);
}
