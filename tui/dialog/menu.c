/*
 * The menus: how to get a wallet, and what to do with one.  The entries of a menu are the rows of
 * its table that run a command.
 */
#include "tui/refusal.h"
#include "tui/ui.h"

struct state {
	size_t cursor;
	bool practice;		/* of the first menu: money is not real here */
};

static bool is_entry(const struct keybind *bind)
{
	return bind->command != COMMAND_NONE;
}

static size_t count_entries(const struct keybinds *keybinds)
{
	size_t count = 0;

	for (size_t i = 0; i < keybinds->count; i++)
		count += is_entry(&keybinds->rows[i]);
	return count;
}

static void pick(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	size_t cursor = ((const struct state *)dialog->state)->cursor;

	dialog_command(ui, dialog, model, dialog_keybinds(dialog)->rows[cursor].command);
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	(void)ui;
	(void)model;
	dialog_choose(&((struct state *)dialog->state)->cursor, count_entries(dialog_keybinds(dialog)), command);
}

static void draw_entries(const struct ui *ui, const struct dialog *dialog, const struct model *model, struct page *page)
{
	struct keybind_at at = { .first = dialog_keybinds(dialog) };
	const struct state *state = dialog->state;

	while (keybind_next(&at, &ui->changes, dialog, model) && at.table == at.first) {
		const struct refusal *refusal = refusal_of(ui, model, at.bind.command);
		bool chosen = at.index == state->cursor;
		enum style style = refusal ? STYLE_DIM : chosen ? STYLE_STRONG : STYLE_TEXT;
		char label[KEYBIND_LABEL_SIZE], text[REFUSAL_TEXT_SIZE];
		int row, col;

		if (!is_entry(&at.bind))
			continue;
		row = page_rows(page, 1);
		keybind_label(label, &at.bind);
		page_aim(page, row, 1, TARGET_INPUT, at.bind.inputs[0]);
		col = canvas_text(&page->canvas, row, 0, STYLE_STRONG, chosen ? "▸ " : "  ");
		col = canvas_text(&page->canvas, row, col, STYLE_KEY, label);
		refusal_text(text, refusal, at.bind.help);
		canvas_fit(&page->canvas, row, col + 2, page->canvas.cols - col - 2, style, text);
		if (chosen)
			page->keep = row;
	}
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct page page;

	page_init(&page, canvas, dialog_width(canvas, 66));
	draw_entries(ui, dialog, model, &page);
	dialog_show(dialog, canvas, dialog_keybinds(dialog)->title, STYLE_DIALOG, &page);
}

static void open_first(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	((struct state *)dialog->state)->practice = !model->network.real_money;
}

static size_t mode_first(const struct dialog *dialog)
{
	return ((const struct state *)dialog->state)->practice;
}

static void draw_first(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	bool practice = !model->network.real_money;
	struct page page;

	page_init(&page, canvas, dialog_width(canvas, 68));
	page_text(&page, STYLE_TEXT, practice ? "This is practice: its money is worth nothing, and its keys open nothing. "
						"Every step is as on Base. Begin with a wallet:"
					      : "This is Base, where money is real. Practise first, or begin with a wallet:");
	page_blank(&page);
	draw_entries(ui, dialog, model, &page);
	dialog_show(dialog, canvas, dialog_keybinds(dialog)->title, STYLE_DIALOG, &page);
}

static void draw_tasks(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct account *account = model_account(model);
	char address[ADDRESS_TEXT_SIZE];
	struct page page;

	if (!account)
		return;
	account_format_address(address, account);
	page_init(&page, canvas, dialog_width(canvas, 66));
	page_format(&page, STYLE_STRONG, "%s (%s)", account->name, account_kind_name(account->kind));
	page_text(&page, STYLE_DIM, address);
	page_blank(&page);
	draw_entries(ui, dialog, model, &page);
	dialog_show(dialog, canvas, dialog_keybinds(dialog)->title, STYLE_DIALOG, &page);
}

static bool has_account(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model_account(model) != NULL;
}

/* The rows with a command come first, because they are the entries. */
#define CHOOSE { .inputs = { INPUT_ENTER }, .hint = "choose", .help = "choose what is marked", .run = pick }
#define CLOSE { .inputs = { INPUT_ESC, 'q' }, .hint = "close", .help = "close the menu", .run = dialog_leave }

