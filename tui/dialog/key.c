/*
 * Everything known of an API key, and under it the newest check: what it can do
 * now, the test call, and the limits of each model.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/dialog/page_check.h"
#include "tui/dialog/page_key.h"
#include "tui/form/form.h"
#include "tui/ui.h"
#include "wallet/base/text.h"
#include "wallet/venice/key_usage.h"

#define LABEL 14

struct state {
	char id[KEY_ID_SIZE];
	struct line filter;	/* of the models */
	bool filtering;		/* keys go there */
};

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	return model_key(model, ((const struct state *)dialog->state)->id);
}

static void input_in_filter(struct state *state, int input)
{
	if (input == INPUT_ESC)
		line_clear(&state->filter);
	if (input == INPUT_ESC || input == INPUT_ENTER)
		state->filtering = false;
	else
		line_input(&state->filter, input);
}

/* The one model that the filter leaves, else "" for the cheapest. */
static const char *model_to_test(const struct state *state, const struct model *model)
{
	const struct key_check *check = model_check(model, state->id);
	const char *filter = line_text(&state->filter);
	const struct model_rates *only = NULL;

	return check && *filter && checkview_count(&only, &check->rates, filter) == 1 ? only->model : "";
}

static void test(struct ui *ui, const struct state *state, const struct model *model)
{
	struct action action = { .type = ACTION_PROBE };

	snprintf(action.wish.id, sizeof(action.wish.id), "%s", state->id);
	snprintf(action.wish.model, sizeof(action.wish.model), "%s", model_to_test(state, model));
	ui_emit(ui, model, &action);
}

static const struct {
	int input;
	enum action_type action;
} stored_only[] = {
	{ 'v', ACTION_KEY_REVEAL }, { 'y', ACTION_KEY_COPY }, { 'c', ACTION_KEY_CHECK }, { 't', ACTION_PROBE },
};

/* False for a key that is none of these. */
static bool key_of_stored(struct ui *ui, const struct state *state, const struct model *model, int input, bool stored)
{
	for (size_t i = 0; i < sizeof(stored_only) / sizeof(stored_only[0]); i++) {
		if (stored_only[i].input != input)
			continue;
		if (!stored)
			ui_notice(ui, model, "Only a key that is stored here can be shown, copied, checked or tested");
		else if (input == 't')
			test(ui, state, model);
		else
			ui_key_action(ui, model, stored_only[i].action, state->id);
		return true;
	}
	return false;
}

static void close_or_clear(struct ui *ui, struct dialog *dialog)
{
	struct state *state = dialog->state;

	if (*line_text(&state->filter))
		line_clear(&state->filter);
	else
		dialog_close(ui, dialog);
}

static void take_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct state *state = dialog->state;
	const struct key_info *info = model_key(model, state->id);

	if (state->filtering)
		input_in_filter(state, input);
	else if (input == INPUT_ESC || !info)
		close_or_clear(ui, dialog);
	else if (input == 'q' || (input == INPUT_ENTER && !info->stored))
		dialog_close(ui, dialog);
	else if (key_of_stored(ui, state, model, input == INPUT_ENTER ? 'c' : input, info->stored))
		return;
	else if (input == 'h' && info->stored)
		dialog_handover_open(ui, model, state->id);
	else if (input == '/')
		state->filtering = true;
	else if (input == 'e')
		form_key_edit_open(ui, model, info);
	else if (input == 'd')
		ui_key_action(ui, model, ACTION_KEY_DELETE, state->id);
	else if (input == 'f')
		dialog_fund_open(ui, model, info->address);
	else if (input == 'l')
		ui_do(ui, model, ACTION_LOCK);
	else
		dialog_scroll(dialog, input);
}

/* What is known of the key itself. */

static void draw_place(struct page *page, const struct model *model, const struct key_info *key)
{
	const char *where = key->stored && key->remote ? "stored here, and at Venice"
			    : key->remote ? "at Venice only: the key itself is not here"
			    : key->missing ? "stored here, but gone at Venice" : "stored here";
	char address[ADDRESS_TEXT_SIZE], line[ACCOUNT_NAME_MAX + ADDRESS_TEXT_SIZE + 4];

	page_pair(page, LABEL, "Lives", key->missing ? STYLE_WARN : STYLE_TEXT, where);
	address_format(address, key->address);
	snprintf(line, sizeof(line), "%s", address);
	for (size_t i = 0; i < model->accounts.count; i++)
		if (address_equal(model->accounts.items[i].address, key->address))
			snprintf(line, sizeof(line), "%s %s", model->accounts.items[i].name, address);
	page_pair(page, LABEL, "Wallet", STYLE_TEXT, line);
	if (key->network[0] && strcmp(key->network, model->network.name) != 0)
		page_pair(page, LABEL, "Network", STYLE_WARN, key->network);
}

