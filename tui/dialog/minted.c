/* A new key: it is stored, masked until v is pressed, and may be able to pay already. */
#include <stdio.h>
#include <string.h>

#include "tui/dialog/page_key.h"
#include "tui/ui.h"
#include "wallet/model/keystroke.h"

static bool wanted(const struct ui *ui, const struct model *model)
{
	const struct flow_mint *mint = &model->mint;

	return mint->state == MINT_DONE && mint->minted.id[0] && strcmp(ui->minted_seen, mint->minted.id) != 0;
}

static void leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	memcpy(ui->minted_seen, model->mint.minted.id, sizeof(ui->minted_seen));
	dialog_close(ui, dialog);
	if (model->revealed)
		ui_do(ui, model, ACTION_KEY_HIDE);
}

static void reveal(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	if (model->revealed)
		ui_do(ui, model, ACTION_KEY_HIDE);
	else
		ui_key_action(ui, model, ACTION_KEY_REVEAL, model->mint.minted.id);
}

static void copy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_key_action(ui, model, ACTION_KEY_COPY, model->mint.minted.id);
}

static void hand_over(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	dialog_handover_open(ui, model, model->mint.minted.id);
}

static void check(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_key_action(ui, model, ACTION_KEY_CHECK, model->mint.minted.id);
}

static bool replaces(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model->key_admin.replaced[0];
}

static void delete_replaced(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_key_action(ui, model, ACTION_KEY_DELETE, model->key_admin.replaced);
}

static void fund(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	dialog_fund_open(ui, model, model->mint.account.address);
}

static void draw_balances(struct page *page, const struct key_check *check)
{
	char line[KEY_CHECK_BALANCES_SIZE];

	if (!check->diem[0] && !check->usd[0] && !check->earned[0] && !check->bundled[0])
		return;
	key_check_balances(line, check);
	page_pair(page, 12, "Balance", STYLE_TEXT, line);
}

/* Draws the newest check; c asks for another. */
static void draw_check(struct page *page, const struct model *model)
{
	const struct flow_mint *mint = &model->mint;
	const struct key_check *check = model_check(model, mint->minted.id);

	if (!check && mint->checked)
		check = &mint->check;
	if (!check) {
		page_text(page, STYLE_WARN, "✗ It could not be checked yet:");
		page_text(page, STYLE_TEXT, mint->check_err.msg);
		page_text(page, STYLE_DIM, KEYSTROKE("check-key") " tries again.");
		return;
	}
	draw_balances(page, check);
	if (check->can_consume) {
		page_format(page, STYLE_GOOD, "✓ It works, and it can pay now (%s).", key_check_pays_with(check));
		return;
	}
	page_format(page, STYLE_WARN, "✗ It works, but %s.", key_check_cannot_pay(check));
	page_text(page, STYLE_TEXT, "Paid models refuse it until then. " KEYSTROKE("fund") " shows the ways to fund the account.");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct key_info *key = model_key(model, model->mint.minted.id);
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 74));
	page_text(&page, STYLE_GOOD, "✓ The key is minted and stored, sealed on this machine.");
	page_blank(&page);
	page_key_draw(&page, model, key ? key : &model->mint.minted);
	page_blank(&page);
	draw_check(&page, model);
	if (model->key_admin.replaced[0]) {
		page_blank(&page);
		page_text(&page, STYLE_WARN, "The key it replaces still works. Put this one in its place, then " KEYSTROKE("delete-key") " deletes "
			  "the old one.");
	}
	dialog_show(dialog, canvas, "Your new API key", STYLE_DIALOG, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { 'v' }, .command = ACTION_KEY_REVEAL, .hint = "reveal or hide",
	  .help = "show the key, or hide it again", .run = reveal },
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy", .help = "copy the key to the clipboard",
	  .run = copy },
	{ .inputs = { 'h' }, .command = ACTION_KEY_HANDOVER, .hint = "hand over",
	  .help = "write the key to a file, or give it to a command", .run = hand_over },
	{ .inputs = { 'c' }, .command = ACTION_KEY_CHECK, .hint = "check",
	  .help = "ask Venice what the key can do now", .run = check },
	{ .inputs = { 'd' }, .command = ACTION_KEY_DELETE, .hint = "delete the old one",
	  .help = "after rotating: delete the key that was replaced", .run = delete_replaced, .fits = replaces },
	{ .inputs = { 'f' }, .command = COMMAND_FUND, .hint = "ways to fund", .run = fund },
	{ .inputs = { 'l' }, .command = ACTION_LOCK },
	{ .inputs = { INPUT_ENTER, INPUT_ESC, 'q' }, .hint = "close", .help = "hide the key and close", .run = leave },
};

static const struct keybinds keybinds = { .title = "New key", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_minted = {
	.keybinds = { &keybinds }, .when_seen = true, .wanted = wanted, .draw = draw,
};
