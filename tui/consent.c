#include "tui/consent.h"

#include <stdio.h>

#include "tui/ui.h"

static void confirm(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct consent *consent = dialog->state;

	if (consent->seen)
		ui_do(ui, model, ACTION_CONFIRM);
	else
		ui_notice(ui, model, "Read to the end first: PgDn goes on");
}

/* Keys typed before the question was on the screen can only say No. */
void consent_key(struct ui *ui, struct dialog *dialog, const struct model *model, int key)
{
	struct consent *consent = dialog->state;

	if (key == K_ESC || key == 'n' || key == 'N')
		ui_do(ui, model, ACTION_CANCEL);
	else if (!dialog->drawn)
		return;
	else if (key == 'y' || key == 'Y' || (key == K_ENTER && consent->yes))
		confirm(ui, dialog, model);
	else if (key == K_ENTER)
		ui_do(ui, model, ACTION_CANCEL);
	else if (key == K_TAB || key == K_BACKTAB || key == K_LEFT || key == K_RIGHT)
		consent->yes = !consent->yes;
	else
		dialog_scroll(dialog, key);
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

void consent_show(struct ui *ui, struct dialog *dialog, struct canvas *canvas, const char *title, const char *doing,
		  struct page *page)
{
	struct consent *consent = dialog->state;
	int rows;

	draw_buttons(page, consent->yes, doing);
	rows = page->row;
	dialog_show(dialog, canvas, title, STYLE_ALARM, page);
	if (dialog_top(ui) == dialog && dialog->scroll + dialog->page >= rows)
		consent->seen = true;
}

const struct keybind consent_keys[] = {
	{ 'n', COMMAND_NONE, "n", "no", "sign nothing; Enter and Esc say the same" },
	{ 'y', COMMAND_NONE, "y", "yes, sign it", "sign what is shown, and go on" },
	{ K_TAB, COMMAND_NONE, "Tab", "other button", "go to the other button; Enter presses it" },
	{ K_PAGE_DOWN, COMMAND_NONE, "PgDn", "read on", NULL },
	{ 0, 0, NULL, NULL, NULL },
};
