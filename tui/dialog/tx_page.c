/* Everything that is known of a transaction of the list, and what can be done about it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tui/tx_row.h"
#include "tui/ui.h"
#include "wallet/base/hex.h"
#include "wallet/base/text.h"
#include "wallet/model/allowances.h"
#include "wallet/model/keystroke.h"

#define LABEL 13
#define WIDTH 106	/* a link to the explorer fits into a line */

/* The transaction is found again at each drawing, because what is known of it changes. */
struct state {
	struct address address;
	enum journal_kind kind;
	char id[JOURNAL_ID_SIZE];
	uint8_t hash[KECCAK_SIZE];
};

static bool is_meant(const struct state *state, const struct tx_row *row)
{
	if (row->kind != state->kind)
		return false;
	return row->kind == JOURNAL_TX ? !memcmp(row->hash, state->hash, KECCAK_SIZE) : !strcmp(row->id, state->id);
}

/* Returns the row, which is one of rows; NULL if it is no longer there.  The caller frees the rows. */
static const struct tx_row *find(struct tx_rows *rows, const struct state *state, const struct model *model)
{
	*rows = (struct tx_rows){ 0 };
	tx_list_of(rows, model, state->address);
	for (size_t i = 0; i < rows->count; i++)
		if (is_meant(state, &rows->items[i]))
			return &rows->items[i];
	return NULL;
}

static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct tx_rows rows;
	bool is = find(&rows, dialog->state, model);

	(void)ui;
	tx_list_free(&rows);
	return is;
}

static void pair_amount(struct page *page, const char *label, struct amount amount, const char *rest)
{
	char number[AMOUNT_TEXT_SIZE], line[AMOUNT_TEXT_SIZE + 80];

	allowance_format(number, amount);
	snprintf(line, sizeof(line), "%s %s%s", number, token_symbol(amount.token), rest);
	page_pair(page, LABEL, label, STYLE_TEXT, line);
}

static void pair_address(struct page *page, const char *label, struct address address)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, address);
	page_pair(page, LABEL, label, STYLE_TEXT, text);
}

static void pair_hash(struct page *page, const char *label, const uint8_t hash[KECCAK_SIZE])
{
	char text[TX_ROW_HASH_SIZE] = "0x";

	hex_encode(text + 2, hash, KECCAK_SIZE);
	page_pair(page, LABEL, label, STYLE_TEXT, text);
}

static void pair_number(struct page *page, const char *label, uint64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRIu64, number);
	page_pair(page, LABEL, label, STYLE_TEXT, text);
}

/* Makes the link from the configured page and from the hash that rialto computed itself. */
static void link_of(char *out, size_t size, const struct model *model, const struct tx_row *row)
{
	char hash[TX_ROW_HASH_SIZE];

	tx_row_hash(hash, row);
	out[0] = '\0';
	if (*hash && model->network.explorer_url[0])
		snprintf(out, size, "%s%s", model->network.explorer_url, hash);
}

#define LINK_SIZE (NETWORK_URL_SIZE + TX_ROW_HASH_SIZE)

/* How far it is from where no reorganisation reaches it. */
static void draw_safety(struct page *page, const struct model *model, const struct tx_row *row)
{
	char line[128];

	if (!row->block)
		return;
	if (row->safe)
		snprintf(line, sizeof(line), "at or below the chain's safe block: its data is on L1");
	else if (row->asked)
		snprintf(line, sizeof(line), "in block %" PRIu64 "; the chain's safe block is %" PRIu64 ", and Base's follows in minutes",
			 row->block, model->tx_final.safe);
	else
		snprintf(line, sizeof(line), "not known yet whether its block is safe from being undone");
	page_pair(page, LABEL, "", STYLE_DIM, line);
}

