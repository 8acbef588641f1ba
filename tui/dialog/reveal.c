/* A revealed API key; it is hidden again when the dialog closes. */
#include "tui/dialog/page_key.h"
#include "tui/ui.h"

static bool wanted(const struct ui *ui, const struct model *model)
{
	return model->revealed && !dialog_find(ui, &dialog_minted);
}

static void take_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	if (input == INPUT_ESC || input == INPUT_ENTER || input == 'v' || input == 'q')
		ui_do(ui, model, ACTION_KEY_HIDE);
	else if (input == 'y')
		ui_key_action(ui, model, ACTION_KEY_COPY, model->revealed_id);
	else if (input == 'h')
		dialog_handover_open(ui, model, model->revealed_id);
	else if (input == 'c')
		ui_key_action(ui, model, ACTION_KEY_CHECK, model->revealed_id);
	else if (input == 'l')
		ui_do(ui, model, ACTION_LOCK);
	else
		dialog_scroll(dialog, input);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct key_info *key = model_key(model, model->revealed_id);
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 74));
	if (key)
		keyview_draw(&page, model, key);
	page_blank(&page);
	page_text(&page, STYLE_WARN, "Whoever has this key spends what it may spend. Esc hides it.");
	dialog_show(dialog, canvas, "API key", STYLE_ALARM, &page);
}

static const struct keybind keys[] = {
	{ INPUT_ESC, COMMAND_NONE, "Esc", "hide", "hide the key again" },
	{ 'y', COMMAND_NONE, "y", "copy", "copy the key to the clipboard" },
	{ 'h', COMMAND_NONE, "h", "hand over", "write the key to a file, or give it to a command" },
	{ 'c', COMMAND_NONE, "c", "check", "ask Venice what the key can do now" },
	{ 'l', COMMAND_NONE, "l", "lock", "lock the wallet and clear the screen of secrets" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_reveal = {
	.name = "API key", .keys = keys, .wanted = wanted, .input = take_input, .draw = draw,
};
