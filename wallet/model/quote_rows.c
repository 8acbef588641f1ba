#include "wallet/model/quote_rows.h"

#include <stdio.h>

#include "wallet/base/text.h"
#include "wallet/eth/market.h"

#define DAYS_SIZE (TEXT_SPAN_SIZE + 16)

static struct quote_row *add(struct quote_row *rows, size_t *count, const char *label, const char *mint,
			     const char *buy)
{
	struct quote_row *row = &rows[(*count)++];

	row->label = label;
	snprintf(row->mint, sizeof(row->mint), "%s", mint);
	snprintf(row->buy, sizeof(row->buy), "%s", buy);
	return row;
}

static void write_amount(char out[QUOTE_CELL_SIZE], struct amount amount, const char *how)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format_short(text, amount, 6);
	snprintf(out, QUOTE_CELL_SIZE, "%s %s%s", text, token_symbol(amount.token), how);
}

static void add_amounts(struct quote_row *rows, size_t *count, const struct flow_quote *flow)
{
	struct quote_row *takes = add(rows, count, "takes", "", "not known"), *gives = add(rows, count, "gives", "", "");

	write_amount(takes->mint, flow->svvv, ", locked");
	write_amount(gives->mint, flow->diem, "");
	if (flow->has_market) {
		write_amount(takes->buy, flow->vvv, ", spent on " MARKET_NAME);
		write_amount(gives->buy, flow->bought, "");
	}
}

static void add_credit(struct quote_row *rows, size_t *count, const struct flow_quote *flow)
{
	struct quote_row *row = add(rows, count, "API credit a day", "", flow->has_market ? "the same" : "");
	char text[AMOUNT_TEXT_SIZE];

	amount_format_short(text, flow->diem, 6);
	snprintf(row->mint, sizeof(row->mint), "$%s, while it is staked", text);
}

/* Says what the sVVV earns less once it is locked.  What is not locked goes on earning all of it. */
static void add_lost(struct quote_row *rows, size_t *count, const struct flow_quote *flow)
{
	struct quote_row *row = add(rows, count, "yield lost", "20 %; how much that is the contract does not say",
				    "none of the sVVV's; VVV that is spent earns nothing");
	char a_day[AMOUNT_TEXT_SIZE], a_year[AMOUNT_TEXT_SIZE];
	struct amount day, year;

	if (!flow_quote_lost(&day, flow, STAKING_DAY_S) || !flow_quote_lost(&year, flow, STAKING_YEAR_S))
		return;
	amount_format_short(a_day, day, 6);
	amount_format_short(a_year, year, 6);
	snprintf(row->mint, sizeof(row->mint), "20 %%: %s VVV a day, %s a year", a_day, a_year);
}

static void write_days(char out[DAYS_SIZE], int64_t ms)
{
	if (ms > 0)
		snprintf(out, DAYS_SIZE, "%g day%s", (double)ms / 86400000, ms == 86400000 ? "" : "s");
	else
		snprintf(out, DAYS_SIZE, "a cooldown");
}

static void add_way_out(struct quote_row *rows, size_t *count, const struct flow_quote *flow)
{
	struct quote_row *burn = add(rows, count, "way out", "", "sell the DIEM, at the price of then");
	struct quote_row *staked = add(rows, count, "", "", "the same");
	char vvv[DAYS_SIZE], diem[DAYS_SIZE];

	write_days(vvv, flow->terms.cooldown_ms);
	write_days(diem, flow->terms.diem_cooldown_ms);
	snprintf(burn->mint, sizeof(burn->mint), "burn the DIEM: sVVV at once, VVV %s later", vvv);
	snprintf(staked->mint, sizeof(staked->mint), "staked DIEM first comes back after %s", diem);
}

size_t quote_rows(struct quote_row out[QUOTE_ROWS], const struct flow_quote *flow)
{
	size_t count = 0;

	add(out, &count, "", "MINT", "BUY");
	add_amounts(out, &count, flow);
	add_credit(out, &count, flow);
	add_lost(out, &count, flow);
	add_way_out(out, &count, flow);
	return count;
}