static const struct keybind menu_rows[] = {
	{ .inputs = { 'n' }, .command = ACTION_WALLET_NEW, .hint = "new",
	  .help = "New wallet, from words you write down" },
	{ .inputs = { 'i' }, .command = ACTION_WALLET_IMPORT, .hint = "import",
	  .help = "Import a private key, mnemonic words or a V3 file" },
	{ .inputs = { 'w' }, .command = ACTION_WALLET_WATCH, .hint = "watch",
	  .help = "Watch an address, without its key" },
	{ .inputs = { 'o' }, .command = COMMAND_NEW_SPECIAL, .hint = "other",
	  .help = "New wallet: other languages, or with a BIP-39 passphrase" },
	{ .inputs = { 'b' }, .command = ACTION_HOME_RESTORE, .hint = "backup",
	  .help = "Bring back a backup of everything" },
	CHOOSE, CLOSE,
};

static const struct keybinds menu_keybinds = { .title = "A wallet", KEYBIND_ROWS(menu_rows), .then = &keybinds_choose };

const struct dialog_ops dialog_menu = {
	.state_size = sizeof(struct state), .keybinds = { &menu_keybinds }, .leaves = true, .move = move, .draw = draw,
};

#define FIRST_WALLET									\
	{ .inputs = { 'n' }, .command = ACTION_WALLET_NEW, .hint = "new",			\
	  .help = "New wallet, from words you write down" },					\
	{ .inputs = { 'i' }, .command = ACTION_WALLET_IMPORT, .hint = "import",			\
	  .help = "Import a private key, mnemonic words or a V3 file" },			\
	{ .inputs = { 'w' }, .command = ACTION_WALLET_WATCH, .hint = "watch",			\
	  .help = "Watch an address, without its key" },					\
	{ .inputs = { 'm' }, .command = COMMAND_WALLET_MENU, .hint = "more",			\
	  .help = "More ways: other languages, a BIP-39 passphrase, a backup" },		\
	{ .inputs = { 'g' }, .command = COMMAND_GLOSSARY, .hint = "glossary", .help = "What the words mean" }

static const struct keybind first_rows[] = {
	{ .inputs = { 'p' }, .command = COMMAND_PRACTISE, .hint = "practise", .help = "Practise first, where nothing is real" },
	FIRST_WALLET, CHOOSE, CLOSE,
};

static const struct keybinds first_keybinds = {
	.title = "The first wallet", KEYBIND_ROWS(first_rows), .then = &keybinds_choose,
};

/* Who practises already is not asked to. */
static const struct keybind practice_rows[] = {
	FIRST_WALLET,
	{ .inputs = { 'N' }, .command = COMMAND_NETWORK, .hint = "networks", .help = "Another network: Base, where money is real" },
	CHOOSE, CLOSE,
};

static const struct keybinds practice_keybinds = {
	.title = "The first wallet, to practise with", KEYBIND_ROWS(practice_rows), .then = &keybinds_choose,
};

static bool has_no_account(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	return !has_account(ui, dialog, model);
}

const struct dialog_ops dialog_first = {
	.state_size = sizeof(struct state), .keybinds = { &first_keybinds, &practice_keybinds }, .mode = mode_first,
	.leaves = true, .alive = has_no_account, .open = open_first, .move = move, .draw = draw_first,
};

static const struct keybind task_rows[] = {
	{ .inputs = { 'r' }, .command = ACTION_WALLET_RENAME, .hint = "rename", .help = "Rename it" },
	{ .inputs = { 'p' }, .command = ACTION_WALLET_PASSWORD, .hint = "password", .help = "Change its password" },
	{ .inputs = { 'a' }, .command = ACTION_WALLET_ACCOUNTS, .hint = "accounts",
	  .help = "More accounts from its words" },
	{ .inputs = { 'x' }, .command = ACTION_WALLET_EXPORT, .hint = "export",
	  .help = "Export it: V3 file, private key or words" },
	{ .inputs = { 'd' }, .command = ACTION_WALLET_REMOVE, .hint = "remove", .help = "Remove it" },
	{ .inputs = { 'b' }, .command = ACTION_HOME_BACKUP, .hint = "backup",
	  .help = "Back up everything to one encrypted file" },
	{ .inputs = { 'n' }, .command = COMMAND_WALLET_MENU, .hint = "new",
	  .help = "Another wallet: new, imported, watched or restored" },
	CHOOSE, CLOSE,
};

static const struct keybinds task_keybinds = { .title = "The wallet", KEYBIND_ROWS(task_rows), .then = &keybinds_choose };

const struct dialog_ops dialog_task = {
	.state_size = sizeof(struct state), .keybinds = { &task_keybinds }, .leaves = true, .alive = has_account,
	.move = move, .draw = draw_tasks,
};
