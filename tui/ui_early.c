/* ui_early: what is typed before the home is read. */
#include "tui/ui.h"
#include "wallet/base/mem.h"

/* Moving needs only what is seen, and leaving nothing at all. */
static bool needs_the_home(const struct ui *ui, const struct model *model, int command)
{
	static const int others[] = {
		COMMAND_UP, COMMAND_NEXT_PANE, COMMAND_PREVIOUS_PANE, COMMAND_REDRAW, ACTION_QUIT,
	};

	if (command == COMMAND_DOWN && ui->focus == PANE_KEYSTORE)
		return ui->panes[PANE_KEYSTORE].list.cursor + 1 >= model->glance.first.count;
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
		if (command == others[i])
			return false;
	return command != COMMAND_DOWN;
}

bool ui_must_wait(const struct ui *ui, const struct model *model, int input)
{
	struct keybind_at at = { .first = ui_keybinds(ui) };

	if (model->loaded)
		return false;
	while (keybind_next(&at, &ui->changes, dialog_top(ui), NULL))
		if (keybind_has(&at.bind, input) && needs_the_home(ui, model, at.bind.command))
			return true;	/* even if it means nothing now: then it may */
	return false;
}
