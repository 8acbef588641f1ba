/* A question with yes and no; no is what Enter says. */
#include <stdio.h>

#include "tui/ui.h"

struct state {
	char question[256];
	enum action_type action;
	char id[KEY_ID_SIZE];		/* of the key it is about; "" for none */
};

static void take_key(struct ui *ui, struct dialog *dialog, const struct model *model, int key)
{
	const struct state state = *(const struct state *)dialog->state;

	if ((key == 'y' || key == 'Y') && dialog->drawn) {
		dialog_close(ui, dialog);
		if (state.id[0])
			ui_key_action(ui, model, state.action, state.id);
		else
			ui_do(ui, model, state.action);
		if (model->quit_warned)		/* what it warns of was asked here */
			ui_do(ui, model, ACTION_QUIT);
	} else if (key == K_ESC || key == K_ENTER || key == 'n' || key == 'N') {
		dialog_close(ui, dialog);
	}
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct state *state = dialog->state;
	struct page page;

	(void)ui;
	(void)model;
	page_init(&page, canvas, dialog_width(canvas, 60));
	page_text(&page, STYLE_TEXT, state->question);
	page_blank(&page);
	page_text(&page, STYLE_STRONG, "[ No ]   y yes");
	dialog_show(dialog, canvas, "Are you sure?", STYLE_ALARM, &page);
}

static const struct keybind keys[] = {
	{ 'n', COMMAND_NONE, "n", "no", "leave everything as it is; Enter and Esc say the same" },
	{ 'y', COMMAND_NONE, "y", "yes", "do it" },
	{ 0, 0, NULL, NULL, NULL },
};

static const struct dialog_ops ops = {
	.name = "Question", .state_size = sizeof(struct state), .keys = keys, .key = take_key, .draw = draw,
};

void dialog_confirm_open(struct ui *ui, const struct model *model, const char *question, enum action_type action)
{
	struct state *state = dialog_open(ui, &ops, model)->state;

	snprintf(state->question, sizeof(state->question), "%s", question);
	state->action = action;
}

void dialog_confirm_key_open(struct ui *ui, const struct model *model, const char *question, enum action_type action,
			     const char *id)
{
	struct state *state;

	dialog_confirm_open(ui, model, question, action);
	state = dialog_top(ui)->state;
	snprintf(state->id, sizeof(state->id), "%s", id);
}
