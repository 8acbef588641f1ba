/*
 * The error panel: the server's words, what they mean, what to do and the keystroke that does it.
 * For a mint it also shows the evidence that was found here.
 */
#include <inttypes.h>
#include <stdio.h>

#include "tui/dialog/room.h"
#include "tui/remedy_menu.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"

#define LABEL 12

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model->error.code != ERR_NONE;
}

static bool of_mint(const struct model *model)
{
	return model->failed == FLOW_MINT;
}

static void copy_text(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct err_info *info = err_info(model->error.code);
	char text[640];

	(void)dialog;
	snprintf(text, sizeof(text), "%s (%s, status %d). %s %s", model->error.msg, info->name, model->error.status,
		 remedy_menu_meaning(model), remedy_menu_advice(model));
	ui_copy(ui, model, text, "the error");
}

static void leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_do(ui, model, ACTION_DISMISS);
}

static void help_out(struct ui *ui, const struct model *model, const struct remedy_item *item)
{
	ui_do(ui, model, ACTION_DISMISS);
	if (item)
		remedy_menu_run(ui, model, item);
}

static void remedy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	help_out(ui, model, remedy_menu_remedy(model));
}

static bool has_report(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return of_mint(model);
}

static void report(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	if (room_or_say(ui, model))
		dialog_open(ui, &dialog_report, model);
}

static const struct remedy_item *offered(const struct model *model, size_t index)
{
	const struct remedy_item *item = remedy_menu_offered(model, NULL);

	while (item && index-- > 0)
		item = remedy_menu_offered(model, item);
	return item;
}

/* Makes a row for each remedy of this failure, with its keystroke. */
static bool remedy_row(struct keybind *out, size_t index, const struct dialog *dialog, const struct model *model)
{
	const struct remedy_item *item = offered(model, index);

	(void)dialog;
	if (item)
		*out = (struct keybind){ .inputs = { item->input }, .help = item->words };
	return item;
}

static void pick_remedy(struct ui *ui, struct dialog *dialog, const struct model *model, size_t index)
{
	(void)dialog;
	help_out(ui, model, offered(model, index));
}

static void draw_item(const struct remedy_item *item, struct page *page, bool is_remedy)
{
	int row = page_rows(page, 1), col;

	page_aim(page, row, 1, TARGET_INPUT, item->input);
	col = canvas_format(&page->canvas, row, 1, STYLE_KEY, "%c", item->input);
	col = canvas_text(&page->canvas, row, col + 2, is_remedy ? STYLE_STRONG : STYLE_DIM, item->words);
	if (is_remedy)
		canvas_text(&page->canvas, row, col + 2, STYLE_DIM, "← Enter");
}

static void draw_ways(const struct model *model, struct page *page)
{
	const struct remedy_item *remedy = remedy_menu_remedy(model);

	if (remedy)
		draw_item(remedy, page, true);
	for (const struct remedy_item *item = remedy_menu_offered(model, NULL); item;
	     item = remedy_menu_offered(model, item))
		if (item != remedy)
			draw_item(item, page, false);
}

static void draw_token_evidence(const struct model *model, struct page *page)
{
	const struct mint_evidence *evidence = &model->mint.evidence;
	char age[TEXT_SPAN_SIZE], life[TEXT_SPAN_SIZE], line[128];

	if (!evidence->has_token) {
		page_pair(page, LABEL, "Token", STYLE_TEXT, "none in hand");
		return;
	}
	text_countdown(age, evidence->token_age_ms);
	text_countdown(life, evidence->token_life_ms);
	snprintf(line, sizeof(line), "%s old of %s it lives, by %s%s", age, life,
		 model->server_clock_known ? "Venice's clock" : "this machine's clock",
		 evidence->token_age_ms > evidence->token_life_ms ? " ✗ expired" : "");
	page_pair(page, LABEL, "Token", STYLE_TEXT, line);
}

