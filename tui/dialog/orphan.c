/*
 * What became of a mint whose outcome is unknown.  The account's keys are listed, and the one that
 * the mint may have made is marked, to be kept or deleted.
 */
#include <stdio.h>
#include <string.h>

#include "tui/ui.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"
#include "wallet/venice/key_list.h"

#define ORPHANS_MOST 6
#define LABEL 12

struct state {
	size_t cursor;
	bool moved;		/* so it is kept in sight */
	int64_t opened_ms;
};

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model->mint.state == MINT_UNKNOWN;
}

static size_t find(const struct key_info **out, const struct model *model)
{
	const struct flow_mint *mint = &model->mint;

	return key_list_orphans(out, ORPHANS_MOST, &model->keys, mint->account.address, &mint->options,
				mint->intent_ms);
}

static bool has_looked(const struct state *state, const struct model *model)
{
	return model->key_admin.listed_ms >= state->opened_ms && !flow_key_admin_running(&model->key_admin);
}

/* The keys asked for are those of the wallet that minted. */
static void look(struct ui *ui, const struct model *model)
{
	struct action action = { .type = ACTION_SELECT_WALLET };

	for (size_t i = 0; i < model->accounts.count; i++)
		if (address_equal(model->accounts.items[i].address, model->mint.account.address))
			action.index = i;
	if (action.index != model->selected)
		ui_emit(ui, model, &action);
	if (flow_key_admin_admin(model) && !flow_key_admin_running(&model->key_admin))
		ui_do(ui, model, ACTION_KEYS_LIST);
}

static size_t found(const struct key_info **out, const struct dialog *dialog, const struct model *model)
{
	return has_looked(dialog->state, model) ? find(out, model) : 0;
}

static bool has_found(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct key_info *orphans[ORPHANS_MOST];

	(void)ui;
	return dialog->drawn && found(orphans, dialog, model);
}

static bool has_found_none(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	return dialog->drawn && has_looked(dialog->state, model) && !has_found(ui, dialog, model);
}

static bool cannot_look(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	return dialog->drawn && !flow_key_admin_admin(model);
}

static bool can_look(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	return dialog->drawn && !cannot_look(ui, dialog, model);
}

static void close_mint(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	dialog_close(ui, dialog);
	ui_do(ui, model, ACTION_MINT_FORGET);
}

static void look_again(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	look(ui, model);
}

static void delete(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct key_info *orphans[ORPHANS_MOST];
	size_t cursor = ((const struct state *)dialog->state)->cursor;

	if (cursor < found(orphans, dialog, model))
		ui_key_action(ui, model, ACTION_KEY_DELETE, orphans[cursor]->id);
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	const struct key_info *orphans[ORPHANS_MOST];
	struct state *state = dialog->state;
	struct list list = { .cursor = state->cursor };
	size_t count = found(orphans, dialog, model);

	(void)ui;
	state->moved = count > 1;
	if (state->moved)
		list_move(&list, command, count);
	else
		dialog_scroll(dialog, command);
	state->cursor = list.cursor;
}

static void draw_asked(struct page *page, const struct model *model)
{
	const struct flow_mint *mint = &model->mint;
	const struct account *account = accounts_at(&model->accounts, mint->account.address);
	char when[TEXT_TIME_SIZE], address[ADDRESS_TEXT_SIZE], wallet[ACCOUNT_NAME_MAX + ADDRESS_TEXT_SIZE + 4];

	text_time(when, mint->intent_ms);
	address_format(address, mint->account.address);
	snprintf(wallet, sizeof(wallet), "%s%s%s", account ? account->name : "", account ? " " : "", address);
	page_text(page, STYLE_TEXT, "A request for a key was sent, and no answer came. A key may exist that nobody here has.");
	page_blank(page);
	page_pair(page, LABEL, "Sent", STYLE_TEXT, when);
	page_pair(page, LABEL, "Wallet", STYLE_TEXT, wallet);
	page_pair(page, LABEL, "Type", STYLE_TEXT, key_type_name(mint->options.type));
	page_pair(page, LABEL, "Description", STYLE_TEXT, mint->options.description[0] ? mint->options.description : "Web3 API Key");
	page_blank(page);
}

