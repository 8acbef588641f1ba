/* A revealed API key, which is hidden again when the dialog closes. */
#include "tui/dialog/page_key.h"
#include "tui/ui.h"

static bool wanted(const struct ui *ui, const struct model *model)
{
	return model->revealed && !dialog_find(ui, &dialog_minted);
}

static void hide(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_do(ui, model, ACTION_KEY_HIDE);
}

static void copy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_key_action(ui, model, ACTION_KEY_COPY, model->revealed_id);
}

static void hand_over(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	dialog_handover_open(ui, model, model->revealed_id);
}

static void check(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_key_action(ui, model, ACTION_KEY_CHECK, model->revealed_id);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct key_info *key = model_key(model, model->revealed_id);
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 74));
	if (key)
		page_key_draw(&page, model, key);
	page_blank(&page);
	page_text(&page, STYLE_WARN, "Whoever has this key spends what it may spend. Esc hides it.");
	dialog_show(dialog, canvas, "API key", STYLE_ALARM, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER, INPUT_ESC, 'q' }, .hint = "hide", .help = "hide the key again", .run = hide },
	{ .inputs = { 'v' }, .command = ACTION_KEY_REVEAL, .help = "hide the key again", .run = hide },
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy", .help = "copy the key to the clipboard",
	  .run = copy },
	{ .inputs = { 'h' }, .command = ACTION_KEY_HANDOVER, .hint = "hand over",
	  .help = "write the key to a file, or give it to a command", .run = hand_over },
	{ .inputs = { 'c' }, .command = ACTION_KEY_CHECK, .hint = "check",
	  .help = "ask Venice what the key can do now", .run = check },
	{ .inputs = { 'l' }, .command = ACTION_LOCK, .hint = "lock" },
};

static const struct keybinds keybinds = { .title = "API key", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_reveal = { .keybinds = { &keybinds }, .wanted = wanted, .draw = draw };
