/*
 * The ways to fund an account.  The one that is chosen opens its form or its link.  Above them stands
 * whether the account can pay already.
 */
#include <stdio.h>

#include "tui/ui.h"
#include "wallet/base/text.h"
#include "wallet/model/funding.h"
#include "wallet/model/keystroke.h"

#define TEXT_COL 5
#define TEXT_ROWS 4	/* kept free for the marked way's text, so that the page keeps its height */

struct state {
	size_t cursor;
	bool followed;		/* the cursor moved last, so keep it in sight; else the scroll position */
};

/* DIEM must be minted before it can be staked. */
static bool mints_first(const struct model *model, const struct funding_way *way)
{
	const struct balances *balances = model_balances(model);

	return way->wish == ACTION_DIEM_STAKE && balances && funding_mint_first(balances);
}

/* Opens over this page, so that leaving it comes back here. */
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

static void go_marked(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	go(ui, model, &funding_ways[((const struct state *)dialog->state)->cursor]);
}

static void check(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct key_info *key = funding_key(model);

	(void)dialog;
	if (key)
		ui_key_action(ui, model, ACTION_KEY_CHECK, key->id);
	else
		ui_notice(ui, model, "There is no API key of this wallet to ask with: " KEYSTROKE("mint") " in the panes mints one");
}

static void copy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_copy_address(ui, model);
}

static void move(struct ui *ui, struct dialog *dialog, const struct model *model, int command)
{
	struct state *state = dialog->state;

	(void)ui;
	(void)model;
	state->followed = command == COMMAND_UP || command == COMMAND_DOWN;
	if (state->followed)
		dialog_choose(&state->cursor, funding_way_count, command);
	else
		dialog_scroll(dialog, command);
}

/* Each way has a letter. */
static bool way_row(struct keybind *out, size_t index, const struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	(void)model;
	if (index < funding_way_count)
		*out = (struct keybind){ .inputs = { funding_ways[index].letter }, .help = funding_ways[index].title };
	return index < funding_way_count;
}

static void pick_way(struct ui *ui, struct dialog *dialog, const struct model *model, size_t index)
{
	*(struct state *)dialog->state = (struct state){ index, true };
	go_marked(ui, dialog, model);
}

/* Venice does not list what an account has none of. */
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
		page_text(page, STYLE_STRONG, "DIEM was staked since: " KEYSTROKE("check-key") " asks Venice again.");
}

static void draw_chain(struct page *page, const struct model *model, const struct balances *balances)
{
	char staked[AMOUNT_TEXT_SIZE], diem[AMOUNT_TEXT_SIZE], svvv[AMOUNT_TEXT_SIZE];

	amount_format_short(staked, balances->diem_staked, model_decimals(model, 4));
	amount_format_short(diem, balances->diem, model_decimals(model, 4));
	amount_format_short(svvv, balances->svvv_unlocked, model_decimals(model, 4));
	page_format(page, STYLE_TEXT, "On chain: %s DIEM staked, %s DIEM, %s unlocked sVVV.", staked, diem, svvv);
}

static void draw_state(struct page *page, const struct model *model)
{
	const struct key_check *newest = funding_check(model);

	if (newest)
		draw_check(page, model, newest);
	else if (funding_key(model))
		page_text(page, STYLE_TEXT, "Whether the account can pay is not known yet: " KEYSTROKE("check-key") " asks Venice.");
	else
		page_text(page, STYLE_TEXT, "Paid models answer a key only when its account has something to spend.");
	if (model_balances(model))
		draw_chain(page, model, model_balances(model));
}

/* Draws a way, with its text below it when it is chosen; returns its last row. */
static int draw_way(struct page *page, const struct model *model, const struct funding_way *way, bool chosen)
{
	int row = page_rows(page, 1), first = page->row, last, col;
	char letter[2] = { way->letter, '\0' };

	col = canvas_text(&page->canvas, row, 0, STYLE_STRONG, chosen ? "▸ " : "  ");
	col = canvas_text(&page->canvas, row, col, STYLE_KEY, letter);
	canvas_fit(&page->canvas, row, col + 2, page->canvas.cols - col - 2, chosen ? STYLE_STRONG : STYLE_TEXT,
		   way->title);
	page_aim(page, row, 1, TARGET_INPUT, way->letter);
	if (!chosen)
		return row;
	page_rest(page, row, 0);
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

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "go this way",
	  .help = "open the form or the link of the way that is marked", .run = go_marked },
	{ .inputs = { 'c' }, .command = ACTION_KEY_CHECK, .hint = "ask Venice",
	  .help = "ask Venice whether the account can pay now", .run = check },
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy the address",
	  .help = "copy the wallet's address to the clipboard", .run = copy },
	{ .inputs = { INPUT_ESC, 'q' }, .hint = "close", .help = "close this page", .run = dialog_leave },
};

static const struct keybinds keybinds = {
	.title = "Ways to fund", KEYBIND_ROWS(rows), .then = &keybinds_choose, .made = way_row, .pick = pick_way,
};

const struct dialog_ops dialog_fund = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .alive = alive, .move = move, .draw = draw,
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
