/*
 * Everything that is known of an API key.  Below it stands the newest check: what the key can do
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
#include "wallet/model/keystroke.h"
#include "wallet/venice/key_usage.h"

#define LABEL 14

struct state {
	char id[KEY_ID_SIZE];
	struct line filter;	/* filters the models */
	bool filtering;		/* what is typed goes into the filter */
};

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	return model_key(model, ((const struct state *)dialog->state)->id);
}

/* Returns the one model that the filter leaves, else "" for the cheapest. */
static const char *model_to_test(const struct state *state, const struct model *model)
{
	const struct key_check *check = model_check(model, state->id);
	const char *filter = line_text(&state->filter);
	const struct model_rates *only = NULL;

	return check && *filter && page_check_count(&only, &check->rates, filter) == 1 ? only->model : "";
}

/* Returns the key if it is stored here; NULL if not, and says so. */
static const char *stored(struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct state *state = dialog->state;
	const struct key_info *info = model_key(model, state->id);

	if (!info || !info->stored)
		ui_notice(ui, model, "Only a key that is stored here can be shown, copied, checked or tested");
	return info && info->stored ? state->id : NULL;
}

static void test(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct action action = { .type = ACTION_PROBE };

	if (!stored(ui, dialog, model))
		return;
	snprintf(action.wish.id, sizeof(action.wish.id), "%s", stored(ui, dialog, model));
	snprintf(action.wish.model, sizeof(action.wish.model), "%s", model_to_test(dialog->state, model));
	ui_emit(ui, model, &action);
}

static void reveal(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (stored(ui, dialog, model))
		ui_key_action(ui, model, ACTION_KEY_REVEAL, stored(ui, dialog, model));
}

static void copy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (stored(ui, dialog, model))
		ui_key_action(ui, model, ACTION_KEY_COPY, stored(ui, dialog, model));
}

static void check(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (stored(ui, dialog, model))
		ui_key_action(ui, model, ACTION_KEY_CHECK, stored(ui, dialog, model));
}

static bool is_stored(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct key_info *info = model_key(model, ((const struct state *)dialog->state)->id);

	(void)ui;
	return info && info->stored;
}

/* A key that only Venice has cannot be checked from here. */
static void check_or_leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (is_stored(ui, dialog, model))
		check(ui, dialog, model);
	else
		dialog_close(ui, dialog);
}

static void hand_over(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	dialog_handover_open(ui, model, ((const struct state *)dialog->state)->id);
}

static void edit(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct key_info *info = model_key(model, ((const struct state *)dialog->state)->id);

	if (info)
		form_key_edit_open(ui, model, info);
}

static void delete(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	ui_key_action(ui, model, ACTION_KEY_DELETE, ((const struct state *)dialog->state)->id);
}

static void fund(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	const struct key_info *info = model_key(model, ((const struct state *)dialog->state)->id);

	if (info)
		dialog_fund_open(ui, model, info->address);
}

static void clear_or_leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)model;
	dialog_clear_or_close(ui, dialog, &((struct state *)dialog->state)->filter);
}

static void begin_filter(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	((struct state *)dialog->state)->filtering = true;
}

static void keep_filter(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	((struct state *)dialog->state)->filtering = false;
}

static void drop_filter(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	line_clear(&((struct state *)dialog->state)->filter);
	keep_filter(ui, dialog, model);
}

static size_t mode(const struct dialog *dialog)
{
	return ((const struct state *)dialog->state)->filtering;
}

/* These draw what is known of the key itself. */

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

/* Draws "2.5 of 10 DIEM (25 %), anew in 05:12:33" and a bar. */
static void draw_period(struct page *page, const struct model *model, const struct key_info *key)
{
	double part = key_usage_part(key);
	enum key_currency currency = key_usage_currency(key);
	int64_t resets = key_usage_resets_in(key, model_server_now(model));
	char used[PAGE_CHECK_NUMBER_SIZE], limit[KEY_LIMIT_TEXT_SIZE], anew[TEXT_SPAN_SIZE], line[128];

	if (part < 0)
		return;
	page_check_number(used, key_usage_period(key));
	key_limit_format(limit, key->limit[currency]);
	text_countdown(anew, resets);
	snprintf(line, sizeof(line), "%s of %s %s (%d %%)%s%s", used, limit, page_key_currency(currency), (int)(part * 100),
		 resets ? ", anew in " : "", resets ? anew : "");
	page_pair(page, LABEL, "This period", part >= 1 ? STYLE_BAD : STYLE_TEXT, line);
	page_check_bar(page, LABEL, part, part >= 1 ? STYLE_BAD : STYLE_GOOD);
}

