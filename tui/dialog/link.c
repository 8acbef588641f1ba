/* A page for the browser: its link, to copy, and as a QR code for a phone. */
#include "tui/qr.h"
#include "tui/ui.h"

#define TEXT_WIDTH 44	/* a whole address and a little */
#define TEXT_LEAST 32

struct state {
	const char *title, *text, *url;
};

static void take_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	const struct state *state = dialog->state;

	if (input == INPUT_ESC || input == INPUT_ENTER || input == 'q')
		dialog_close(ui, dialog);
	else if (input == 'y')
		ui_copy(ui, model, state->url, "the link");
	else if (input == 'a')
		ui_copy_address(ui, model);
	else
		dialog_scroll(dialog, input);
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
	page_init(&page, canvas, dialog_width(canvas, TEXT_WIDTH + 1 + qr_columns(code, canvas->ascii)));
	whole = page.canvas.cols;
	beside = qr_beside(code, &page, dialog_rows(canvas), TEXT_LEAST);
	page.canvas.cols = beside;
	draw_text(&page, model, state);
	page.canvas.cols = whole;
	qr_place(&page, code, beside, dialog_rows(canvas));
	qr_free(code);
	dialog_show(dialog, canvas, state->title, STYLE_DIALOG, &page);
}

static const struct keybind keys[] = {
	{ 'y', COMMAND_NONE, "y", "copy the link", "copy the link to the clipboard" },
	{ 'a', COMMAND_NONE, "a", "copy the address", "copy the wallet's address to the clipboard" },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "close", "close this page" },
	{ 0, 0, NULL, NULL, NULL },
};

static const struct dialog_ops ops = {
	.name = "Link", .state_size = sizeof(struct state), .keys = keys, .input = take_input, .draw = draw,
};

void dialog_link_open(struct ui *ui, const struct model *model, const char *title, const char *text, const char *url)
{
	struct state *state = dialog_open(ui, &ops, model)->state;

	*state = (struct state){ title, text, url };
}
