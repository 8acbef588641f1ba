/* A page for the browser: its link, which can be copied, also as a QR code for a phone. */
#include "tui/qr.h"
#include "tui/ui.h"

#define TEXT_WIDTH 44	/* an address and a little more */
#define TEXT_LEAST 32

struct state {
	const char *title, *text, *url;
};

static void copy_link(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	ui_copy(ui, model, ((const struct state *)dialog->state)->url, "the link");
}

static void copy_address(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_copy_address(ui, model);
}

static void draw_text(struct page *page, const struct model *model, const struct state *state)
{
	const struct account *account = model_account(model);
	char address[ADDRESS_TEXT_SIZE];

	page_text(page, STYLE_STRONG, state->url);
	page_blank(page);
	page_text(page, STYLE_TEXT, state->text);
	if (account) {
		address_format(address, account->address);
		page_blank(page);
		page_format(page, STYLE_TEXT, "The wallet to sign in with is %s:", account->name);
		page_text(page, STYLE_TEXT, address);
	}
	if (!model->network.real_money) {
		page_blank(page);
		page_text(page, STYLE_WARN, "That is the real Venice, with real money: it knows nothing of this practice network.");
	}
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct state *state = dialog->state;
	struct qr *code = qr_make(state->url);
	struct page page;
	int whole, beside;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, TEXT_WIDTH + 1 + qr_columns(code, canvas)));
	whole = page.canvas.cols;
	beside = qr_beside(code, &page, dialog_rows(canvas), TEXT_LEAST);
	page.canvas.cols = beside;
	draw_text(&page, model, state);
	page.canvas.cols = whole;
	qr_place(&page, code, beside, dialog_rows(canvas));
	qr_free(code);
	dialog_show(dialog, canvas, state->title, STYLE_DIALOG, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy the link",
	  .help = "copy the link to the clipboard", .run = copy_link },
	{ .inputs = { 'a' }, .name = "copy-address", .hint = "copy the address",
	  .help = "copy the wallet's address to the clipboard", .run = copy_address },
	{ .inputs = { INPUT_ENTER, INPUT_ESC, 'q' }, .hint = "close", .help = "close this page", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Link", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_link = { .state_size = sizeof(struct state), .keybinds = { &keybinds }, .draw = draw };

void dialog_link_open(struct ui *ui, const struct model *model, const char *title, const char *text, const char *url)
{
	struct state *state = dialog_open(ui, &dialog_link, model)->state;

	*state = (struct state){ title, text, url };
}
