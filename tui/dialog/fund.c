/*
 * The ways to give the account something to spend, of which one is chosen: its
 * form opens, or its link.  Whether the account can pay already stands above them.
 */
#include <stdio.h>

#include "tui/ui.h"
#include "wallet/base/text.h"
#include "wallet/model/funding.h"

#define TEXT_COL 5
#define TEXT_ROWS 4	/* kept for the text of the way that is marked, so that the page stays as high */

struct state {
	size_t cursor;
	bool followed;		/* the cursor was moved last: it must be seen; else what was scrolled to */
};

/* DIEM cannot be staked where there is none yet. */
static bool mints_first(const struct model *model, const struct funding_way *way)
{
	const struct balances *balances = model_balances(model);

	return way->wish == ACTION_DIEM_STAKE && balances && funding_mint_first(balances);
}

/* Over this page, so that leaving it comes back here. */
static void go(struct ui *ui, const struct model *model, const struct funding_way *way)
{
	if (mints_first(model, way))
		ui_run(ui, model, ACTION_DIEM_MINT);
	else if (way->wish != ACTION_NONE)
		ui_run(ui, model, (int)way->wish);
	else if (way->url)
		dialog_link_open(ui, model, way->title, way->text, way->url);
	else
		ui_notice(ui, model, "This way cannot be gone from here yet");
}

static void check(struct ui *ui, const struct model *model)
{
	const struct key_info *key = funding_key(model);

	if (key)
		ui_key_action(ui, model, ACTION_KEY_CHECK, key->id);
	else
		ui_notice(ui, model, "There is no API key of this wallet to ask with: m in the panes mints one");
}

static void move(struct state *state, size_t to)
{
	state->cursor = to % funding_way_count;
	state->followed = true;
}

static bool jump(struct ui *ui, struct state *state, const struct model *model, int input)
{
	for (size_t i = 0; i < funding_way_count; i++)
		if (input == funding_ways[i].key) {
			move(state, i);
			go(ui, model, &funding_ways[i]);
			return true;
		}
	return false;
}

static void take_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct state *state = dialog->state;

	if (input == INPUT_ESC || input == 'q')
		dialog_close(ui, dialog);
	else if (input == INPUT_ENTER)
		go(ui, model, &funding_ways[state->cursor]);
	else if (input == 'y')
		ui_copy_address(ui, model);
	else if (input == 'c')
		check(ui, model);
	else if (input == INPUT_DOWN || input == 'j' || input == INPUT_TAB)
		move(state, state->cursor + 1);
	else if (input == INPUT_UP || input == 'k' || input == INPUT_BACKTAB)
		move(state, state->cursor + funding_way_count - 1);
	else if (!jump(ui, state, model, input) && dialog_scroll(dialog, input))
		state->followed = false;
}

/* Venice leaves out what an account has none of. */
static void draw_check(struct page *page, const struct model *model, const struct key_check *check)
{
	char ago[TEXT_SPAN_SIZE], left[KEY_CHECK_BALANCES_SIZE];

	text_ago(ago, model->now_ms - check->checked_ms);
	key_check_balances(left, check);
	if (check->can_consume)
		page_format(page, STYLE_GOOD, "✓ The account can pay now, from %s: %s left (%s).", key_check_pays_with(check), left, ago);
	else if (key_check_wants_money(check) && (check->has_account || !check->limited))
		page_format(page, STYLE_WARN, "✗ The account has nothing to spend (%s): paid models refuse its keys.", ago);
	else
		page_format(page, STYLE_WARN, "✗ Paid models refuse the key that asked (%s): %s.", ago, key_check_cannot_pay(check));
	if (!check->can_consume && funding_check_stale(model, check))
		page_text(page, STYLE_STRONG, "DIEM was staked since: c asks Venice again.");
}

