/* The transaction under the cursor, and what transactions have cost. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tui/detail/detail.h"
#include "tui/figures.h"
#include "tui/spark.h"
#include "tui/tx_row.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define DAY_MS INT64_C(86400000)
#define DAYS 28
#define FEE_PLACES 12

/* The parts of the fee that the receipt states, and their sum. */
static void write_fee(struct detail *detail, const struct tx_row *row)
{
	const struct { bool has; struct u256 wei; const char *what; } fees[] = {
		{ row->paid.has_gas, row->paid.gas, "gas on L2" },
		{ row->paid.has_l1, row->paid.l1, "data on L1" },
		{ row->paid.has_operator && !u256_is_zero(row->paid.operator_fee), row->paid.operator_fee, "operator" },
		{ true, row->fee, "in all" },
	};
	char numbers[ARRAY_LENGTH(fees)][AMOUNT_TEXT_SIZE];
	struct figures figures = { 0 };
	int col;
	const char *label = "Fee in ETH";

	if (u256_is_zero(row->fee))
		return;
	for (size_t i = 0; i < ARRAY_LENGTH(fees); i++) {
		amount_format_short(numbers[i], (struct amount){ TOKEN_ETH, fees[i].wei }, FEE_PLACES);
		figures_add(&figures, numbers[i]);
	}
	for (size_t i = 0; i < ARRAY_LENGTH(fees); i++) {
		if (!fees[i].has)
			continue;
		col = detail_pair(detail, label, STYLE_TEXT, "") + figures_width(&figures);
		canvas_text(&detail->canvas, detail->row - 1, figures_col(&figures, numbers[i], col), STYLE_TEXT,
			    numbers[i]);
		canvas_text(&detail->canvas, detail->row - 1, col + 2, STYLE_DIM, fees[i].what);
		label = "";
	}
}

static void write_place(struct detail *detail, const struct tx_row *row)
{
	char number[64];

	if (row->block) {
		snprintf(number, sizeof(number), "%" PRIu64 "%s", row->block, row->safe ? ", safe" : "");
		detail_pair(detail, "Block", STYLE_TEXT, number);
	}
	if (row->has_nonce) {
		snprintf(number, sizeof(number), "%" PRIu64, row->nonce);
		detail_pair(detail, "Nonce", STYLE_TEXT, number);
	}
}

static void write_tx(struct detail *detail, const struct model *model, const struct tx_row *row)
{
	char age[TEXT_SPAN_SIZE], when[TEXT_TIME_SIZE], hash[TX_ROW_HASH_SIZE];

	detail_head(detail, row->purpose);
	detail_pair(detail, "Status", tx_row_style(row), tx_row_word(row));
	if (*row->reason)
		detail_pair(detail, "", STYLE_WARN, row->reason);
	if (row->has_amount)
		detail_amount(detail, "Amount", row->amount, "");
	write_fee(detail, row);
	text_age(age, model->now_ms - row->time_ms);
	text_time(when, row->time_ms);
	detail_pair(detail, "When", STYLE_TEXT, age);
	detail_pair(detail, "", STYLE_DIM, when);
	write_place(detail, row);
	tx_row_hash(hash, row);
	if (!*hash)
		return;
	detail_blank(detail);
	detail_text(detail, STYLE_DIM, "Hash");
	detail_text(detail, STYLE_TEXT, hash);
	if (model->network.explorer_url[0])
		detail_text(detail, STYLE_DIM, "Its page has the link to the explorer.");
}

void detail_tx(struct detail *detail, const struct ui *ui, const struct model *model)
{
	struct tx_shown fresh;
	const struct tx_row *row = pane_transactions_current(&ui->panes[PANE_TRANSACTIONS], model, &fresh);

	if (row)
		write_tx(detail, model, row);
	else
		detail_step(detail, ui, model);
	tx_shown_free(&fresh);
}

/* A fee as a number to compare; it is far below the limbs that are left out. */
static double wei_of(struct u256 fee)
{
	return (double)fee.limb[0] + (double)fee.limb[1] * 0x1p64;
}

/* What the log says was paid by the selected wallet on each of the last days, today's last. */
static size_t fees_of(double days[DAYS], struct amount *sum, const struct model *model)
{
	const struct account *account = model_account(model);
	size_t found = 0;

	memset(days, 0, DAYS * sizeof(*days));
	*sum = amount_zero(TOKEN_ETH);
	for (size_t i = 0; i < model->log.count && account && account_has_address(account); i++) {
		const struct log_entry *entry = &model->log.items[i];
		int64_t ago = (model->now_ms - entry->time_ms) / DAY_MS;
		struct amount fee = { TOKEN_ETH, entry->tx.fee };

		if (!entry->tx.any || u256_is_zero(entry->tx.fee) || log_tx_is_result(&entry->tx) || ago < 0 ||
		    ago >= DAYS || !address_equal(entry->address, account->address) ||
		    strcmp(entry->network, model->network.name) != 0 || !amount_add(sum, *sum, fee))
			continue;
		days[DAYS - 1 - ago] += wei_of(entry->tx.fee);
		found++;
	}
	return found;
}

/* A column for each day, with a blank behind it where there is room, and below them the days that they begin and end
 * at. */
static void write_days(struct detail *detail, const double days[DAYS])
{
	int cells = detail->canvas.cols >= 2 * DAYS ? 2 * DAYS : DAYS;
	double columns[2 * DAYS] = { 0 };

	for (int i = 0; i < cells; i++)
		columns[i] = cells > DAYS && i % 2 ? SPARK_UNKNOWN : days[i * DAYS / cells];
	spark_draw(&detail->canvas, detail->row++, 0, STYLE_GOOD, columns, (size_t)cells);
	canvas_text(&detail->canvas, detail->row, 0, STYLE_DIM, "4 weeks ago");
	canvas_right(&detail->canvas, detail->row++, cells, STYLE_DIM, "today");
}

void detail_fees(struct detail *detail, const struct ui *ui, const struct model *model)
{
	char number[AMOUNT_TEXT_SIZE];
	double days[DAYS];
	struct amount sum;
	size_t found = fees_of(days, &sum, model);

	(void)ui;
	if (!found)
		return;
	detail_head(detail, "Fees, last 28 days");
	write_days(detail, days);
	amount_format_short(number, sum, FEE_PLACES);
	detail_format(detail, STYLE_TEXT, "%s ETH for %zu transaction%s", number, found, found == 1 ? "" : "s");
}
