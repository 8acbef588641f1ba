/* The tables that panes and dialogs share. */
#include "tui/keybind.h"

#include "tui/enter.h"
#include "tui/ui.h"

/* Over everything */

static void help(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_run(ui, model, COMMAND_HELP);
}

static void redraw(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_run(ui, model, COMMAND_REDRAW);
}

static const struct keybind over[] = {
	{ .inputs = { '?', INPUT_F1 }, .command = COMMAND_HELP, .hint = "help", .run = help },
	{ .inputs = { INPUT_CTRL_L }, .command = COMMAND_REDRAW, .run = redraw },
};

const struct keybinds keybinds_over = { .title = "Everywhere", KEYBIND_ROWS(over), .then = &keybinds_move };

/* A page that is seen whole cannot be scrolled. */
static bool can_move(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	return !dialog || dialog->ops->move || dialog->scroll > 0 || !dialog->at_end;
}

static const struct keybind move[] = {
	{ .inputs = { 'j', INPUT_DOWN }, .command = COMMAND_DOWN, .name = "down", .hint = "move", .fits = can_move },
	{ .inputs = { 'k', INPUT_UP }, .command = COMMAND_UP, .name = "up", .hint = "move", .fits = can_move },
	{ .inputs = { INPUT_PAGE_DOWN }, .command = COMMAND_PAGE_DOWN, .name = "page-down", .fits = can_move },
	{ .inputs = { INPUT_PAGE_UP }, .command = COMMAND_PAGE_UP, .name = "page-up", .fits = can_move },
	{ .inputs = { 'g', INPUT_HOME }, .command = COMMAND_TOP, .name = "top", .fits = can_move },
	{ .inputs = { 'G', INPUT_END }, .command = COMMAND_BOTTOM, .name = "bottom", .fits = can_move },
};

const struct keybinds keybinds_move = { .title = "Moving", KEYBIND_ROWS(move) };

/* The entries of a menu; after the last comes the first again. */
static const struct keybind choose[] = {
	{ .inputs = { INPUT_TAB }, .command = COMMAND_DOWN, .name = "", .help = "to the next entry" },
	{ .inputs = { INPUT_BACKTAB }, .command = COMMAND_UP, .name = "", .help = "to the entry before" },
};

const struct keybinds keybinds_choose = { .title = "Choosing", KEYBIND_ROWS(choose), .then = &keybinds_over };

/* Typing */

static bool has_line(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	(void)model;
	return ui_has_field(ui);
}

#define EDIT(what)								\
	static void what(struct ui *ui, struct dialog *dialog, const struct model *model)	\
	{									\
		(void)dialog;							\
		(void)model;							\
		line_##what(ui_field(ui));					\
		ui_edited(ui);							\
	}
EDIT(left)
EDIT(right)
EDIT(begin)
EDIT(end)
EDIT(rub_left)
EDIT(rub_right)
EDIT(cut_left)
EDIT(cut_right)
EDIT(cut_word)

static const struct keybind line[] = {
	{ .inputs = { INPUT_LEFT }, .help = "a character to the left", .run = left, .fits = has_line },
	{ .inputs = { INPUT_RIGHT }, .help = "a character to the right", .run = right, .fits = has_line },
	{ .inputs = { INPUT_HOME, INPUT_CTRL_A }, .help = "to the beginning", .run = begin, .fits = has_line },
	{ .inputs = { INPUT_END, INPUT_CTRL_E }, .help = "to the end", .run = end, .fits = has_line },
	{ .inputs = { INPUT_BACKSPACE }, .help = "delete the character to the left", .run = rub_left,
	  .fits = has_line },
	{ .inputs = { INPUT_DELETE }, .help = "delete the character here", .run = rub_right, .fits = has_line },
	{ .inputs = { INPUT_CTRL_U }, .help = "delete all to the left", .run = cut_left, .fits = has_line },
	{ .inputs = { INPUT_CTRL_K }, .help = "delete all to the right", .run = cut_right, .fits = has_line },
	{ .inputs = { INPUT_CTRL_W }, .help = "delete the word to the left", .run = cut_word, .fits = has_line },
};

