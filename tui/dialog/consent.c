#include "tui/dialog/consent.h"

#include <stdio.h>
#include <string.h>

#include "tui/ui.h"

/* A review needs at least this many rows. */
#define LEAST_ROWS 4
#define LEAST_COLS 30

static void answer(struct ui *ui, struct dialog *dialog, const struct model *model, bool yes)
{
	if (dialog->ops->answered)
		dialog->ops->answered(ui, dialog, model, yes);
	else
		ui_do(ui, model, yes ? ACTION_CONFIRM : ACTION_CANCEL);
}

/* A person who hurries can still leave with Esc, once there is something to leave. */
static void say_no(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	bool could_read = ui->now_ms - dialog->shown_ms >= DIALOG_DEAD_MS && ui->quiet_ms >= DIALOG_DEAD_MS;

	if (dialog->drawn && could_read && !ui_together(ui))
		answer(ui, dialog, model, false);
}

static void leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (dialog->drawn)
		answer(ui, dialog, model, false);
}

/* A keystroke from before the review may still be held down: some keyboards wait longer than
 * DIALOG_DEAD_MS before they repeat it. */
static void say_yes(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const char *hurries = dialog_hurries(ui, dialog);

	if (!dialog->drawn)
		return;
	if (!hurries && ui->input == dialog->input_before)
		hurries = "Once more, if you mean it: the key may have been down all the time";
	if (hurries)
		ui_notice(ui, model, hurries);
	else
		answer(ui, dialog, model, true);
}

static void press_button(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (((const struct consent *)dialog->state)->yes)
		say_yes(ui, dialog, model);
	else
		say_no(ui, dialog, model);
}

static void other_button(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct consent *consent = dialog->state;

	(void)ui;
	(void)model;
	consent->yes ^= dialog->drawn;
}

static void draw_buttons(struct page *page, bool yes, const char *doing)
{
	int row = page_rows(page, 1), col;
	char words[48];

	col = canvas_text(&page->canvas, row, 0, yes ? STYLE_DIM : STYLE_SELECTED, yes ? "  No  " : "[ No ]");
	snprintf(words, sizeof(words), yes ? "[ Yes, %s ]" : "  Yes, %s  ", doing);
	canvas_text(&page->canvas, row, col + 2, yes ? STYLE_SELECTED : STYLE_DIM, words);
	canvas_target(&page->canvas, row, 0, 1, col, (struct target){ TARGET_INPUT, .value = 'n' });
	canvas_target(&page->canvas, row, col + 2, 1, canvas_width(words, strlen(words)),
		      (struct target){ TARGET_INPUT, .value = 'y' });
	canvas_rest(&page->canvas, row, yes ? col + 2 : 0);
}

/* Nobody can agree to what they cannot read.  What matters most comes first, because little fits. */
static void show_too_small(struct dialog *dialog, struct canvas *canvas)
{
	canvas_clear(canvas, STYLE_TEXT);
	canvas_wrap(canvas, 0, 0, canvas->cols, STYLE_WARN,
		    "Too small to review. Esc: no. Nothing can be agreed to here: make the window larger.");
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

static bool is_unread(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)model;
	return dialog_answers_in(ui, dialog) != 0;
}

static bool is_read(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	return !is_unread(ui, dialog, model);
}

static void read_on(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	dialog_scroll(dialog, COMMAND_PAGE_DOWN);
}

/* None of these has a name, because no configuration may change the keystroke that agrees. */
static const struct keybind answers[] = {
	{ .inputs = { 'n', 'N' }, .hint = "no", .help = "agree to nothing", .run = say_no },
	{ .inputs = { 'y', 'Y' }, .hint = "yes", .help = "agree to what is shown, once it could be read to its end",
	  .run = say_yes },
	{ .inputs = { INPUT_TAB, INPUT_BACKTAB, INPUT_LEFT, INPUT_RIGHT }, .hint = "other button",
	  .help = "go to the other button", .run = other_button },
	{ .inputs = { INPUT_ENTER }, .help = "press the button: No, unless you went to the other",
	  .run = press_button },
};

static const struct keybinds consent_answers = {
	.title = "Answer", KEYBIND_ROWS(answers), .then = &keybinds_over, .hinted = is_read,
};

static const struct keybind reading[] = {
	{ .inputs = { INPUT_PAGE_DOWN }, .hint = "read on", .help = "read on", .run = read_on },
	{ .inputs = { INPUT_ESC }, .hint = "no", .help = "agree to nothing", .run = leave },
};

const struct keybinds consent_keybinds = {
	.title = "Review", KEYBIND_ROWS(reading), .then = &consent_answers, .hinted = is_unread,
};