static void draw_expiry(struct page *page, const struct model *model, const struct key_info *key)
{
	int64_t left = key->expires_ms - model_server_now(model);
	char when[TEXT_TIME_SIZE], span[TEXT_SPAN_SIZE], line[80] = "never";

	text_time(when, key->expires_ms);
	text_countdown(span, left);
	if (key->expires_ms && left > 0)
		snprintf(line, sizeof(line), "in %s, %s", span, when);
	else if (key->expires_ms)
		snprintf(line, sizeof(line), "expired, %s", when);
	page_pair(page, LABEL, "Expires", key->expires_ms && left <= 0 ? STYLE_BAD : STYLE_TEXT, line);
}

/* "2.5 of 10 DIEM (25 %), anew in 05:12:33", and a bar. */
static void draw_period(struct page *page, const struct model *model, const struct key_info *key)
{
	double part = key_usage_part(key);
	enum key_currency currency = key_usage_currency(key);
	int64_t resets = key_usage_resets_in(key, model_server_now(model));
	char used[CHECKVIEW_NUMBER_SIZE], limit[KEY_LIMIT_TEXT_SIZE], anew[TEXT_SPAN_SIZE], line[128];

	if (part < 0)
		return;
	checkview_number(used, key_usage_period(key));
	key_limit_format(limit, key->limit[currency]);
	text_countdown(anew, resets);
	snprintf(line, sizeof(line), "%s of %s %s (%d %%)%s%s", used, limit, keyview_currency(currency), (int)(part * 100),
		 resets ? ", anew in " : "", resets ? anew : "");
	page_pair(page, LABEL, "This period", part >= 1 ? STYLE_BAD : STYLE_TEXT, line);
	checkview_bar(page, LABEL, part, part >= 1 ? STYLE_BAD : STYLE_GOOD);
}

/* Only Venice's list tells it. */
static void draw_use(struct page *page, const struct model *model, const struct key_info *key)
{
	char diem[CHECKVIEW_NUMBER_SIZE], usd[CHECKVIEW_NUMBER_SIZE], ago[TEXT_SPAN_SIZE], line[96];

	if (!key->remote) {
		page_pair(page, LABEL, "Use", STYLE_DIM, "unknown: only the account's list tells it, for which an ADMIN key "
			  "must be stored and the wallet unlocked");
		return;
	}
	draw_period(page, model, key);
	checkview_number(diem, key->usage_diem[0] ? key->usage_diem : "0");
	checkview_number(usd, key->usage_usd[0] ? key->usage_usd : "0");
	snprintf(line, sizeof(line), "%s DIEM, %s USD", diem, usd);
	page_pair(page, LABEL, "In 7 days", STYLE_TEXT, line);
	text_ago(ago, model_server_now(model) - key->used_ms);
	page_pair(page, LABEL, "Last used", STYLE_TEXT, key->used_ms ? ago : "never");
}

static void draw_facts(struct page *page, const struct model *model, const struct key_info *key)
{
	static const char *const privacies[] = {
		[KEY_ALL] = "all", [KEY_PRIVATE_TEXT] = "private ones for text", [KEY_PRIVATE_ONLY] = "private ones only",
	};
	char masked[64], when[TEXT_TIME_SIZE];

	page_pair(page, LABEL, "Description", STYLE_STRONG, key->description[0] ? key->description : "Web3 API Key");
	snprintf(masked, sizeof(masked), "••••••••••••%s", key->last6);
	page_pair(page, LABEL, "Key", STYLE_TEXT, masked);
	page_pair(page, LABEL, "Type", STYLE_TEXT, key_type_name(key->type));
	draw_place(page, model, key);
	text_time(when, key->created_ms);
	page_pair(page, LABEL, "Created", STYLE_TEXT, key->created_ms ? when : "unknown");
	draw_expiry(page, model, key);
	page_pair(page, LABEL, "Models", STYLE_TEXT, privacies[key->privacy]);
	keyview_limits(page, LABEL, key);
	draw_use(page, model, key);
}

/* What it can do now. */

static bool is_asking(const struct model *model, const char *id)
{
	return model->key_request && strcmp(model->key_wished, id) == 0;
}