static void draw_signature_evidence(const struct model *model, struct page *page)
{
	const struct mint_evidence *evidence = &model->mint.evidence;
	bool same = address_equal(evidence->recovered, model->mint.account.address);
	char recovered[ADDRESS_TEXT_SIZE], mine[ADDRESS_TEXT_SIZE], line[160];

	if (!evidence->has_signature) {
		page_pair(page, LABEL, "Signature", STYLE_TEXT, "nothing was signed yet");
		return;
	}
	address_format(recovered, evidence->recovered);
	address_format(mine, model->mint.account.address);
	snprintf(line, sizeof(line), "%s %s", recovered, same ? "✓ this wallet" : "✗ not this wallet");
	page_pair(page, LABEL, "Signed by", same ? STYLE_TEXT : STYLE_BAD, line);
	if (!same)
		page_pair(page, LABEL, "Wallet", STYLE_TEXT, mine);
}

static void draw_stake_evidence(const struct model *model, struct page *page)
{
	const struct mint_evidence *evidence = &model->mint.evidence;
	char amount[AMOUNT_TEXT_SIZE], line[256];

	if (!evidence->has_svvv) {
		snprintf(line, sizeof(line), "the chain could not be asked%s%s", evidence->chain_err.code ? ": " : "",
			 evidence->chain_err.msg);
		page_pair(page, LABEL, "sVVV", STYLE_DIM, evidence->request ? "asking the chain…" : line);
		return;
	}
	amount_format(amount, evidence->svvv);
	snprintf(line, sizeof(line), "%s on chain at block %" PRIu64, amount, evidence->svvv_block);
	page_pair(page, LABEL, "sVVV", amount_is_zero(evidence->svvv) ? STYLE_BAD : STYLE_TEXT, line);
}

static void draw_countdown(const struct model *model, struct page *page)
{
	int64_t asked_to_wait = model->error_ms + model->error.retry_after * INT64_C(1000) - model->now_ms;
	char left[TEXT_SPAN_SIZE];
	int row;

	if (of_mint(model) && model->mint.state == MINT_BACKOFF) {
		text_countdown(left, model->mint.retry_at_ms - model->now_ms);
		row = page_rows(page, 1);
		canvas_spinner(&page->canvas, row, 0, STYLE_BUSY);
		canvas_format(&page->canvas, row, 2, STYLE_BUSY, "trying again by itself in %s (attempt %u)", left,
			      model->mint.tries + 1);
	} else if (asked_to_wait > 0) {
		text_countdown(left, asked_to_wait);
		page_format(page, STYLE_BUSY, "the server asks to wait another %s", left);
	} else {
		return;
	}
	page_blank(page);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct err *err = &model->error;
	const struct err_info *info = err_info(err->code);
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 76));
	page_text(&page, STYLE_BAD, err->msg);
	if (err->status)
		page_format(&page, STYLE_DIM, "HTTP %d · %s", err->status, info->name);
	page_blank(&page);
	page_pair(&page, LABEL, "Meaning", STYLE_TEXT, remedy_menu_meaning(model));
	page_pair(&page, LABEL, "What to do", STYLE_STRONG, remedy_menu_advice(model));
	page_blank(&page);
	draw_countdown(model, &page);
	draw_ways(model, &page);
	if (of_mint(model)) {
		page_blank(&page);
		page_text(&page, STYLE_DIM, "Checked here (" KEYSTROKE("report") ": all of it, to copy for support):");
		if (!remedy_menu_by_admin(model)) {
			draw_token_evidence(model, &page);
			draw_signature_evidence(model, &page);
		}
		draw_stake_evidence(model, &page);
	}
	dialog_show(dialog, canvas, remedy_menu_unsealed(model) ? "The key is minted, but not stored" : of_mint(model)
		    ? "The mint did not succeed" : "That did not work", STYLE_ALARM, &page);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "do what helps",
	  .help = "do what helps here; the panel says what that is", .run = remedy },
	{ .inputs = { 'c', 'y' }, .command = COMMAND_COPY, .hint = "copy the text",
	  .help = "copy the error's text to the clipboard", .run = copy_text },
	{ .inputs = { 'D' }, .name = "report", .help = "after a mint: the doctor's whole report, to copy for support",
	  .run = report, .fits = has_report },
	{ .inputs = { INPUT_ESC }, .hint = "close", .help = "close the panel", .run = leave },
};

static const struct keybinds keybinds = {
	.title = "Error panel", KEYBIND_ROWS(rows), .then = &keybinds_over, .made = remedy_row, .pick = pick_remedy,
};

const struct dialog_ops dialog_error = { .keybinds = { &keybinds }, .when_seen = true, .wanted = wanted, .draw = draw };
