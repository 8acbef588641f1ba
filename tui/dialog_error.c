/*
 * The error panel: the server's words, what they mean, what to do, the key that
 * does it, and for a mint the evidence that was found here.
 */
#include <inttypes.h>
#include <stdio.h>

#include "tui/form.h"
#include "wallet/mem.h"
#include "wallet/mint_report.h"
#include "wallet/text.h"

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

/* The chain knows better than Venice, which has not looked again yet. */
static bool stake_unseen(const struct model *model)
{
	return of_mint(model) && model->error.code == ERR_NO_STAKE && mint_report_stake_unseen(model);
}

static const char *meaning(const struct model *model)
{
	if (stake_unseen(model))
		return "Venice has not seen the stake yet: the chain shows it.";
	return err_info(model->error.code)->meaning;
}

static const char *advice(const struct model *model)
{
	return stake_unseen(model) ? mint_report_advice(model) : err_info(model->error.code)->advice;
}

/* What the keys do.  Each closes the panel first. */

static void do_new_token(struct ui *ui, const struct model *model)
{
	ui_do(ui, model, ACTION_NEW_TOKEN);
}

static void do_retry(struct ui *ui, const struct model *model)
{
	ui_do(ui, model, model->error_of == ERROR_OF_OTHER ? ACTION_REFRESH : ACTION_RETRY);
}

static void do_stake(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, ACTION_STAKE);
}

static void do_edit(struct ui *ui, const struct model *model)
{
	if (model->error_of == ERROR_OF_STAKE)
		ui_run(ui, model, ACTION_STAKE);
	else if (of_mint(model))
		ui_run(ui, model, ACTION_MINT);
}

static void do_switch(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_PANE_1);
	if (model->accounts.count < 2)
		ui_notice(ui, model, "This is the only wallet; n makes or imports another");
}

static void do_look(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_PANE_4);
	if (model->mint.state == MINT_UNKNOWN) {
		ui_run(ui, model, COMMAND_MINT_LOOK);
		return;
	}
	ui_do(ui, model, ACTION_REFRESH);
}

static void do_fund(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_RECEIVE);
}

static void do_unlock(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, ACTION_PASSWORD);
}

static void do_stop(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, model->mint.state == MINT_UNKNOWN ? ACTION_MINT_FORGET : ACTION_CANCEL);
}

static bool when_mint(const struct model *model)
{
	return of_mint(model);
}

static bool when_flow(const struct model *model)
{
	return model->error_of != ERROR_OF_OTHER;
}

static bool when_stoppable(const struct model *model)
{
	return of_mint(model) && (model->mint.state == MINT_UNKNOWN || model->mint.state == MINT_BACKOFF);
}

static const struct way {
	int key;
	const char *label, *words;
	enum remedy remedy;		/* whose key this is */
	bool (*also)(const struct model *model);	/* offered besides; NULL: only as the remedy */
	void (*run)(struct ui *ui, const struct model *model);
} ways[] = {
	{ 'n', "n", "new token: sign it and submit again", REMEDY_NEW_TOKEN, when_mint, do_new_token },
	{ 's', "s", "stake VVV", REMEDY_STAKE, when_mint, do_stake },
	{ 'e', "e", "edit and try again", REMEDY_FIX_INPUT, when_flow, do_edit },
	{ 'w', "w", "switch to another wallet", REMEDY_SWITCH_WALLET, when_flow, do_switch },
	{ 'r', "r", "try again now", REMEDY_RETRY, when_flow, do_retry },
	{ 'k', "k", "look at the keys", REMEDY_CHECK_KEYS, when_mint, do_look },
	{ 'f', "f", "receive ETH or VVV", REMEDY_FUND, NULL, do_fund },
	{ 'u', "u", "unlock", REMEDY_UNLOCK, NULL, do_unlock },
	{ 'x', "x", "stop: give up on this mint", REMEDY_STOP, when_stoppable, do_stop },
};

static bool is_remedy(const struct model *model, const struct way *way)
{
	enum remedy remedy = stake_unseen(model) ? REMEDY_RETRY : model->error.remedy;

	if (way->remedy == REMEDY_FIX_INPUT && !when_flow(model))
		return false;	/* the form that it came from is still open underneath */
	return way->remedy == remedy && way->remedy != REMEDY_STOP;
}

static bool is_offered(const struct model *model, const struct way *way)
{
	return is_remedy(model, way) || (way->also && way->also(model));
}

