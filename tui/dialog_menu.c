/* How to get a wallet. */
#include "tui/form.h"
#include "wallet/mem.h"

static const struct {
	int key;
	const char *label, *text;
	const struct form_spec *form;
} entries[] = {
	{ 'n', "n", "New wallet, from words you write down", &form_new },
	{ 'i', "i", "Import a private key, mnemonic words or a V3 file", &form_import },
	{ 'w', "w", "Watch an address, without its key", &form_watch },
};

struct state { size_t cursor; };

static void pick(struct ui *ui, struct dialog *dialog, const struct model *model, size_t index)
{
	dialog_close(ui, dialog);
	form_open(ui, model, entries[index].form);
}

static void take_key(struct ui *ui, struct dialog *dialog, const struct model *model, int key)
{
	struct state *state = dialog->state;
	size_t count = ARRAY_LENGTH(entries);

	for (size_t i = 0; i < count; i++)
		if (entries[i].key == key) {
			pick(ui, dialog, model, i);
			return;
		}
	if (key == K_ESC || key == 'q')
		dialog_close(ui, dialog);
	else if (key == K_ENTER)
		pick(ui, dialog, model, state->cursor);
	else if (key == K_DOWN || key == 'j' || key == K_TAB)
		state->cursor = (state->cursor + 1) % count;
	else if (key == K_UP || key == 'k' || key == K_BACKTAB)
		state->cursor = (state->cursor + count - 1) % count;
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct state *state = dialog->state;
	struct page page;

	(void)ui;
	(void)model;
	page_init(&page, canvas, dialog_width(canvas, 58));
	for (size_t i = 0; i < ARRAY_LENGTH(entries); i++) {
		bool chosen = i == state->cursor;
		int row = page_rows(&page, 1), col;

		col = canvas_text(&page.canvas, row, 0, STYLE_STRONG, chosen ? "▸ " : "  ");
		col = canvas_text(&page.canvas, row, col, STYLE_KEY, entries[i].label);
		canvas_fit(&page.canvas, row, col + 2, page.canvas.cols - col - 2, chosen ? STYLE_STRONG : STYLE_TEXT,
			   entries[i].text);
		if (chosen)
			page.keep = row;
	}
	dialog_show(dialog, canvas, "A wallet", STYLE_DIALOG, &page);
}

static const struct keybind keys[] = {
	{ K_ENTER, COMMAND_NONE, "Enter", "choose", "choose what is marked" },
	{ 'n', COMMAND_NONE, "n", "new", "make a wallet from new mnemonic words" },
	{ 'i', COMMAND_NONE, "i", "import", "import a key, mnemonic words or a V3 file" },
	{ 'w', COMMAND_NONE, "w", "watch", "add an address without a key" },
	{ K_ESC, COMMAND_NONE, "Esc", "close", "close the menu" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_menu = {
	.name = "A wallet", .state_size = sizeof(struct state), .keys = keys, .key = take_key, .draw = draw,
};
