/* The stake and the DIEM of the selected wallet: where they are, what they bring, when they come back. */
#include <stdlib.h>

#include "tui/detail/detail.h"
#include "tui/figures.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/funding.h"
#include "wallet/model/stake_life.h"

/* Amounts as parts of a whole, which are small enough to be compared as numbers. */
#define PARTS 10000
#define PLACES 4

/* A part of what there is, of one token: "2.5 VVV free". */
struct holding {
	const char *label;
	struct amount amount;
};

static double value_of(struct amount amount)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format(text, amount);
	return strtod(text, NULL);
}

#define ALWAYS 2	/* of the holdings these are shown even if there is nothing in them */

static bool is_shown(const struct holding *holdings, size_t i)
{
	return i < ALWAYS || !amount_is_zero(holdings[i].amount);
}

/* A bar for each of them, as parts of all of them together. */
static void write_holdings(struct detail *detail, const struct model *model, const struct holding *holdings,
			   size_t count)
{
	char number[AMOUNT_TEXT_SIZE], aligned[AMOUNT_TEXT_SIZE];
	struct figures figures = { 0 };
	double whole = 0;

	for (size_t i = 0; i < count; i++) {
		whole += value_of(holdings[i].amount);
		amount_format_short(number, holdings[i].amount, model_decimals(model, PLACES));
		if (is_shown(holdings, i))
			figures_add(&figures, number);
	}
	for (size_t i = 0; i < count && whole > 0; i++) {
		double part = value_of(holdings[i].amount) / whole * PARTS;

		if (!is_shown(holdings, i))
			continue;
		amount_format_short(number, holdings[i].amount, model_decimals(model, PLACES));
		figures_text(aligned, sizeof(aligned), &figures, number);
		detail_bar(detail, holdings[i].label, part > 0 && part < 1 ? 1 : (int64_t)part, PARTS,
			   part > 0 ? STYLE_GOOD : STYLE_DIM, aligned);
	}
}

static void write_yield(struct detail *detail, const struct model *model, const struct balances *balances)
{
	char day[AMOUNT_TEXT_SIZE], year[AMOUNT_TEXT_SIZE];
	struct amount a_day, a_year;

	if (!balances_earned(&a_day, balances, &model->terms, STAKING_DAY_S) ||
	    !balances_earned(&a_year, balances, &model->terms, STAKING_YEAR_S))
		return;
	amount_format_short(day, a_day, model_decimals(model, PLACES));
	amount_format_short(year, a_year, model_decimals(model, PLACES));
	detail_format(detail, STYLE_TEXT, "It earns %s VVV a day, %s a year.", day, year);
}

/* How long a withdrawal waits.  Of one that waits already the walkthrough tells, beside this. */
static void write_cooldown(struct detail *detail, const struct cooldown *running, int64_t whole_ms, const char *begins)
{
	char span[TEXT_SPAN_SIZE];

	if (stake_life_cools(running) || !whole_ms)
		return;
	text_duration(span, whole_ms);
	detail_format(detail, STYLE_DIM, "Back in your wallet %s after %s.", span, begins);
}

void detail_stake(struct detail *detail, const struct ui *ui, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	struct amount rewards;
	int row;

	(void)ui;
	if (!balances || !stake_life_rewards(&rewards, model) ||
	    (amount_is_zero(balances->svvv) && !stake_life_cools(&balances->cooldown)))
		return;
	detail_head(detail, "Your stake");
	write_holdings(detail, model, (const struct holding[]){
		{ "VVV free", balances->vvv }, { "staked", balances->svvv }, { "returning", balances->cooldown.amount },
		{ "rewards", rewards },
	}, 4);
	row = detail->row;
	detail_blank(detail);
	write_yield(detail, model, balances);
	write_cooldown(detail, &balances->cooldown, model->terms.cooldown_ms, "you unstake it");
	if (detail->row == row + 1)	/* the terms are not known */
		detail->row = row;
}

void detail_diem(struct detail *detail, const struct ui *ui, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	char amount[AMOUNT_TEXT_SIZE];

	(void)ui;
	if (!balances || (amount_is_zero(balances->diem) && amount_is_zero(balances->diem_staked) &&
			  !stake_life_cools(&balances->diem_cooldown)))
		return;
	detail_head(detail, "Your DIEM");
	write_holdings(detail, model, (const struct holding[]){
		{ "DIEM free", balances->diem }, { "staked", balances->diem_staked },
		{ "returning", balances->diem_cooldown.amount },
	}, 3);
	detail_blank(detail);
	amount_format_short(amount, balances->diem_staked, model_decimals(model, PLACES));
	if (funding_diem_spendable(balances->diem_staked))
		detail_format(detail, STYLE_TEXT, "The staked DIEM is $%s of API credit, anew each day.", amount);
	else
		detail_text(detail, STYLE_TEXT, "Below " FUNDING_LEAST_DIEM " staked DIEM none of it can be spent.");
	write_cooldown(detail, &balances->diem_cooldown, model->terms.diem_cooldown_ms, "you unstake it");
}
