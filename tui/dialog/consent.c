#include "tui/dialog/consent.h"

#include <stdio.h>

#include "tui/ui.h"

/* A review is shown in no less. */
#define LEAST_ROWS 4
#define LEAST_COLS 30

static enum consent_answer say_no(struct ui *ui, const struct dialog *dialog)
{
	bool could_read = ui->now_ms - dialog->shown_ms >= DIALOG_DEAD_MS && ui->quiet_ms >= DIALOG_DEAD_MS;

	return could_read && !ui_together(ui) ? CONSENT_NO : CONSENT_OPEN;
}

/* A key that was the last one before the review, too, may have been down ever since: some
 * keyboards wait longer than DIALOG_DEAD_MS before they repeat it. */
static enum consent_answer say_yes(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	const char *hurries = dialog_hurries(ui, dialog);

	if (!hurries && input == dialog->input_before)
		hurries = "Once more, if you mean it: the key may have been down all the time";
	dialog->input_before = INPUT_NONE;
	if (hurries)
		ui_notice(ui, model, hurries);
	return hurries ? CONSENT_OPEN : CONSENT_YES;
}

/* Only Esc is taken from somebody in a hurry, once there is something to leave. */
enum consent_answer consent_answer(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct consent *consent = dialog->state;

	if (!dialog->drawn)
		return CONSENT_OPEN;
	if (input == INPUT_ESC)
		return CONSENT_NO;
	if (input == 'y' || input == 'Y' || (input == INPUT_ENTER && consent->yes))
		return say_yes(ui, dialog, model, input);
	dialog->input_before = INPUT_NONE;
	if (input == 'n' || input == 'N' || input == INPUT_ENTER)
		return say_no(ui, dialog);
	if (input == INPUT_TAB || input == INPUT_BACKTAB || input == INPUT_LEFT || input == INPUT_RIGHT)
		consent->yes = !consent->yes;
	else
		dialog_scroll(dialog, input);
	return CONSENT_OPEN;
}

void consent_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	enum consent_answer answer = consent_answer(ui, dialog, model, input);

	if (answer != CONSENT_OPEN)
		ui_do(ui, model, answer == CONSENT_YES ? ACTION_CONFIRM : ACTION_CANCEL);
}

static void draw_buttons(struct page *page, bool yes, const char *doing)
{
	int row = page_rows(page, 1), col;
	char words[48];

	col = canvas_text(&page->canvas, row, 0, yes ? STYLE_DIM : STYLE_SELECTED, yes ? "  No  " : "[ No ]");
	snprintf(words, sizeof(words), yes ? "[ Yes, %s ]" : "  Yes, %s  ", doing);
	canvas_text(&page->canvas, row, col + 2, yes ? STYLE_SELECTED : STYLE_DIM, words);
	canvas_cursor(&page->canvas, row, yes ? col + 2 : 0);
}

/* Nobody can read it there, so nobody can agree. */
static void show_too_small(struct dialog *dialog, struct canvas *canvas)
{
	canvas_clear(canvas, STYLE_TEXT);
	canvas_wrap(canvas, 0, 0, canvas->cols, STYLE_WARN,
		    "Too small to review: make the window larger. Nothing can be agreed to here. Esc: no");
	dialog->whole = dialog->at_end = false;
}

bool consent_begin(struct dialog *dialog, uint64_t text)
{
	struct consent *consent = dialog->state;
	bool another = consent->text != text;

	if (!another)
		return false;
	*consent = (struct consent){ .text = text };
	dialog_restart(dialog);
	return true;
}

void consent_show_page(struct dialog *dialog, struct canvas *canvas, const char *title, struct page *page)
{
	if (dialog_rows(canvas) >= LEAST_ROWS && page->canvas.cols >= LEAST_COLS) {
		dialog_show(dialog, canvas, title, STYLE_ALARM, page);
		return;
	}
	page_free(page);
	show_too_small(dialog, canvas);
}

void consent_show(struct dialog *dialog, struct canvas *canvas, const char *title, const char *doing, struct page *page)
{
	draw_buttons(page, ((const struct consent *)dialog->state)->yes, doing);
	consent_show_page(dialog, canvas, title, page);
}

static const struct keybind reading[] = {
	{ INPUT_PAGE_DOWN, COMMAND_NONE, "PgDn", "read on", NULL },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "no", NULL },
	{ 0, 0, NULL, NULL, NULL },
};

const struct keybind *consent_footer(const struct ui *ui, const struct dialog *dialog)
{
	if (dialog_answers_in(ui, dialog) != 0)
		return reading;
	return dialog->ops->field && dialog->ops->field(dialog) ? dialog->ops->keys : consent_keys;
}

const struct keybind consent_keys[] = {
	{ 'n', COMMAND_NONE, "n", "no", "agree to nothing; Enter and Esc say the same" },
	{ 'y', COMMAND_NONE, "y", "yes", "agree to what is shown, once it could be read to its end" },
	{ INPUT_TAB, COMMAND_NONE, "Tab", "other button", "go to the other button; Enter presses it" },
	{ INPUT_PAGE_DOWN, COMMAND_NONE, "PgDn", NULL, "read on" },
	{ 0, 0, NULL, NULL, NULL },
};
