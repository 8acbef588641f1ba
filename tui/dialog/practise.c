/* How to practise.  The network for it comes with the source, not with the program, and the page says so. */
#include "tui/ui.h"

static const char command[] = "rialto --network practice";

static void draw_base(struct page *page)
{
	page_text(page, STYLE_TEXT, "Practising needs a network of its own on this computer: the same contracts and a stand-in "
				    "for Venice, with a faucet that gives out ETH and VVV. It comes with rialto's source, "
				    "and needs node; this program alone has none.");
	page_blank(page);
	page_text(page, STYLE_TEXT, "In the folder of the source, in a terminal:");
	page_text(page, STYLE_STRONG, "  make practice");
	page_text(page, STYLE_TEXT, "starts the network and opens rialto on it; all of it is gone afterwards.");
	page_blank(page);
	page_text(page, STYLE_TEXT, "If one runs already (make practice-network), leave this one and start:");
	page_pair(page, 2, "", STYLE_STRONG, command);
	page_blank(page);
	page_text(page, STYLE_DIM, "Wallets that are made there are for practising only. Send no real money to them.");
}

static void draw_practice(struct page *page)
{
	page_text(page, STYLE_TEXT, "You are practising already: this network is on this computer, and what it holds is worth "
				    "nothing. Every step is the same as on Base.");
	page_blank(page);
	page_text(page, STYLE_TEXT, "Make a wallet, then ask the faucet for ETH and VVV on the page that shows its address. "
				    "Keys minted here open nothing at Venice.");
	page_blank(page);
	page_text(page, STYLE_TEXT, "For real money, quit and start: rialto --network base");
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 74));
	if (model->network.real_money)
		draw_base(&page);
	else
		draw_practice(&page);
	dialog_show(dialog, canvas, "Practise", STYLE_DIALOG, &page);
}

/* Whoever practises already is shown no command. */
static bool has_command(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model->network.real_money;
}

static void copy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_copy(ui, model, command, "the command");
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER, INPUT_ESC }, .hint = "close", .help = "close this page", .run = dialog_leave },
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy the command", .help = "copy the last command", .run = copy,
	  .fits = has_command },
	{ .inputs = { 'q' }, .command = ACTION_QUIT, .hint = "quit" },
};

static const struct keybinds keybinds = { .title = "Practise", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_practise = { .keybinds = { &keybinds }, .draw = draw };
