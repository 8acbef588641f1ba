/* Deleting a key for good: its last characters must be typed. */
#include <stdio.h>
#include <string.h>

#include "tui/ui.h"
#include "wallet/flow_keys.h"
#include "wallet/keys.h"

#define LAST_SIZE 6

struct state {
	char id[KEY_ID_SIZE];
	struct line typed;
	bool refused;
};

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct state *state = dialog->state;

	(void)ui;
	return model_key(model, state->id);
}

static void submit(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;
	const struct key_info *key = model_key(model, state->id);
	char id[KEY_ID_SIZE];

	if (!key || strcmp(line_text(&state->typed), key_word(key)) != 0) {
		state->refused = true;
		return;
	}
	memcpy(id, state->id, sizeof(id));
	dialog_close(ui, dialog);
	ui_key_action(ui, model, ACTION_KEY_DELETE, id);
}

static void take_key(struct ui *ui, struct dialog *dialog, const struct model *model, int key)
{
	struct state *state = dialog->state;

	if (key == K_ESC)
		dialog_close(ui, dialog);
	else if (key == K_ENTER && dialog->drawn)
		submit(ui, dialog, model);
	else if (line_key(&state->typed, key))
		state->refused = false;
}

static bool is_the_only_admin(const struct model *model, const struct key_info *key)
{
	return flow_keys_admin(model) == key;
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct state *state = dialog->state;
	const struct key_info *key = model_key(model, state->id);
	struct page page;
	int row;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 64));
	page_format(&page, STYLE_STRONG, "%s key …%s", key_type_name(key->type), key->last6);
	page_text(&page, STYLE_TEXT, key->description);
	page_blank(&page);
	page_text(&page, STYLE_WARN, "It is deleted at Venice and here, for good: whatever uses it stops working at once.");
	if (is_the_only_admin(model, key))
		page_text(&page, STYLE_BAD, "It is the ADMIN key that acts here: without one, keys can only be minted.");
	page_blank(&page);
	page_format(&page, STYLE_TEXT, "Type %s and press Enter to delete it.", key_word(key));
	row = page_rows(&page, 1);
	page.keep = row;
	line_draw(&state->typed, &page.canvas, row, 0, LAST_SIZE + 2, true);
	if (state->refused)
		page_text(&page, STYLE_BAD, "That is not it; nothing was deleted.");
	dialog_show(dialog, canvas, "Delete this API key?", STYLE_ALARM, &page);
}

static void end(struct dialog *dialog)
{
	line_free(&((struct state *)dialog->state)->typed);
}

static const struct keybind keys[] = {
	{ K_ENTER, COMMAND_NONE, "Enter", "delete", "delete it, once its last characters are typed" },
	{ K_ESC, COMMAND_NONE, "Esc", "keep it", "leave everything as it is" },
	{ 0, 0, NULL, NULL, NULL },
};

static const struct dialog_ops ops = {
	.name = "Delete a key", .state_size = sizeof(struct state), .keys = keys, .takes_text = true,
	.alive = alive, .key = take_key, .draw = draw, .close = end,
};

void dialog_delete_open(struct ui *ui, const struct model *model, const char *id)
{
	struct state *state = dialog_open(ui, &ops, model)->state;

	snprintf(state->id, sizeof(state->id), "%s", id);
	line_init(&state->typed, 2 * LAST_SIZE, false);
}