static void draw_unseen(struct page *page)
{
	page_text(page, STYLE_STRONG, "No ADMIN key is stored for this wallet, so rialto cannot look.");
	page_text(page, STYLE_TEXT, "Look yourself: at venice.ai sign in with this wallet, open Settings, API, and find a key of "
		  "that description made at that time (UTC). Delete it there if it is not in use.");
	page_blank(page);
	page_text(page, STYLE_WARN, "x: I have looked; close this mint, so that the next can begin.");
}

static bool point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	(void)ui;
	(void)part;
	((struct state *)dialog->state)->cursor = row;
	return false;
}

static void draw_orphan(struct page *page, const struct model *model, const struct key_info *key, size_t index,
			const struct state *state)
{
	bool chosen = index == state->cursor;
	char ago[TEXT_SPAN_SIZE], made[TEXT_TIME_SIZE];
	int row = page_rows(page, 1);

	page_aim(page, row, 1, TARGET_ROW, (int)index);
	text_time(made, key->created_ms);
	text_ago(ago, model_server_now(model) - key->created_ms);
	canvas_format(&page->canvas, row, 0, chosen ? STYLE_SELECTED : STYLE_TEXT, "%s …%s  made %s (%s)", chosen ? "▸" : " ",
		      key->last6, made, ago);
	if (chosen)
		page_rest(page, row, 0);
	if (chosen && state->moved)
		page->keep = row;
}

static void draw_found(struct page *page, struct state *state, const struct model *model)
{
	const struct key_info *orphans[ORPHANS_MOST];
	size_t count = find(orphans, model);

	if (!count) {
		page_text(page, STYLE_GOOD, "✓ The account's list has no such key: as far as it goes, none was made.");
		page_blank(page);
		page_text(page, STYLE_STRONG, "Enter closes this mint; the next can begin.");
		return;
	}
	if (state->cursor >= count)
		state->cursor = count - 1;
	page_text(page, STYLE_WARN, count == 1 ? "This key is it, by its description and time:" : "One of these may be it:");
	for (size_t i = 0; i < count; i++)
		draw_orphan(page, model, orphans[i], i, state);
	page_blank(page);
	page_text(page, STYLE_TEXT, "Nobody can show it again. " KEYSTROKE("delete-key") " deletes it. " KEYSTROKE("keep-key") " keeps it alive and closes this mint.");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct state *state = dialog->state;
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 74));
	draw_asked(&page, model);
	if (!flow_key_admin_admin(model)) {
		draw_unseen(&page);
	} else if (has_looked(state, model)) {
		draw_found(&page, state, model);
	} else if (flow_key_admin_running(&model->key_admin)) {
		int row = page_rows(&page, 1);

		canvas_spinner(&page.canvas, row, 0, STYLE_BUSY);
		canvas_text(&page.canvas, row, 2, STYLE_BUSY, "asking Venice for the account's keys…");
	} else {
		page_text(&page, STYLE_BAD, "The account's keys could not be listed. " KEYSTROKE("list-keys") " tries again.");
	}
	dialog_show(dialog, canvas, "What became of the mint?", STYLE_ALARM, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { 'd' }, .command = ACTION_KEY_DELETE, .hint = "delete the key",
	  .help = "delete the key that was made", .run = delete, .fits = has_found },
	{ .inputs = { 'o' }, .name = "keep-key", .hint = "keep it", .help = "keep the key alive and close the mint", .run = close_mint,
	  .fits = has_found },
	{ .inputs = { INPUT_ENTER }, .hint = "close this mint", .help = "where none was made: close the mint",
	  .run = close_mint, .fits = has_found_none },
	{ .inputs = { 'x' }, .hint = "I have looked",
	  .help = "without an ADMIN key: close the mint, once you have looked at venice.ai", .run = close_mint,
	  .fits = cannot_look },
	{ .inputs = { 'r' }, .command = ACTION_KEYS_LIST, .hint = "look again",
	  .help = "list the account's keys again", .run = look_again, .fits = can_look },
	{ .inputs = { INPUT_ESC }, .hint = "later", .help = "leave it open", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Unknown mint", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_orphan = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .alive = alive, .move = move,
	.point = point, .draw = draw,
};

void dialog_orphan_open(struct ui *ui, const struct model *model)
{
	struct state *state = dialog_open(ui, &dialog_orphan, model)->state;

	state->opened_ms = model->now_ms;
	look(ui, model);
}