static void draw_head(struct page *page, const struct model *model, const struct tx_row *row)
{
	char when[TEXT_TIME_SIZE], ago[TEXT_SPAN_SIZE], line[80], link[LINK_SIZE];

	page_pair(page, LABEL, "Purpose", STYLE_STRONG, row->purpose);
	page_pair(page, LABEL, "Status", tx_row_style(row), tx_row_word(row));
	draw_safety(page, model, row);
	if (row->has_amount)
		pair_amount(page, "Amount", row->amount, "");
	text_time(when, row->time_ms);
	text_age(ago, model->now_ms - row->time_ms);
	snprintf(line, sizeof(line), "%s, %s", ago, when);
	page_pair(page, LABEL, "When", STYLE_TEXT, line);
	pair_address(page, "Wallet", row->address);
	if (row->has_nonce)
		pair_number(page, "Nonce", row->nonce);
	if (row->kind == JOURNAL_TX)
		pair_hash(page, "Hash", row->hash);
	else
		page_pair(page, LABEL, "Id", STYLE_TEXT, row->id);
	link_of(link, sizeof(link), model, row);
	if (*link)
		page_pair(page, LABEL, "Link", STYLE_LINK, link);
	else if (row->kind == JOURNAL_TX)
		page_pair(page, LABEL, "Link", STYLE_DIM, "this network has no explorer");
}

/* Draws the parts of the fee, as far as the receipt states them. */
static void draw_fee(struct page *page, const struct tx_row *row)
{
	const struct { bool has; struct u256 wei; const char *what; } parts[] = {
		{ row->paid.has_gas, row->paid.gas, " for the gas on L2" },
		{ row->paid.has_l1, row->paid.l1, " for its data on L1" },
		{ row->paid.has_operator, row->paid.operator_fee, " for the operator" },
	};

	if (row->block)
		pair_number(page, "Block", row->block);
	if (!u256_is_zero(row->fee))
		pair_amount(page, "Fee paid", (struct amount){ TOKEN_ETH, row->fee }, " in all");
	for (size_t i = 0; i < ARRAY_LENGTH(parts); i++)
		if (parts[i].has)
			pair_amount(page, "", (struct amount){ TOKEN_ETH, parts[i].wei }, parts[i].what);
}

static void draw_bytes(struct page *page, const struct tx_row *row)
{
	char gwei[AMOUNT_TEXT_SIZE], tip[AMOUNT_TEXT_SIZE], line[3 * AMOUNT_TEXT_SIZE];

	if (!row->has_tx)
		return;
	pair_address(page, "Goes to", row->tx.to);
	amount_format_units(gwei, row->tx.max_fee, 9);
	amount_format_units(tip, row->tx.max_priority_fee, 9);
	snprintf(line, sizeof(line), "at most %s gwei a gas, %s of it as a tip, for %" PRIu64 " gas", gwei, tip, row->tx.gas_limit);
	page_pair(page, LABEL, "Offers", STYLE_TEXT, line);
}

/* Draws others with its number: what replaced it, or what it was to replace. */
static void draw_others(struct page *page, const struct tx_row *row, const struct tx_rows *rows)
{
	if (row->has_other)
		pair_hash(page, "Replaced by", row->other);
	for (size_t i = 0; i < rows->count; i++) {
		const struct tx_row *other = &rows->items[i];

		if (other != row && row->has_nonce && other->has_nonce && other->nonce == row->nonce &&
		    (!row->has_other || memcmp(other->hash, row->other, KECCAK_SIZE)))
			pair_hash(page, other->time_ms <= row->time_ms && !row->has_other ? "Replaces" : "Same nonce", other->hash);
	}
}

static void draw_plight(struct page *page, const struct model *model, const struct tx_row *row)
{
	const char *why = model_transacting(model) ? "it is not looked at now: another transaction is followed first"
						   : "it is not looked at now";

	if (!*row->reason && !(*row->id && row->kind == JOURNAL_TX && !row->followed))
		return;
	page_blank(page);
	page_pair(page, LABEL, "It waits", STYLE_WARN, *row->reason ? row->reason : why);
	if (row->advice)
		page_text(page, STYLE_WARN, row->advice);
	else if (row->stuck)
		page_text(page, STYLE_TEXT, KEYSTROKE("speed-up") " offers a tenth more for the same; "
			  KEYSTROKE("cancel-transaction") " puts one that does nothing in its place. Each is shown before it is "
			  "signed.");
}

