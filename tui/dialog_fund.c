/* The ways to give the account something to spend. */
#include "tui/ui.h"

static const struct { const char *title, *text; } ways[] = {
	{ "Stake DIEM", "On chain, at any time. 1 staked DIEM is $1 of API credit a day, anew at 00:00 UTC; what is left over "
	  "is lost. Below 0.1 staked DIEM nothing can be spent." },
	{ "Pay in USD", "In the browser: sign in at venice.ai with this same wallet, Settings, API: by card, by a Coinbase "
	  "subscription, or through the Coinbase onramp." },
	{ "x402", "USDC on Base, from this wallet, at least $5, without an account page." },
};

static void take_key(struct ui *ui, struct dialog *dialog, const struct model *model, int key)
{
	if (key == K_ESC || key == K_ENTER || key == 'q')
		dialog_close(ui, dialog);
	else if (key == 'y')
		ui_run(ui, model, COMMAND_COPY);
	else
		dialog_scroll(dialog, key);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct account *account = model_account(model);
	char address[ADDRESS_TEXT_SIZE] = "";
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 72));
	page_text(&page, STYLE_TEXT, "A fresh key is known to Venice, but paid models answer only when its account has "
		  "something to spend. Spending takes DIEM first, then bundled credits, then USD.");
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		page_blank(&page);
		page_text(&page, STYLE_STRONG, ways[i].title);
		page_text(&page, STYLE_TEXT, ways[i].text);
	}
	if (account)
		account_format_address(address, account);
	page_blank(&page);
	page_pair(&page, 8, "Wallet", STYLE_STRONG, address);
	dialog_show(dialog, canvas, "Ways to fund the account", STYLE_DIALOG, &page);
}

static const struct keybind keys[] = {
	{ 'y', COMMAND_NONE, "y", "copy the address", "copy the wallet's address to the clipboard" },
	{ K_ESC, COMMAND_NONE, "Esc", "close", "close this page" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_fund = { .name = "Ways to fund", .keys = keys, .key = take_key, .draw = draw };
