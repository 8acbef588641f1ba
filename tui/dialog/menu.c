/*
 * Menus: how to get a wallet, and what to do with one.  A menu's entries are its
 * keys that stand for a command.
 */
#include "tui/ui.h"

struct state { size_t cursor; };

static size_t count_entries(const struct keybind *keys)
{
	size_t count = 0;

	for (; keys->input; keys++)
		count += keys->command != COMMAND_NONE;
	return count;
}

static void pick(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	dialog_close(ui, dialog);
	ui_run(ui, model, command);
}

static void take_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	const struct keybind *keys = dialog->ops->keys;
	struct state *state = dialog->state;
	size_t count = count_entries(keys);
	int command = command_of_input(keys, input);

	if (command)
		pick(ui, dialog, model, command);
	else if (input == INPUT_ESC || input == 'q')
		dialog_close(ui, dialog);
	else if (input == INPUT_ENTER)
		pick(ui, dialog, model, keys[state->cursor].command);
	else if (input == INPUT_DOWN || input == 'j' || input == INPUT_TAB)
		state->cursor = (state->cursor + 1) % count;
	else if (input == INPUT_UP || input == 'k' || input == INPUT_BACKTAB)
		state->cursor = (state->cursor + count - 1) % count;
}

static void draw_entries(const struct dialog *dialog, struct page *page)
{
	const struct keybind *keys = dialog->ops->keys;
	const struct state *state = dialog->state;

	for (size_t i = 0; i < count_entries(keys); i++) {
		bool chosen = i == state->cursor;
		int row = page_rows(page, 1), col;

		col = canvas_text(&page->canvas, row, 0, STYLE_STRONG, chosen ? "▸ " : "  ");
		col = canvas_text(&page->canvas, row, col, STYLE_KEY, keys[i].label);
		canvas_fit(&page->canvas, row, col + 2, page->canvas.cols - col - 2, chosen ? STYLE_STRONG : STYLE_TEXT,
			   keys[i].help);
		if (chosen)
			page->keep = row;
	}
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct page page;

	(void)ui;
	(void)model;
	page_init(&page, canvas, dialog_width(canvas, 66));
	draw_entries(dialog, &page);
	dialog_show(dialog, canvas, dialog->ops->name, STYLE_DIALOG, &page);
}

static void draw_care(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct account *account = model_account(model);
	char address[ADDRESS_TEXT_SIZE];
	struct page page;

	(void)ui;
	if (!account)
		return;
	account_format_address(address, account);
	page_init(&page, canvas, dialog_width(canvas, 62));
	page_format(&page, STYLE_STRONG, "%s (%s)", account->name, account_kind_name(account->kind));
	page_text(&page, STYLE_DIM, address);
	page_blank(&page);
	draw_entries(dialog, &page);
	dialog_show(dialog, canvas, dialog->ops->name, STYLE_DIALOG, &page);
}

static bool has_account(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model_account(model) != NULL;
}

/* Those with a command come first: they are the entries. */
static const struct keybind menu_keys[] = {
	{ 'n', ACTION_WALLET_NEW, "n", "new", "New wallet, from words you write down" },
	{ 'i', ACTION_WALLET_IMPORT, "i", "import", "Import a private key, mnemonic words or a V3 file" },
	{ 'w', ACTION_WALLET_WATCH, "w", "watch", "Watch an address, without its key" },
	{ 'o', COMMAND_NEW_SPECIAL, "o", "other", "New wallet: other languages, or with a BIP-39 passphrase" },
	{ 'b', ACTION_HOME_RESTORE, "b", "backup", "Bring back a backup of everything" },
	{ INPUT_ENTER, COMMAND_NONE, "Enter", "choose", "choose what is marked" },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "close", "close the menu" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_menu = {
	.name = "A wallet", .state_size = sizeof(struct state), .keys = menu_keys, .input = take_input, .draw = draw,
};

static const struct keybind task_keys[] = {
	{ 'r', ACTION_WALLET_RENAME, "r", "rename", "Rename it" },
	{ 'p', ACTION_WALLET_PASSWORD, "p", "password", "Change its password" },
	{ 'a', ACTION_WALLET_ACCOUNTS, "a", "accounts", "More accounts from its words" },
	{ 'x', ACTION_WALLET_EXPORT, "x", "export", "Export it: V3 file, private key or words" },
	{ 'd', ACTION_WALLET_REMOVE, "d", "remove", "Remove it" },
	{ 'b', ACTION_HOME_BACKUP, "b", "backup", "Back up everything to one encrypted file" },
	{ 'n', COMMAND_WALLET_MENU, "n", "new", "Another wallet: new, imported, watched or restored" },
	{ INPUT_ENTER, COMMAND_NONE, "Enter", "choose", "choose what is marked" },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "close", "close the menu" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_task = {
	.name = "The wallet", .state_size = sizeof(struct state), .keys = task_keys, .alive = has_account,
	.input = take_input, .draw = draw_care,
};