static void draw_log(struct page *page, const struct model *model, const struct tx_row *row)
{
	char when[TEXT_TIME_SIZE];
	bool any = false;

	for (size_t i = 0; i < model->log.count && row->kind == JOURNAL_TX; i++) {
		const struct log_entry *entry = &model->log.items[i];

		if (!entry->tx.any || memcmp(entry->tx.hash, row->hash, KECCAK_SIZE) != 0)
			continue;
		if (!any) {
			page_blank(page);
			page_text(page, STYLE_STRONG, "What the log has of it (times are UTC)");
		}
		any = true;
		text_time(when, entry->time_ms);
		page_format(page, STYLE_TEXT, "%s  %s  %s%s%s", when, entry->event, entry->code, *entry->code ? ": " : "", entry->text);
	}
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct tx_rows rows;
	const struct tx_row *row = find(&rows, dialog->state, model);
	struct page page;

	(void)ui;
	if (row) {
		page_init(&page, canvas, dialog_width(canvas, WIDTH));
		draw_head(&page, model, row);
		draw_fee(&page, row);
		draw_bytes(&page, row);
		draw_others(&page, row, &rows);
		draw_plight(&page, model, row);
		draw_log(&page, model, row);
		dialog_show(dialog, canvas, "Transaction", STYLE_DIALOG, &page);
	}
	tx_list_free(&rows);
}

/* The page closes first, so that the review can open. */
static void change(struct ui *ui, struct dialog *dialog, const struct model *model, enum action_type wish)
{
	struct tx_rows rows;
	const struct tx_row *row = find(&rows, dialog->state, model);

	dialog_close(ui, dialog);
	if (row)
		tx_row_change(ui, model, row, wish);
	tx_list_free(&rows);
}

static void speed_up(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	change(ui, dialog, model, ACTION_TX_SPEED_UP);
}

static void cancel(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	change(ui, dialog, model, ACTION_TX_CANCEL);
}

/* Nothing takes the place of one that is over. */
static bool is_open(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct tx_rows rows = { 0 };
	const struct tx_row *row = dialog ? find(&rows, dialog->state, model) : NULL;
	bool is = !dialog || (row && *row->id && row->kind == JOURNAL_TX);

	(void)ui;
	tx_list_free(&rows);
	return is;
}

static void copy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct tx_rows rows;
	const struct tx_row *row = find(&rows, dialog->state, model);

	if (row)
		tx_row_copy_hash(ui, model, row);
	tx_list_free(&rows);
}

static bool has_explorer(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return model->network.explorer_url[0];
}

static void copy_link(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct tx_rows rows;
	const struct tx_row *row = find(&rows, dialog->state, model);
	char link[LINK_SIZE] = "";

	if (row)
		link_of(link, sizeof(link), model, row);
	if (*link)
		ui_copy(ui, model, link, "the link");
	else
		ui_notice(ui, model, "This network has no explorer");
	tx_list_free(&rows);
}

static const struct keybind rows[] = {
	{ .inputs = { 's' }, .command = ACTION_TX_SPEED_UP, .hint = "speed up", .help = "offer a higher fee for it",
	  .run = speed_up, .fits = is_open },
	{ .inputs = { 'c' }, .command = ACTION_TX_CANCEL, .hint = "cancel it",
	  .help = "put one that does nothing in its place", .run = cancel, .fits = is_open },
	{ .inputs = { 'y' }, .command = COMMAND_COPY, .hint = "copy the hash", .help = "copy its hash to the clipboard",
	  .run = copy },
	{ .inputs = { 'o' }, .name = "copy-link", .hint = "copy the link",
	  .help = "copy the link to its page at the explorer", .run = copy_link, .hinted = has_explorer },
	{ .inputs = { INPUT_ENTER, INPUT_ESC, 'q' }, .hint = "close", .help = "close this page", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Transaction in detail", KEYBIND_ROWS(rows), .then = &keybinds_over };

const struct dialog_ops dialog_tx_page = {
	.state_size = sizeof(struct state), .keybinds = { &keybinds }, .alive = alive, .draw = draw,
};

void dialog_tx_page_open(struct ui *ui, const struct model *model, const struct tx_row *row)
{
	struct state *state = dialog_open(ui, &dialog_tx_page, model)->state;

	state->address = row->address;
	state->kind = row->kind;
	memcpy(state->id, row->id, sizeof(state->id));
	memcpy(state->hash, row->hash, sizeof(state->hash));
}
