/* The wallet's prepaid credit at Venice, and what came in and went out. */
#include <stdio.h>

#include "tui/ui.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/x402_diem.h"

#define LABEL 14
#define WHAT_COL 22
#define USD_RIGHT 43
#define CREDIT_RIGHT 60
#define WIDTH 92

static bool is_known(const struct model *model)
{
	const struct account *account = model_account(model);

	return account && address_equal(model->x402.of, account->address);
}

static void draw_usd(struct page *page, const char *label, const char *usd)
{
	char line[X402_USD_SIZE + 8];

	if (!*usd)
		return;
	snprintf(line, sizeof(line), "%s USD", usd);
	page_pair(page, LABEL, label, STYLE_TEXT, line);
}

static void draw_balance(struct page *page, const struct model *model)
{
	const struct x402_balance *balance = &model->x402.balance;
	char diem[X402_DIEM_SIZE];
	bool diem_first = x402_diem_first(diem, model, model->x402.of);

	draw_usd(page, "Credit", balance->usd);
	draw_usd(page, "DIEM", balance->diem);
	if (balance->can_consume)
		page_text(page, STYLE_GOOD, "✓ The wallet can pay now.");
	else
		page_text(page, STYLE_WARN, diem_first ? "✗ The wallet cannot pay now."
						       : "✗ The wallet has nothing to spend: " KEYSTROKE("x402-top-up") " pays USDC in.");
	draw_usd(page, "Least top-up", balance->minimum);
	if (diem_first)
		page_text(page, STYLE_WARN, diem);
}

/* On a narrow screen the columns move together and the model is left out. */
static int credit_right(const struct page *page)
{
	return page->canvas.cols < CREDIT_RIGHT ? page->canvas.cols : CREDIT_RIGHT;
}

static void draw_entry(struct page *page, const struct x402_entry *entry)
{
	char when[TEXT_TIME_SIZE] = "?";
	int row = page_rows(page, 1);

	if (entry->time_ms)
		text_time(when, entry->time_ms);
	canvas_text(&page->canvas, row, 0, STYLE_DIM, when);
	canvas_fit(&page->canvas, row, WHAT_COL, 9, STYLE_TEXT, entry->type);
	canvas_right(&page->canvas, row, USD_RIGHT, *entry->amount == '-' ? STYLE_TEXT : STYLE_GOOD, entry->amount);
	canvas_right(&page->canvas, row, credit_right(page), STYLE_TEXT, entry->balance_after);
	canvas_fit(&page->canvas, row, CREDIT_RIGHT + 2, page->canvas.cols - CREDIT_RIGHT - 2, STYLE_DIM,
		   *entry->model ? entry->model : entry->id);
}

static void draw_ledger(struct page *page, const struct x402_ledger *ledger)
{
	int row = page_rows(page, 1);

	canvas_text(&page->canvas, row, 0, STYLE_DIM, "Time (UTC)");
	canvas_text(&page->canvas, row, WHAT_COL, STYLE_DIM, "What");
	canvas_right(&page->canvas, row, USD_RIGHT, STYLE_DIM, "USD");
	canvas_right(&page->canvas, row, credit_right(page), STYLE_DIM, "Credit then");
	for (size_t i = 0; i < ledger->count; i++)
		draw_entry(page, &ledger->items[i]);
	if (!ledger->count)
		page_text(page, STYLE_DIM, "Nothing came or went yet.");
	if (ledger->has_more)
		page_text(page, STYLE_DIM, "There are older ones: rialto x402 transactions --offset N.");
}

/* A payment whose outcome is unknown matters most here. */
static void draw_open(struct page *page, const struct model *model)
{
	const struct payment *payment = &model->topup.entry.payment;
	char amount[AMOUNT_TEXT_SIZE], until[TEXT_TIME_SIZE];

	if (!model->topup.entry.id[0])
		return;
	amount_format(amount, payment->amount);
	text_time(until, (int64_t)payment->valid_before * 1000);
	page_format(page, STYLE_WARN, "%s USDC are on their way and may be taken until %s; " KEYSTROKE("x402-settle") " looks at the chain.", amount, until);
	page_blank(page);
}

static void draw_asking(struct page *page, const struct model *model)
{
	const struct flow_x402 *flow = &model->x402;
	char left[TEXT_SPAN_SIZE];

	text_countdown(left, flow->retry_at_ms - model->now_ms);
	if (flow->state == X402_UNLOCK)
		page_text(page, STYLE_BUSY, "Waiting for the password.");
	else if (flow->state == X402_BACKOFF)
		page_format(page, STYLE_BUSY, "Venice takes no more requests for the moment; asked again in %s.", left);
	else if (flow_x402_running(flow))
		page_text(page, STYLE_BUSY, "Asking Venice…");
	else if (flow->err.code != ERR_NONE)
		page_text(page, STYLE_BAD, flow->err.msg);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct flow_x402 *flow = &model->x402;
	bool known = is_known(model);
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, WIDTH));
	page_text(&page, STYLE_DIM, X402_PAYS_FOR);
	draw_open(&page, model);
	draw_asking(&page, model);
	if (known && flow->has_balance)
		draw_balance(&page, model);
	page_blank(&page);
	if (known && flow->has_ledger)
		draw_ledger(&page, &flow->ledger);
	dialog_show(dialog, canvas, "x402: the wallet's prepaid credit at Venice", STYLE_DIALOG, &page);
}

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model_account(model) && account_has_address(model_account(model));
}

static const struct keybind rows[] = {
	{ .inputs = { 't' }, .command = ACTION_X402_TOP_UP, .hint = "top up", .help = "pay USDC into the credit" },
	{ .inputs = { 'r' }, .command = ACTION_X402_BALANCE, .hint = "ask again", .help = "ask Venice again" },
	{ .inputs = { 'c' }, .command = ACTION_X402_SETTLE,
	  .help = "look at the chain for a payment whose outcome is unknown" },
	{ .inputs = { INPUT_ENTER, INPUT_ESC, 'q' }, .hint = "close", .help = "close this page", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "x402 credit", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_x402 = { .keybinds = { &keybinds }, .alive = alive, .draw = draw };
