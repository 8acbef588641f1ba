/*
 * The error panel: the server's words, what they mean, what to do, the key that
 * does it, and for a mint the evidence that was found here.
 */
#include <inttypes.h>
#include <stdio.h>

#include "tui/remedy_menu.h"
#include "wallet/base/text.h"
#include "wallet/flow/mint_report.h"

#define LABEL 12

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model->error.code != ERR_NONE;
}

static bool of_mint(const struct model *model)
{
	return model->error_of == ERROR_OF_MINT;
}

static const char *meaning(const struct model *model)
{
	if (remedy_menu_stake_unseen(model))
		return "Venice has not seen the stake yet: the chain shows it.";
	if (remedy_menu_signed_here(model))
		return "Venice says that the signature is not by this address over this token; checked here, it is.";
	return err_info(model->error.code)->meaning;
}

static const char *advice(const struct model *model)
{
	return remedy_menu_stake_unseen(model) || remedy_menu_signed_here(model) ? mint_report_advice(model) : err_info(model->error.code)->advice;
}

static void copy_text(struct ui *ui, const struct model *model)
{
	const struct err_info *info = err_info(model->error.code);
	char text[640];

	snprintf(text, sizeof(text), "%s (%s, status %d). %s %s", model->error.msg, info->name, model->error.status,
		 meaning(model), advice(model));
	ui_copy(ui, model, text, "the error");
}

static const struct remedy_item *remedy_of_key(const struct model *model, int input)
{
	const struct remedy_item *way = NULL;

	if (input == INPUT_ENTER)
		return remedy_menu_remedy(model);
	do
		way = remedy_menu_offered(model, way);
	while (way && way->input != input);
	return way;
}

/* A key means something only once the panel was seen: it may have come from behind. */
static void take_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	const struct remedy_item *way;

	if (!dialog->drawn)
		return;
	if (input == INPUT_ESC) {
		ui_do(ui, model, ACTION_DISMISS);
		return;
	}
	if (input == 'c' || input == 'y') {
		copy_text(ui, model);
		return;
	}
	if (input == 'D' && of_mint(model)) {
		dialog_open(ui, &dialog_report, model);
		return;
	}
	way = remedy_of_key(model, input);
	if (!way && input != INPUT_ENTER) {
		dialog_scroll(dialog, input);
		return;
	}
	ui_do(ui, model, ACTION_DISMISS);
	if (way)
		way->run(ui, model);
}

static void draw_way(const struct remedy_item *way, struct page *page, bool is_remedy)
{
	int row = page_rows(page, 1), col;

	col = canvas_format(&page->canvas, row, 1, STYLE_KEY, "%c", way->input);
	col = canvas_text(&page->canvas, row, col + 2, is_remedy ? STYLE_STRONG : STYLE_DIM, way->words);
	if (is_remedy)
		canvas_text(&page->canvas, row, col + 2, STYLE_DIM, "← Enter");
}

static void draw_ways(const struct model *model, struct page *page)
{
	const struct remedy_item *remedy = remedy_menu_remedy(model);

	if (remedy)
		draw_way(remedy, page, true);
	for (const struct remedy_item *way = remedy_menu_offered(model, NULL); way; way = remedy_menu_offered(model, way))
		if (way != remedy)
			draw_way(way, page, false);
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
	page_pair(&page, LABEL, "Meaning", STYLE_TEXT, meaning(model));
	page_pair(&page, LABEL, "What to do", STYLE_STRONG, advice(model));
	page_blank(&page);
	draw_countdown(model, &page);
	draw_ways(model, &page);
	if (of_mint(model)) {
		page_blank(&page);
		page_text(&page, STYLE_DIM, "Checked here (D: all of it, to copy for support):");
		if (!remedy_menu_by_admin(model)) {
			draw_token_evidence(model, &page);
			draw_signature_evidence(model, &page);
		}
		draw_stake_evidence(model, &page);
	}
	dialog_show(dialog, canvas, remedy_menu_unsealed(model) ? "The key is minted, but not stored" : of_mint(model)
		    ? "The mint did not succeed" : "That did not work", STYLE_ALARM, &page);
}

static const struct keybind keys[] = {
	{ INPUT_ENTER, COMMAND_NONE, "Enter", "do what helps", "do what helps here; the panel says what that is" },
	{ 'c', COMMAND_NONE, "c", "copy the text", "copy the error's text to the clipboard" },
	{ 'D', COMMAND_NONE, "D", NULL, "after a mint: the doctor's whole report, to copy for support" },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "close", "close the panel" },
	{ 'n', COMMAND_NONE, "n", NULL, "after a mint: new token, sign it and submit again" },
	{ 's', COMMAND_NONE, "s", NULL, "stake VVV" },
	{ 'm', COMMAND_NONE, "m", NULL, "mint a new key" },
	{ 'i', COMMAND_NONE, "i", NULL, "make or import a wallet" },
	{ 'e', COMMAND_NONE, "e", NULL, "edit the form, or the key's limits, and try again" },
	{ 'w', COMMAND_NONE, "w", NULL, "switch to another wallet" },
	{ 'r', COMMAND_NONE, "r", NULL, "try again now" },
	{ 'k', COMMAND_NONE, "k", NULL, "look at the keys" },
	{ 'f', COMMAND_NONE, "f", NULL, "receive ETH or VVV, or the ways to fund the account" },
	{ 'u', COMMAND_NONE, "u", NULL, "unlock the wallet" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_error = {
	.name = "Error panel", .keys = keys, .wanted = wanted, .input = take_input, .draw = draw,
};
