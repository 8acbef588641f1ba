/* The transaction that waits to be mined: why it waits, and what can be done. */
#include <stdio.h>

#include "tui/ui.h"
#include "wallet/base/hex.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/tx_plight.h"

#define LABEL 12
#define WIDTH 82

static bool is_waiting(const struct model *model)
{
	return model->tx.state == TX_WAITING || model->tx.state == TX_SENDING;
}

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return is_waiting(model);
}

static void draw_variant(struct page *page, const struct journal_entry *entry, size_t variant)
{
	bool cancels = journal_entry_cancels(entry, variant);
	char hash[2 * KECCAK_SIZE + 1];

	hex_encode(hash, journal_entry_hash(entry, variant), KECCAK_SIZE);
	page_format(page, cancels ? STYLE_WARN : STYLE_TEXT, "%-*s0x%s", LABEL, !variant ? "Hash" : cancels ? "Cancels it" : "Faster", hash);
}

static void draw_facts(struct page *page, const struct model *model)
{
	const struct flow_tx *flow = &model->tx;
	char amount[AMOUNT_TEXT_SIZE], ago[TEXT_SPAN_SIZE], why[192], line[AMOUNT_TEXT_SIZE + 64];

	amount_format(amount, flow->amount);
	text_duration(ago, model->now_ms - flow->entry.time_ms);
	tx_plight_words(why, sizeof(why), flow);
	snprintf(line, sizeof(line), "%s of %s %s, sent %s ago", flow_tx_purpose(flow), amount, token_symbol(flow->amount.token), ago);
	page_text(page, STYLE_STRONG, line);
	page_blank(page);
	page_pair(page, LABEL, "It waits", STYLE_WARN, why);
	page_format(page, STYLE_TEXT, "%-*s%llu", LABEL, "Nonce", (unsigned long long)flow->tx.nonce);
	for (size_t i = 0; i < journal_entry_variants(&flow->entry); i++)
		draw_variant(page, &flow->entry, i);
	page_blank(page);
}

static void draw_way(struct page *page, int command, const char *key, enum style style, const char *words)
{
	int row = page_rows(page, 1), col = canvas_text(&page->canvas, row, 1, STYLE_KEY, key);

	page_aim(page, row, 1, TARGET_COMMAND, command);
	canvas_fit(&page->canvas, row, col + 2, page->canvas.cols - col - 2, style, words);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const char *advice = tx_plight_advice(&model->tx);
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, WIDTH));
	draw_facts(&page, model);
	if (advice) {
		page_text(&page, STYLE_WARN, advice);
		page_blank(&page);
	}
	draw_way(&page, ACTION_TX_SPEED_UP, KEYSTROKE("speed-up"), STYLE_TEXT,
		 "speed up: the same again, with a fee at least a tenth higher");
	draw_way(&page, ACTION_TX_CANCEL, KEYSTROKE("cancel-transaction"), STYLE_TEXT,
		 "cancel: one that does nothing takes its number");
	draw_way(&page, ACTION_TX_FORGET, KEYSTROKE("forget-transaction"), STYLE_DIM,
		 "give up: follow it no longer; it may still be mined");
	page_blank(&page);
	page_text(&page, STYLE_DIM, "Whichever is mined first ends the others. Each is shown before it is signed.");
	dialog_show(dialog, canvas, "The transaction that waits", STYLE_DIALOG, &page);
}

/* Each of these closes the page, so that its review can open. */
static const struct keybind rows[] = {
	{ .inputs = { 's' }, .command = ACTION_TX_SPEED_UP, .hint = "speed up", .help = "offer a higher fee for it" },
	{ .inputs = { 'c' }, .command = ACTION_TX_CANCEL, .hint = "cancel it",
	  .help = "put one that does nothing in its place" },
	{ .inputs = { 'g' }, .command = ACTION_TX_FORGET, .hint = "give up",
	  .help = "follow it no longer; it may still be mined" },
	{ .inputs = { INPUT_ENTER, INPUT_ESC, 'q' }, .hint = "close", .help = "go on waiting", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Waiting transaction", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_tx = {
	.keybinds = { &keybinds }, .leaves = true, .when_seen = true, .alive = alive, .draw = draw,
};