static void draw_chain(struct page *page, const struct balances *balances)
{
	char staked[AMOUNT_TEXT_SIZE], diem[AMOUNT_TEXT_SIZE], svvv[AMOUNT_TEXT_SIZE];

	amount_format_short(staked, balances->diem_staked, 4);
	amount_format_short(diem, balances->diem, 4);
	amount_format_short(svvv, balances->svvv_unlocked, 4);
	page_format(page, STYLE_TEXT, "On chain: %s DIEM staked, %s DIEM, %s unlocked sVVV.", staked, diem, svvv);
}

static void draw_state(struct page *page, const struct model *model)
{
	const struct key_check *newest = funding_check(model);

	if (newest)
		draw_check(page, model, newest);
	else if (funding_key(model))
		page_text(page, STYLE_TEXT, "Whether the account can pay is not known yet: c asks Venice.");
	else
		page_text(page, STYLE_TEXT, "Paid models answer a key only when its account has something to spend.");
	if (model_balances(model))
		draw_chain(page, model_balances(model));
}

/* The text of the one that is chosen below it; returns the last row of it. */
static int draw_way(struct page *page, const struct model *model, const struct funding_way *way, bool chosen)
{
	int row = page_rows(page, 1), first = page->row, last, col;
	char key[2] = { way->key, '\0' };

	col = canvas_text(&page->canvas, row, 0, STYLE_STRONG, chosen ? "▸ " : "  ");
	col = canvas_text(&page->canvas, row, col, STYLE_KEY, key);
	canvas_fit(&page->canvas, row, col + 2, page->canvas.cols - col - 2, chosen ? STYLE_STRONG : STYLE_TEXT, way->title);
	if (!chosen)
		return row;
	page_pair(page, TEXT_COL, "", STYLE_TEXT, way->text);
	if (mints_first(model, way))
		page_pair(page, TEXT_COL, "", STYLE_WARN, "The wallet has no DIEM yet: it is minted from sVVV, and Enter goes there first.");
	last = page->row - 1;
	if (page->row - first < TEXT_ROWS)
		page_rows(page, TEXT_ROWS - (page->row - first));
	return last;
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct state *state = dialog->state;
	const struct account *account = model_account(model);
	char address[ADDRESS_TEXT_SIZE];
	struct page page;

	(void)ui;
	if (!account)
		return;
	address_format(address, account->address);
	page_init(&page, canvas, dialog_width(canvas, 72));
	page_format(&page, STYLE_DIM, "%s  %s", account->name, address);
	draw_state(&page, model);
	page_blank(&page);
	for (size_t i = 0; i < funding_way_count; i++) {
		int last;

		if (funding_ways[i].wallet_only && (i == 0 || !funding_ways[i - 1].wallet_only))
			page_text(&page, STYLE_DIM, FUNDING_WALLET_ONLY);
		last = draw_way(&page, model, &funding_ways[i], i == state->cursor);

		if (i == state->cursor && state->followed)
			page.keep = last;
	}
	page.from_top = state->followed;
	dialog_show(dialog, canvas, "Ways to fund the account", STYLE_DIALOG, &page);
}

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model_account(model) && account_has_address(model_account(model));
}

static const struct keybind keys[] = {
	{ INPUT_ENTER, COMMAND_NONE, "Enter", "go this way", "open the form or the link of the way that is marked; its letter does the same" },
	{ INPUT_DOWN, COMMAND_NONE, "Down", NULL, "mark the next way" },
	{ 'c', COMMAND_NONE, "c", "ask Venice", "ask Venice whether the account can pay now" },
	{ 'y', COMMAND_NONE, "y", "copy the address", "copy the wallet's address to the clipboard" },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "close", "close this page" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_fund = {
	.name = "Ways to fund", .state_size = sizeof(struct state), .keys = keys, .alive = alive,
	.input = take_input, .draw = draw,
};

void dialog_fund_open(struct ui *ui, const struct model *model, struct address address)
{
	const struct account *account = accounts_at(&model->accounts, address);
	struct action select = { .type = ACTION_SELECT_WALLET };

	if (account && account != model_account(model)) {
		select.index = (size_t)(account - model->accounts.items);
		ui_emit(ui, model, &select);
	}
	dialog_open(ui, &dialog_fund, model);
}
