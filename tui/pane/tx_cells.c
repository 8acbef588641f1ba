#include "tui/pane/tx_cells.h"

#include <inttypes.h>
#include <stdio.h>

#include "tui/pane/tx_order.h"
#include "tui/tx_row.h"
#include "wallet/base/text.h"
#include "wallet/model/allowances.h"

static void text_purpose(char out[TX_CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	(void)model;
	snprintf(out, TX_CELL_SIZE, "%s", row->purpose);
}

static void text_status(char out[TX_CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	(void)model;
	snprintf(out, TX_CELL_SIZE, "%s", tx_row_word(row));
}

static void text_age_of(char out[TX_CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	char ago[TEXT_SPAN_SIZE];

	text_ago(ago, model->now_ms - row->time_ms);
	snprintf(out, TX_CELL_SIZE, "%s", ago);
}

#define AMOUNT_PLACES 4
#define FEE_PLACES 9

static void text_amount(char out[TX_CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	char number[AMOUNT_TEXT_SIZE];

	out[0] = '\0';
	if (!row->has_amount)
		return;
	if (allowance_is_unlimited(row->amount))
		allowance_format(number, row->amount);
	else
		amount_format_short(number, row->amount, model_decimals(model, AMOUNT_PLACES));
	snprintf(out, TX_CELL_SIZE, "%s %s", number, token_symbol(row->amount.token));
}

static void text_fee(char out[TX_CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	struct amount fee = { TOKEN_ETH, row->fee };

	(void)model;
	out[0] = '\0';
	if (!amount_is_zero(fee))
		amount_format_short(out, fee, FEE_PLACES);
}

static void text_nonce(char out[TX_CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	(void)model;
	out[0] = '\0';
	if (row->has_nonce)
		snprintf(out, TX_CELL_SIZE, "%5" PRIu64, row->nonce);
}

static void text_block(char out[TX_CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	(void)model;
	out[0] = '\0';
	if (row->block)
		snprintf(out, TX_CELL_SIZE, "%" PRIu64, row->block);
}

static void text_hash(char out[TX_CELL_SIZE], const struct model *model, const struct tx_row *row)
{
	(void)model;
	tx_row_short(out, TX_CELL_SIZE, row);
}

static const struct column columns[TX_COLUMNS] = {
	[TX_COLUMN_PURPOSE] = { "PURPOSE", TX_PURPOSE_LEAST, TX_PURPOSE_LEAST, 10, TX_ORDER_PURPOSE },
	[TX_COLUMN_AMOUNT] = { "AMOUNT", 14, 17, 7, TX_ORDER_AMOUNT },
	[TX_COLUMN_STATUS] = { "STATUS", 8, 8, 9, TX_ORDER_STATUS },
	[TX_COLUMN_AGE] = { "AGE", 8, 9, 8, TX_ORDER_AGE },
	[TX_COLUMN_FEE] = { "FEE IN ETH", 11, 12, 5, TX_ORDER_FEE },
	[TX_COLUMN_NONCE] = { "NONCE", 5, 5, 4, TX_ORDER_NONCE },
	[TX_COLUMN_BLOCK] = { "BLOCK", 9, 9, 3, TX_ORDER_BLOCK },
	[TX_COLUMN_HASH] = { "HASH", TX_HASH_SHORT, TX_HASH_SHORT, 6, TX_ORDER_HASH },
};

const struct column_table columns_of_transactions = { columns, TX_COLUMNS };

tx_cell *const tx_cells[TX_COLUMNS] = {
	[TX_COLUMN_PURPOSE] = text_purpose,
	[TX_COLUMN_AMOUNT] = text_amount,
	[TX_COLUMN_STATUS] = text_status,
	[TX_COLUMN_AGE] = text_age_of,
	[TX_COLUMN_FEE] = text_fee,
	[TX_COLUMN_NONCE] = text_nonce,
	[TX_COLUMN_BLOCK] = text_block,
	[TX_COLUMN_HASH] = text_hash,
};

bool tx_cell_has_figures(enum tx_column column)
{
	return column == TX_COLUMN_AMOUNT || column == TX_COLUMN_FEE || column == TX_COLUMN_BLOCK;
}