/* Only Venice's list of keys says when a key was used. */
static void draw_use(struct page *page, const struct model *model, const struct key_info *key)
{
	char diem[PAGE_CHECK_NUMBER_SIZE], usd[PAGE_CHECK_NUMBER_SIZE], ago[TEXT_SPAN_SIZE], line[96];

	if (!key->remote) {
		page_pair(page, LABEL, "Use", STYLE_DIM, "unknown: only the account's list tells it, for which an ADMIN key "
			  "must be stored and the wallet unlocked");
		return;
	}
	draw_period(page, model, key);
	page_check_number(diem, key->usage_diem[0] ? key->usage_diem : "0");
	page_check_number(usd, key->usage_usd[0] ? key->usage_usd : "0");
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
	page_key_limits(page, LABEL, key);
	draw_use(page, model, key);
}

/* These draw what the key can do now. */

static bool is_asking(const struct model *model, const char *id)
{
	return model->key_open.request && strcmp(model->key_wished, id) == 0;
}

static void draw_age(struct page *page, const struct model *model, const struct key_check *check)
{
	int64_t age = model_server_now(model) - check->checked_ms;
	char ago[TEXT_SPAN_SIZE], line[64];

	text_ago(ago, age);
	snprintf(line, sizeof(line), "%s%s", ago, age >= 60000 ? "; " KEYSTROKE("check-key") " checks again" : "");
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
		page_text(page, STYLE_TEXT, "Venice was not asked yet: " KEYSTROKE("check-key") " asks, which costs nothing.");
		return;
	}
	draw_age(page, model, check);
	page_check_money(page, LABEL, model, check);
	page_check_access(page, LABEL, check);
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
		    page_check_count(&ignored, &check->rates, filter), check->rates.count);
	if (state->filtering || *filter) {
		row = page_rows(page, 1);
		canvas_text(&page->canvas, row, 0, STYLE_KEY, "/");
		line_draw(&state->filter, &page->canvas, row, 1, page->canvas.cols - 2, state->filtering);
		if (state->filtering)
			page->keep = row;
	}
	page_check_rates(page, &check->rates, filter);
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
		page_check_test(&page, LABEL, model, state->id, model_to_test(state, model));
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

static const struct keybind rows[] = {
	{ .inputs = { 'c' }, .command = ACTION_KEY_CHECK, .hint = "check",
	  .help = "ask Venice what the key can do now, which costs nothing", .run = check,
	  .hinted = is_stored },
	{ .inputs = { INPUT_ENTER }, .help = "the same; closes the page of a key that is not stored here",
	  .run = check_or_leave },
	{ .inputs = { 't' }, .command = ACTION_PROBE, .hint = "test call",
	  .help = "call the cheapest model, or the one that the filter leaves, once its cost was agreed to",
	  .run = test, .hinted = is_stored },
	{ .inputs = { 'v' }, .command = ACTION_KEY_REVEAL, .hint = "reveal", .help = "show the key itself",
	  .run = reveal, .hinted = is_stored },
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy", .help = "copy the key to the clipboard",
	  .run = copy, .hinted = is_stored },
	{ .inputs = { '/' }, .command = COMMAND_FILTER, .hint = "filter",
	  .help = "show only the models whose id contains a text", .run = begin_filter, .hinted = is_stored },
	{ .inputs = { INPUT_ESC }, .hint = "close", .help = "clear the filter, then close this page",
	  .run = clear_or_leave },
	{ .inputs = { 'q' }, .help = "close this page", .run = dialog_leave },
	{ .inputs = { 'h' }, .command = ACTION_KEY_HANDOVER, .hint = "hand over",
	  .help = "write the key to a file, or give it to a command", .run = hand_over, .fits = is_stored },
	{ .inputs = { 'e' }, .command = ACTION_KEY_UPDATE, .hint = "edit",
	  .help = "change description, expiry, limits, period or privacy", .run = edit },
	{ .inputs = { 'd' }, .command = ACTION_KEY_DELETE, .hint = "delete",
	  .help = "delete the key at Venice and here", .run = delete },
	{ .inputs = { 'f' }, .command = COMMAND_FUND, .hint = "fund", .run = fund },
	{ .inputs = { 'l' }, .command = ACTION_LOCK },
};

static const struct keybinds keybinds = { .title = "API key in detail", KEYBIND_ROWS(rows), .then = &keybinds_over };

static const struct keybind filter_rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "keep the filter", .help = "keep the filter", .run = keep_filter },
	{ .inputs = { INPUT_ESC }, .hint = "show all again", .help = "show all again", .run = drop_filter },
};

static const struct keybinds filter_keybinds = {
	.title = "Filter of the models", KEYBIND_ROWS(filter_rows), .then = &keybinds_line, .typed = true,
};

const struct dialog_ops dialog_key = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds, &filter_keybinds }, .mode = mode,
	.alive = alive, .draw = draw, .close = close, .field = field,
};

void dialog_key_open(struct ui *ui, const struct model *model, const char *id)
{
	struct state *state = dialog_open(ui, &dialog_key, model)->state;

	snprintf(state->id, sizeof(state->id), "%s", id);
	line_init(&state->filter, MODEL_ID_SIZE - 1, false);
}
