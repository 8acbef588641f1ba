/* The address to send ETH and VVV to, and what has arrived there so far. */
#include <stdio.h>

#include "tui/qr.h"
#include "tui/ui.h"
#include "wallet/eth/market.h"
#include "wallet/model/keystroke.h"

#define TEXT_WIDTH 44	/* an address and a little more */
#define TEXT_LEAST 42

static void copy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_copy_address(ui, model);
}

static void draw_amount(struct page *page, const struct model *model, const char *token, const struct amount *amount,
			const char *what_for)
{
	char text[AMOUNT_TEXT_SIZE], line[160];

	if (!amount) {
		page_pair(page, 6, token, STYLE_DIM, "not known yet");
		return;
	}
	amount_format_short(text, *amount, model_decimals(model, 6));
	if (amount_is_zero(*amount))
		snprintf(line, sizeof(line), "○ none yet: %s", what_for);
	else
		snprintf(line, sizeof(line), "✓ arrived: %s", text);
	page_pair(page, 6, token, amount_is_zero(*amount) ? STYLE_WARN : STYLE_GOOD, line);
}

/* What was staked has arrived, though the wallet holds no VVV any more. */
static void draw_staked(struct page *page, const struct model *model, struct amount svvv)
{
	char text[AMOUNT_TEXT_SIZE], line[160];

	amount_format_short(text, svvv, model_decimals(model, 6));
	snprintf(line, sizeof(line), "✓ staked: %s", text);
	page_pair(page, 6, "VVV", STYLE_GOOD, line);
}

static const char *missing(const struct balances *balances)
{
	bool eth, vvv;

	if (!balances)
		return "Waiting for the first look at the chain.";
	eth = !amount_is_zero(balances->eth);
	vvv = !amount_is_zero(balances->vvv) || !amount_is_zero(balances->svvv);
	if (eth && vvv)
		return "Both are there: close this, and " KEYSTROKE("next") " goes on.";
	if (eth)
		return "VVV is still missing.";
	return vvv ? "ETH for the fees is still missing." : "ETH and VVV are still missing.";
}

static void draw_text(struct page *page, const struct model *model, const struct account *account)
{
	const struct balances *balances = model_balances(model);
	char address[ADDRESS_TEXT_SIZE];

	address_format(address, account->address);
	page_format(page, STYLE_TEXT, "Send to %s, on %s:", account->name, model->network.real_money ? "Base" : model->network.title);
	page_text(page, STYLE_STRONG, address);
	page_blank(page);
	draw_amount(page, model, "ETH", balances ? &balances->eth : NULL, "a little, for fees");
	if (balances && amount_is_zero(balances->vvv) && !amount_is_zero(balances->svvv))
		draw_staked(page, model, balances->svvv);
	else
		draw_amount(page, model, "VVV", balances ? &balances->vvv : NULL, "what you want to stake");
	page_blank(page);
	page_text(page, STYLE_TEXT, missing(balances));
	page_text(page, STYLE_TEXT, "VVV is sold on exchanges, and on " MARKET_NAME ": " KEYSTROKE("swap") " swaps ETH or USDC for it.");
	page_text(page, STYLE_DIM, "This page notices when something arrives.");
	if (model->network.faucet_url[0])
		page_text(page, STYLE_STRONG, model->faucet.request ? "The faucet is asked…" : KEYSTROKE("faucet") " asks the faucet for both");
	if (model->network.real_money)
		page_text(page, STYLE_WARN, "Only on the Base network: on another one it is out of reach here.");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct account *account = model_account(model);
	char address[ADDRESS_TEXT_SIZE];
	struct qr *code;
	struct page page;
	int whole, beside;

	(void)ui;
	if (!account)
		return;
	address_format(address, account->address);
	code = qr_make(address);
	page_init(&page, canvas, dialog_width(canvas, TEXT_WIDTH + 1 + qr_columns(code, canvas)));
	whole = page.canvas.cols;
	beside = qr_beside(code, &page, dialog_rows(canvas), TEXT_LEAST);
	page.canvas.cols = beside < TEXT_WIDTH ? beside : TEXT_WIDTH;
	draw_text(&page, model, account);
	page.canvas.cols = whole;
	qr_place(&page, code, beside, dialog_rows(canvas));
	qr_free(code);
	dialog_show(dialog, canvas, "Receive", STYLE_DIALOG, &page);
}

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model_account(model) && account_has_address(model_account(model));
}

static const struct keybind rows[] = {
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy the address",
	  .help = "copy the address to the clipboard", .run = copy },
	{ .inputs = { 'f' }, .command = ACTION_FAUCET, .hint = "faucet" },
	{ .inputs = { 'b' }, .command = ACTION_SWAP, .hint = "swap" },
	{ .inputs = { 'r' }, .command = ACTION_REFRESH, .hint = "look now", .help = "look at the chain now" },
	{ .inputs = { INPUT_ENTER, INPUT_ESC, 'q' }, .hint = "close", .help = "close this page", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Receive", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_receive = { .keybinds = { &keybinds }, .alive = alive, .draw = draw };
