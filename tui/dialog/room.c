#include "tui/dialog/room.h"

#include "tui/line.h"
#include "tui/ui.h"

/* What the model asks for would be back at once; what was typed or chosen would be lost. */
static bool gives_way(const struct dialog *dialog)
{
	const struct dialog_ops *ops = dialog->ops;
	const struct line *field = ops->field ? ops->field(dialog) : NULL;

	return !dialog_is_automatic(ops) && !ops->keeps && !(field && *line_text(field));
}

/* Returns the one that goes, the lowest that may; NULL: none must, or none can, which *room tells apart. */
static struct dialog *goes(const struct ui *ui, bool *room)
{
	struct dialog *found = NULL;
	unsigned open = 0;

	for (struct dialog *dialog = ui->dialog; dialog; dialog = dialog->below) {
		if (dialog->closing)
			continue;
		open++;
		/* The help is about the one below it. */
		if (gives_way(dialog) && !(found && found->ops == &dialog_help))
			found = dialog;
	}
	*room = open < DIALOGS_MOST || found;
	return open < DIALOGS_MOST ? NULL : found;
}

bool room_is(const struct ui *ui)
{
	bool room;

	(void)goes(ui, &room);
	return room;
}

bool room_or_say(struct ui *ui, const struct model *model)
{
	bool room = room_is(ui);

	if (!room)
		ui_notice(ui, model, "Two pages lie here, and neither can go: close or answer this one first");
	return room;
}

bool room_make(struct ui *ui)
{
	bool room;
	struct dialog *dialog = goes(ui, &room);

	if (dialog)
		dialog_close(ui, dialog);
	return room;
}