static void draw_age(struct page *page, const struct model *model, const struct key_check *check)
{
	int64_t age = model_server_now(model) - check->checked_ms;
	char ago[TEXT_SPAN_SIZE], line[64];

	text_ago(ago, age);
	snprintf(line, sizeof(line), "%s%s", ago, age >= 60000 ? "; c checks again" : "");
	page_pair(page, LABEL, "Checked", age >= 60000 ? STYLE_WARN : STYLE_TEXT, line);
}

static void draw_check(struct page *page, const struct model *model, const struct state *state)
{
	const struct key_check *check = model_check(model, state->id);
	int row = page_rows(page, 1);

	canvas_text(&page->canvas, row, 0, STYLE_STRONG, "What it can do now");
	if (is_asking(model, state->id))
		canvas_spinner(&page->canvas, row, (int)strlen("What it can do now") + 1, STYLE_BUSY);
	if (!check) {
		page_text(page, STYLE_TEXT, "Venice was not asked yet: c asks, which costs nothing.");
		return;
	}
	draw_age(page, model, check);
	checkview_money(page, LABEL, model, check);
	checkview_access(page, LABEL, check);
}

static void draw_rates(struct page *page, const struct key_check *check, const struct state *state)
{
	const char *filter = line_text(&state->filter);
	const struct model_rates *ignored = NULL;
	int row;

	if (!check || !check->rates.count)
		return;
	page_blank(page);
	page_format(page, STYLE_STRONG, "Limits of each model (%zu of %zu)",
		    checkview_count(&ignored, &check->rates, filter), check->rates.count);
	if (state->filtering || *filter) {
		row = page_rows(page, 1);
		canvas_text(&page->canvas, row, 0, STYLE_KEY, "/");
		line_draw(&state->filter, &page->canvas, row, 1, page->canvas.cols - 2, state->filtering);
		if (state->filtering)
			page->keep = row;
	}
	checkview_rates(page, &check->rates, filter);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct state *state = dialog->state;
	const struct key_info *key = model_key(model, state->id);
	struct page page;

	(void)ui;
	if (!key)
		return;
	page_init(&page, canvas, dialog_width(canvas, 88));
	draw_facts(&page, model, key);
	page_blank(&page);
	if (key->stored) {
		draw_check(&page, model, state);
		page_blank(&page);
		checkview_test(&page, LABEL, model, state->id, model_to_test(state, model));
		draw_rates(&page, model_check(model, state->id), state);
	} else {
		page_text(&page, STYLE_DIM, "Only a stored key can be checked or tested: this one is at Venice alone.");
	}
	dialog_show(dialog, canvas, "API key", STYLE_DIALOG, &page);
}

static void close(struct dialog *dialog)
{
	line_free(&((struct state *)dialog->state)->filter);
}

static struct line *field(const struct dialog *dialog)
{
	struct state *state = dialog->state;

	return state->filtering ? &state->filter : NULL;
}

static const struct keybind keys[] = {
	{ 'c', COMMAND_NONE, "c", "check", "ask Venice what the key can do now, which costs nothing; so does Enter" },
	{ 't', COMMAND_NONE, "t", "test call", "call the cheapest model, or the one that the filter leaves, once its cost was agreed to" },
	{ 'v', COMMAND_NONE, "v", "reveal", "show the key itself" },
	{ 'y', COMMAND_NONE, "y", "copy", "copy the key to the clipboard" },
	{ '/', COMMAND_NONE, "/", "filter", "show only the models whose id contains a text" },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "close", "clear the filter, then close this page" },
	{ 'h', COMMAND_NONE, "h", "hand over", "write the key to a file, or give it to a command" },
	{ 'e', COMMAND_NONE, "e", "edit", "change description, expiry, limits, period or privacy" },
	{ 'd', COMMAND_NONE, "d", "delete", "delete the key at Venice and here" },
	{ 'f', COMMAND_NONE, "f", "fund", "the ways to give the account something to spend" },
	{ INPUT_UP, COMMAND_NONE, "j k", "scroll", "scroll; g and G go to the ends" },
	{ 'l', COMMAND_NONE, "l", NULL, "lock the wallet and clear the screen of secrets" },
	{ 0, 0, NULL, NULL, NULL },
};

static const struct dialog_ops ops = {
	.name = "API key in detail", .state_size = sizeof(struct state), .keys = keys,
	.alive = alive, .input = take_input, .draw = draw, .close = close, .field = field,
};

void dialog_key_open(struct ui *ui, const struct model *model, const char *id)
{
	struct state *state = dialog_open(ui, &ops, model)->state;

	snprintf(state->id, sizeof(state->id), "%s", id);
	line_init(&state->filter, MODEL_ID_SIZE - 1, false);
}