static void copy_text(struct ui *ui, const struct model *model)
{
	const struct err_info *info = err_info(model->error.code);
	char text[640];

	snprintf(text, sizeof(text), "%s (%s, status %d). %s %s", model->error.msg, info->name, model->error.status,
		 meaning(model), advice(model));
	ui_copy(ui, model, text, "the error");
}

/* A key means something only once the panel was seen: it may have come from behind. */
static void take_key(struct ui *ui, struct dialog *dialog, const struct model *model, int key)
{
	if (!dialog->drawn)
		return;
	if (key == K_ESC) {
		ui_do(ui, model, ACTION_DISMISS);
		return;
	}
	if (key == 'c' || key == 'y') {
		copy_text(ui, model);
		return;
	}
	if (key == 'D' && of_mint(model)) {
		dialog_open(ui, &dialog_report, model);
		return;
	}
	for (size_t i = 0; i < ARRAY_LENGTH(ways); i++) {
		const struct way *way = &ways[i];

		if (!is_offered(model, way) || (key != way->key && !(key == K_ENTER && is_remedy(model, way))))
			continue;
		ui_do(ui, model, ACTION_DISMISS);
		way->run(ui, model);
		return;
	}
	if (key == K_ENTER)
		ui_do(ui, model, ACTION_DISMISS);
	else
		dialog_scroll(dialog, key);
}

static void draw_ways(const struct model *model, struct page *page)
{
	for (int others = 0; others < 2; others++)
		for (size_t i = 0; i < ARRAY_LENGTH(ways); i++) {
			int row, col;

			if (!is_offered(model, &ways[i]) || is_remedy(model, &ways[i]) == others)
				continue;
			row = page_rows(page, 1);
			col = canvas_text(&page->canvas, row, 1, STYLE_KEY, ways[i].label);
			col = canvas_text(&page->canvas, row, col + 2, others ? STYLE_DIM : STYLE_STRONG, ways[i].words);
			if (!others)
				canvas_text(&page->canvas, row, col + 2, STYLE_DIM, "← Enter");
		}
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
	char amount[AMOUNT_TEXT_SIZE], line[160];

	if (!evidence->has_svvv) {
		page_pair(page, LABEL, "sVVV", STYLE_DIM, evidence->request ? "asking the chain…" : "the chain could not be asked");
		return;
	}
	amount_format(amount, evidence->svvv);
	snprintf(line, sizeof(line), "%s on chain at block %" PRIu64, amount, evidence->svvv_block);
	page_pair(page, LABEL, "sVVV", amount_is_zero(evidence->svvv) ? STYLE_BAD : STYLE_TEXT, line);
}

static void draw_countdown(const struct model *model, struct page *page)
{
	char left[TEXT_SPAN_SIZE];
	int row;

	if (!of_mint(model) || model->mint.state != MINT_BACKOFF)
		return;
	text_countdown(left, model->mint.retry_at_ms - model->now_ms);
	row = page_rows(page, 1);
	canvas_spinner(&page->canvas, row, 0, STYLE_BUSY);
	canvas_format(&page->canvas, row, 2, STYLE_BUSY, "trying again by itself in %s (attempt %u)", left,
		      model->mint.tries + 1);
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
		draw_token_evidence(model, &page);
		draw_signature_evidence(model, &page);
		draw_stake_evidence(model, &page);
	}
	dialog_show(dialog, canvas, of_mint(model) ? "The mint did not succeed" : "That did not work", STYLE_ALARM, &page);
}

static const struct keybind keys[] = {
	{ K_ENTER, COMMAND_NONE, "Enter", "do what helps", "do what helps here; the panel says what that is" },
	{ 'c', COMMAND_NONE, "c", "copy the text", "copy the error's text to the clipboard" },
	{ 'D', COMMAND_NONE, "D", NULL, "after a mint: the doctor's whole report, to copy for support" },
	{ K_ESC, COMMAND_NONE, "Esc", "close", "close the panel" },
	{ 'n', COMMAND_NONE, "n", NULL, "after a mint: new token, sign it and submit again" },
	{ 's', COMMAND_NONE, "s", NULL, "stake VVV" },
	{ 'e', COMMAND_NONE, "e", NULL, "edit the form and try again" },
	{ 'w', COMMAND_NONE, "w", NULL, "switch to another wallet" },
	{ 'r', COMMAND_NONE, "r", NULL, "try again now" },
	{ 'k', COMMAND_NONE, "k", NULL, "look at the keys" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_error = {
	.name = "Error panel", .keys = keys, .wanted = wanted, .key = take_key, .draw = draw,
};
