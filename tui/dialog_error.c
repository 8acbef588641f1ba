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

/* A mint that an ADMIN key vouches for: there is no token and nothing is signed. */
static bool by_admin(const struct model *model)
{
	return of_mint(model) && model->mint.admin_id[0];
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

static void do_mint(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, ACTION_MINT);
}

/* The form with what was asked for; those of a mint and of a stake fill themselves. */
static void do_edit(struct ui *ui, const struct model *model)
{
	if (model->error_of == ERROR_OF_STAKE)
		ui_run(ui, model, ACTION_STAKE);
	else if (model->error_of == ERROR_OF_TOPUP)
		ui_run(ui, model, ACTION_X402_TOP_UP);
	else if (model->error_of == ERROR_OF_SINGLE)
		ui_run(ui, model, (int)single_row(model->single.id)->wish);
	else
		ui_run(ui, model, by_admin(model) ? ACTION_KEY_CREATE : ACTION_MINT);
}

static void do_settle(struct ui *ui, const struct model *model)
{
	ui_do(ui, model, ACTION_X402_SETTLE);
}

static const struct key_info *failed_key(const struct model *model)
{
	if (model->error_of == ERROR_OF_TEST)
		return model_key(model, model->test.key.id);
	return model_key(model, model->error_of == ERROR_OF_KEY ? model->key_wished : model->flow_keys.key.id);
}

static void do_edit_key(struct ui *ui, const struct model *model)
{
	const struct key_info *key = failed_key(model);

	if (key)
		form_key_edit_open(ui, model, key);
}

static void do_switch(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_PANE_1);
	if (model->accounts.count < 2)
		ui_notice(ui, model, "This is the only wallet; n makes or imports another");
}

static void do_import(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_WALLET_MENU);
}

static void do_list(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_PANE_4);
	ui_do(ui, model, flow_keys_admin(model) ? ACTION_KEYS_LIST : ACTION_REFRESH);
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

static void do_check(struct ui *ui, const struct model *model)
{
	ui_key_action(ui, model, ACTION_KEY_CHECK, model->test.key.id);
}

static void do_receive(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_RECEIVE);
}

static void do_fund(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_FUND);
}

static void do_unlock(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, ACTION_PASSWORD);
}

static void do_stop(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, model->mint.state == MINT_UNKNOWN ? ACTION_MINT_FORGET : ACTION_CANCEL);
}

/* When a way is one: a remedy may mean different things in different failures. */

static bool signs(const struct model *model)
{
	return !by_admin(model);
}

static bool may_need_stake(const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;

	return model->error.remedy == REMEDY_STAKE || (evidence->has_svvv && amount_is_zero(evidence->svvv));
}

/* Before anything was posted there is no new key to look for. */
static bool may_have_key(const struct model *model)
{
	return model->error.remedy == REMEDY_CHECK_KEYS || model->mint.evidence.posted;
}

static bool can_retry(const struct model *model)
{
	if (model->error.code == ERR_TEST_UNKNOWN)	/* it may have been charged */
		return false;
	return model->error_of != ERROR_OF_KEYS || flow_keys_can_retry(model);
}

static bool edits_key(const struct model *model)
{
	return model->flow_keys.wish == ACTION_KEY_UPDATE && failed_key(model);
}

static bool is_limit_of_key(const struct model *model)
{
	return (model->error.code == ERR_DIEM_LIMIT || model->error.code == ERR_USD_LIMIT) && failed_key(model);
}

static bool is_wallet_empty(const struct model *model)
{
	return model->error.code == ERR_NEEDS_ETH || model->error.code == ERR_NEEDS_VVV;
}

static bool is_short_of_usdc(const struct model *model)
{
	return model->error.code == ERR_NEEDS_USDC;
}

static bool is_key_refused(const struct model *model)
{
	bool has_key = !of_mint(model) || by_admin(model);

	return has_key && (model->error.code == ERR_KEY_INACTIVE || model->error.code == ERR_AUTHENTICATION_FAILED);
}

static bool misses_wallet(const struct model *model)
{
	return model->error.code == ERR_NO_WALLET || model->error.code == ERR_WALLET_NOT_FOUND;
}

static bool misses_admin_key(const struct model *model)
{
	return model->error.code == ERR_NO_ADMIN_KEY;
}

static bool is_stoppable(const struct model *model)
{
	return model->mint.state == MINT_UNKNOWN || model->mint.state == MINT_BACKOFF;
}

#define OF(who) (1u << ERROR_OF_##who)
#define OF_FLOW (OF(STAKE) | OF(SINGLE) | OF(MINT) | OF(TOPUP))
#define OF_A_KEY (OF(KEY) | OF(KEYS))
#define OF_ANY (~0u)

