/*
 * A challenge before it is signed: the whole text, as it will be signed.  The
 * answer is No until somebody who has seen it all says otherwise.
 */
#include <string.h>

#include "tui/ui.h"
#include "wallet/text.h"

struct state {
	bool yes;		/* the button that has the focus */
	bool seen;		/* the end of the text has been on the screen */
};

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model_want(model) == WANT_CHALLENGE;
}

static void confirm(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct state *state = dialog->state;

	if (state->seen)
		ui_do(ui, model, ACTION_CONFIRM);
	else
		ui_notice(ui, model, "Read to the end first: PgDn goes on");
}

/* Keys typed before the question was on the screen answer nothing. */
static void take_key(struct ui *ui, struct dialog *dialog, const struct model *model, int key)
{
	struct state *state = dialog->state;

	if (key == K_ESC || key == 'n' || key == 'N')
		ui_do(ui, model, ACTION_CANCEL);
	else if (!dialog->drawn)
		return;
	else if (key == 'y' || key == 'Y' || (key == K_ENTER && state->yes))
		confirm(ui, dialog, model);
	else if (key == K_ENTER)
		ui_do(ui, model, ACTION_CANCEL);
	else if (key == K_TAB || key == K_BACKTAB || key == K_LEFT || key == K_RIGHT)
		state->yes = !state->yes;
	else
		dialog_scroll(dialog, key);
}

/* It has passed challenge_check: there is no character in it that does not show. */
static void draw_text(struct page *page, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		if (len)
			page_format(page, STYLE_STRONG, "%.*s", (int)len, text);
		else
			page_blank(page);
		text += len + (text[len] == '\n');
	}
}

static void draw_buttons(struct page *page, bool yes)
{
	int row = page_rows(page, 1), col;

	col = canvas_text(&page->canvas, row, 0, yes ? STYLE_DIM : STYLE_SELECTED, yes ? "  No  " : "[ No ]");
	canvas_text(&page->canvas, row, col + 2, yes ? STYLE_SELECTED : STYLE_DIM, yes ? "[ Yes, sign it ]" : "  Yes, sign it  ");
	canvas_cursor(&page->canvas, row, yes ? col + 2 : 0);
}

static void fill(struct page *page, const struct model *model, bool yes)
{
	char left[TEXT_SPAN_SIZE];

	text_countdown(left, flow_mint_token_left(model));
	page_format(page, STYLE_TEXT, "Venice wants this text signed by %s before it makes a key. It expires in %s.",
		    model->mint.account.name, left);
	page_blank(page);
	draw_text(page, model->mint.token);
	page_blank(page);
	page_text(page, STYLE_GOOD, "✓ Domain, URI, chain, wallet, statement, nonce, times and permission are as they "
		  "must be.");
	page_text(page, STYLE_WARN, "Whoever has the signature can make one API key of this account.");
	draw_buttons(page, yes);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct state *state = dialog->state;
	struct page page;
	int rows;

	if (!model->mint.token)
		return;
	page_init(&page, canvas, dialog_width(canvas, 76));
	fill(&page, model, state->yes);
	rows = page.row;
	dialog_show(dialog, canvas, "Read before signing", STYLE_ALARM, &page);
	if (dialog_top(ui) == dialog && dialog->scroll + dialog->page >= rows)
		state->seen = true;
}

static const struct keybind keys[] = {
	{ 'n', COMMAND_NONE, "n", "no", "sign nothing; Enter and Esc say the same" },
	{ 'y', COMMAND_NONE, "y", "yes, sign it", "sign this text and mint the key" },
	{ K_TAB, COMMAND_NONE, "Tab", "other button", "go to the other button; Enter presses it" },
	{ K_PAGE_DOWN, COMMAND_NONE, "PgDn", "read on", NULL },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_challenge = {
	.name = "Challenge", .state_size = sizeof(struct state), .keys = keys,
	.wanted = wanted, .key = take_key, .draw = draw,
};