const struct keybinds keybinds_line = { .title = "Typing", KEYBIND_ROWS(line), .then = &keybinds_over };

/* The filter of a pane */

static void keep_filter(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	(void)model;
	ui->filtering = false;
}

static void drop_filter(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	line_clear(&ui->filter);
	ui_edited(ui);
	keep_filter(ui, dialog, model);
}

static const struct keybind filter[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "keep the filter", .help = "keep the filter", .run = keep_filter },
	{ .inputs = { INPUT_ESC }, .hint = "show all again", .help = "show all again", .run = drop_filter },
};

const struct keybinds keybinds_filter = {
	.title = "Filter", KEYBIND_ROWS(filter), .then = &keybinds_line, .typed = true,
};

/* All panes; the table of each pane comes before this one */

/* With --readonly a wallet is unlocked for one thing only, to see its keys. */
static bool unlock_helps(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct account *account = model_account(model);

	(void)dialog;
	if (account && (account->kind == ACCOUNT_WATCH || model_unlocked_for(model, account->address)))
		return false;
	return !model->readonly || ui->focus == PANE_KEYS;
}

static bool lock_helps(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model->unlocked;
}

static const struct keybind panes[] = {
	{ .inputs = { INPUT_ENTER }, .command = COMMAND_NEXT, .hint = "next step", .hinted = enter_is_offered },
	{ .inputs = { 'm' }, .command = ACTION_MINT, .hint = "mint" },
	{ .inputs = { 'e' }, .command = ACTION_MINT, .name = "edit-mint", .help = "edit what the key is minted with" },
	{ .inputs = { 's' }, .command = ACTION_STAKE, .hint = "stake" },
	{ .inputs = { 'r' }, .command = ACTION_REFRESH, .hint = "refresh" },
	{ .inputs = { '/' }, .command = COMMAND_FILTER, .hint = "filter" },
	{ .inputs = { ':' }, .command = COMMAND_PALETTE, .name = "palette", .hint = "command" },
	{ .inputs = { 'g' }, .command = COMMAND_GLOSSARY, .hint = "glossary" },
	{ .inputs = { INPUT_TAB }, .command = COMMAND_NEXT_PANE, .name = "next-pane", .hint = "pane" },
	{ .inputs = { INPUT_BACKTAB }, .command = COMMAND_PREVIOUS_PANE, .name = "previous-pane" },
	{ .inputs = { 'n' }, .command = COMMAND_WALLET_MENU, .hint = "new wallet" },
	{ .inputs = { 'w' }, .command = COMMAND_WALLET_TASK },
	{ .inputs = { 'u', 'U' }, .command = ACTION_PASSWORD, .hint = "unlock", .hinted = unlock_helps },
	{ .inputs = { 'l' }, .command = ACTION_LOCK, .hint = "lock", .hinted = lock_helps },
	{ .inputs = { 'a' }, .command = COMMAND_RECEIVE, .hint = "address" },
	{ .inputs = { 'f' }, .command = COMMAND_FUND },
	{ .inputs = { 'x' }, .command = COMMAND_TX },
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy" },
	{ .inputs = { 'v' }, .command = ACTION_KEY_REVEAL },
	{ .inputs = { 'c' }, .command = ACTION_KEY_CHECK },
#define PANE(id, table, name, help) { .inputs = { '1' + PANE_##id }, .command = COMMAND_PANE_##id },
#include "tui/pane/panes.def"
#undef PANE
	{ .inputs = { INPUT_ESC }, .command = COMMAND_CLEAR, .name = "" },
	{ .inputs = { 'M' }, .command = COMMAND_MESSAGES },
	{ .inputs = { 'L' }, .command = COMMAND_LOG },
	{ .inputs = { 'N' }, .command = COMMAND_NETWORK },
	{ .inputs = { 'T' }, .command = COMMAND_THEME },
	{ .inputs = { ',' }, .command = COMMAND_SETTINGS },
	{ .inputs = { 'q' }, .command = ACTION_QUIT, .hint = "quit" },
};

const struct keybinds keybinds_panes = { .title = "Everywhere", KEYBIND_ROWS(panes), .then = &keybinds_over };