/* The first that fits is the remedy, which Enter takes; the others are offered besides. */
static const struct way {
	int key;
	const char *label, *words;
	enum remedy remedy;
	unsigned helps, also;		/* whose failures it is the remedy of, and may be offered besides */
	bool (*fits)(const struct model *model);	/* NULL: all of them */
	void (*run)(struct ui *ui, const struct model *model);
} ways[] = {
	{ 'n', "n", "new token: sign it and submit again", REMEDY_NEW_TOKEN, OF_ANY, OF(MINT), signs, do_new_token },
	{ 's', "s", "stake VVV", REMEDY_STAKE, OF_ANY, OF(MINT), may_need_stake, do_stake },
	{ 'm', "m", "mint an ADMIN key", REMEDY_FIX_INPUT, OF_ANY, 0, misses_admin_key, do_mint },
	{ 'm', "m", "mint a new key", REMEDY_SWITCH_WALLET, OF_ANY, 0, is_key_refused, do_mint },
	{ 'i', "i", "make or import a wallet", REMEDY_FIX_INPUT, OF_ANY, 0, misses_wallet, do_import },
	{ 'e', "e", "edit and try again", REMEDY_FIX_INPUT, OF_FLOW, OF_FLOW, NULL, do_edit },
	{ 'e', "e", "edit and try again", REMEDY_FIX_INPUT, OF(KEYS), OF(KEYS), edits_key, do_edit_key },
	{ 'e', "e", "change the key's limits", REMEDY_FUND, OF_A_KEY | OF(TEST), 0, is_limit_of_key, do_edit_key },
	{ 'k', "k", "list the keys again", REMEDY_FIX_INPUT, OF_A_KEY, OF_A_KEY, NULL, do_list },
	{ 'w', "w", "switch to another wallet", REMEDY_SWITCH_WALLET, OF_ANY, OF_FLOW, NULL, do_switch },
	{ 'r', "r", "try again now", REMEDY_RETRY, OF_ANY, OF_ANY & ~OF(OTHER), can_retry, do_retry },
	{ 'k', "k", "look at the chain now", REMEDY_CHECK_KEYS, OF(TOPUP), 0, NULL, do_settle },
	{ 'k', "k", "ask what the key has left", REMEDY_CHECK_KEYS, OF(TEST), 0, NULL, do_check },
	{ 'k', "k", "look at the keys", REMEDY_CHECK_KEYS, OF_ANY, OF(MINT), may_have_key, do_look },
	{ 'f', "f", "receive USDC", REMEDY_FUND, OF(TOPUP), 0, is_short_of_usdc, do_receive },
	{ 'f', "f", "receive ETH or VVV", REMEDY_FUND, OF_ANY, 0, is_wallet_empty, do_receive },
	{ 'f', "f", "ways to fund the account", REMEDY_FUND, OF_ANY, 0, NULL, do_fund },
	{ 'u', "u", "unlock", REMEDY_UNLOCK, OF_ANY, 0, NULL, do_unlock },
	{ 'x', "x", "stop: give up on this mint", REMEDY_STOP, 0, OF(MINT), is_stoppable, do_stop },
};

/* The key is there and in hand: nothing helps but storing it. */
static bool unsealed(const struct model *model)
{
	return of_mint(model) && model->mint.state == MINT_UNSEALED;
}

/* NULL: there is none, and Enter closes the panel.  What a form has sent stays there underneath. */
static const struct way *remedy(const struct model *model)
{
	enum remedy wanted = stake_unseen(model) || unsealed(model) ? REMEDY_RETRY : model->error.remedy;

	for (size_t i = 0; i < ARRAY_LENGTH(ways); i++)
		if (ways[i].remedy == wanted && (ways[i].helps & 1u << model->error_of) &&
		    (!ways[i].fits || ways[i].fits(model)))
			return &ways[i];
	return NULL;
}

static bool is_offered(const struct model *model, const struct way *way)
{
	bool besides = (way->also & 1u << model->error_of) && (!way->fits || way->fits(model));

	return (besides && !unsealed(model)) || way == remedy(model);
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

		if (!is_offered(model, way) || (key != way->key && !(key == K_ENTER && way == remedy(model))))
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

			if (!is_offered(model, &ways[i]) || (&ways[i] == remedy(model)) == others)
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
		if (!by_admin(model)) {
			draw_token_evidence(model, &page);
			draw_signature_evidence(model, &page);
		}
		draw_stake_evidence(model, &page);
	}
	dialog_show(dialog, canvas, unsealed(model) ? "The key is minted, but not stored" : of_mint(model)
		    ? "The mint did not succeed" : "That did not work", STYLE_ALARM, &page);
}

static const struct keybind keys[] = {
	{ K_ENTER, COMMAND_NONE, "Enter", "do what helps", "do what helps here; the panel says what that is" },
	{ 'c', COMMAND_NONE, "c", "copy the text", "copy the error's text to the clipboard" },
	{ 'D', COMMAND_NONE, "D", NULL, "after a mint: the doctor's whole report, to copy for support" },
	{ K_ESC, COMMAND_NONE, "Esc", "close", "close the panel" },
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
	.name = "Error panel", .keys = keys, .wanted = wanted, .key = take_key, .draw = draw,
};
