#include "tui/tx_row.h"

#include <stdio.h>
#include <string.h>

#include "tui/ui.h"
#include "wallet/base/hex.h"
#include "wallet/model/keystroke.h"

enum style tx_row_style(const struct tx_row *row)
{
	static const enum style styles[] = {
		[TX_STATUS_PENDING] = STYLE_BUSY, [TX_STATUS_MINED] = STYLE_GOOD, [TX_STATUS_FAILED] = STYLE_BAD,
		[TX_STATUS_REPLACED] = STYLE_DIM, [TX_STATUS_UNKNOWN] = STYLE_WARN,
	};

	return styles[row->status];
}

void tx_row_hash(char out[TX_ROW_HASH_SIZE], const struct tx_row *row)
{
	out[0] = '\0';
	if (row->kind != JOURNAL_TX)
		return;
	out[0] = '0';
	out[1] = 'x';
	hex_encode(out + 2, row->hash, KECCAK_SIZE);
}

void tx_row_short(char *out, size_t size, const struct tx_row *row)
{
	char hash[TX_ROW_HASH_SIZE];

	tx_row_hash(hash, row);
	out[0] = '\0';
	if (*hash)
		snprintf(out, size, "%.6s…%s", hash, hash + TX_ROW_HASH_SIZE - 5);
}

/* Says why no other can take its place; NULL: one can. */
static const char *why_not(const struct model *model, const struct tx_row *row)
{
	if (row->kind != JOURNAL_TX)
		return "That is no transaction of this wallet: nothing can take its place";
	if (!*row->id)
		return row->block || row->has_other ? "That is over: nothing can take its place any more"
						    : "That is followed no longer: its signed bytes are gone";
	if (row->followed && row->looks && !row->stuck)
		return "Its number is used, or the node cannot say: Enter shows how it stands";
	if (!row->followed && model_transacting(model))
		return "Another one is followed first: " KEYSTROKE("transaction") " shows it";
	return NULL;
}

/* Follows it.  A transaction that nobody follows is looked at first. */
static void follow(struct ui *ui, const struct model *model, const struct tx_row *row)
{
	struct action action = { .type = ACTION_TX_FOLLOW };

	memcpy(action.journal_id, row->id, sizeof(action.journal_id));
	ui_emit(ui, model, &action);
	ui_notice(ui, model, "It is looked at now; then the same key puts another in its place");
}

void tx_row_change(struct ui *ui, const struct model *model, const struct tx_row *row, enum action_type wish)
{
	const struct journal_entry *entry = journal_find(&model->journal, row->id);
	struct action action = { .type = wish };

	if (why_not(model, row)) {
		ui_notice(ui, model, why_not(model, row));
		return;
	}
	if (!row->followed) {
		follow(ui, model, row);
		return;
	}
	if (wish == ACTION_TX_SPEED_UP && entry)
		action.index = journal_entry_variant(entry, row->hash) + 1;
	ui_emit(ui, model, &action);
}

void tx_row_copy_hash(struct ui *ui, const struct model *model, const struct tx_row *row)
{
	char hash[TX_ROW_HASH_SIZE];

	tx_row_hash(hash, row);
	if (*hash)
		ui_copy(ui, model, hash, "the hash");
	else
		ui_notice(ui, model, "It has no hash of its own");
}

/* Does something about the row under the cursor, if there is one. */
static void with_current(struct ui *ui, const struct model *model, enum action_type wish)
{
	struct tx_shown fresh;
	const struct tx_row *row = pane_transactions_current(&ui->panes[PANE_TRANSACTIONS], model, &fresh);

	if (!row)
		ui_notice(ui, model, "There is no transaction here");
	else if (wish)
		tx_row_change(ui, model, row, wish);
	else
		tx_row_copy_hash(ui, model, row);
	tx_shown_free(&fresh);
}

void tx_row_speed_up(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	with_current(ui, model, ACTION_TX_SPEED_UP);
}

void tx_row_cancel(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	with_current(ui, model, ACTION_TX_CANCEL);
}

void tx_row_copy(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	with_current(ui, model, ACTION_NONE);
}

bool tx_row_can_change(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct tx_shown fresh;
	const struct tx_row *row = pane_transactions_current(&ui->panes[PANE_TRANSACTIONS], model, &fresh);
	bool can = row && !why_not(model, row);

	(void)dialog;
	tx_shown_free(&fresh);
	return can;
}
