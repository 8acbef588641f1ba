/* The form for an own fee: over the review of a transaction, or where no other fee is believed. */
#include <stdio.h>

#include "tui/form/form.h"
#include "wallet/base/mem.h"
#include "wallet/model/tx_offer.h"

enum { MOST, TIP };

/* Reads both fields, as --fee has them; an empty tip is none. */
static bool read_choice(struct fee_choice *out, const struct form *form, struct err *err)
{
	char text[2 * AMOUNT_TEXT_SIZE];
	const char *tip = form_text(form, TIP);

	snprintf(text, sizeof(text), "%s%s%s", form_text(form, MOST), *tip ? "/" : "", tip);
	return fee_choice_parse(out, text, err);
}

/* --fee takes words, too, which no field does: in a review a keystroke chooses by them. */
static bool is_word(const char *text)
{
	return *text >= 'a' && *text <= 'z';
}

/* The tip is judged below its own field. */
static bool check_most(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	struct fee_choice choice;
	char text[AMOUNT_TEXT_SIZE];

	(void)field;
	if (is_word(form_text(form, MOST))) {
		fee_gwei(text, u256_from_u64(TX_BASE_FEE_LEAST));
		return err_set(err, ERR_INVALID_INPUT, "A number of gwei, %s at least", text);
	}
	if (!fee_choice_parse(&choice, form_text(form, MOST), err))
		return false;
	return tx_offer_may(model, choice, err);
}

static bool check_tip(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	struct fee_choice choice;
	struct err ignored;

	(void)field;
	if (!fee_choice_parse(&choice, form_text(form, MOST), &ignored) || choice.speed != FEE_OWN)
		return true;
	return read_choice(&choice, form, err) && tx_offer_may(model, choice, err);
}

static const struct field_spec fields[] = {
	{ "Gwei a gas", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, "The most for each gas, tip included: 0.005 to 100; more is taken for a typing mistake.", NULL, check_most },
	{ "Tip of it", FIELD_TEXT, AMOUNT_TEXT_SIZE - 1, NULL, "In gwei, 0.001 or more; left empty, the usual one.", NULL, check_tip },
};

static void fill(struct form *form, const struct model *model)
{
	char text[AMOUNT_TEXT_SIZE];

	if (u256_is_zero(model->tx.tx.max_fee))		/* it was never priced */
		return;
	fee_gwei(text, model->tx.tx.max_fee);
	line_fill(&form->lines[MOST], text);
	fee_gwei(text, model->tx.tx.max_priority_fee);
	line_fill(&form->lines[TIP], text);
}

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	char base[AMOUNT_TEXT_SIZE], tip[AMOUNT_TEXT_SIZE], cost_text[AMOUNT_TEXT_SIZE];
	struct fee_choice choice;
	struct amount cost;
	struct err ignored;

	fee_gwei(base, model->tx.prices.base_fee);
	fee_gwei(tip, model->tx.prices.tip);
	page_format(page, STYLE_TEXT, "The base fee is %s gwei now, and the usual tip %s.", base, tip);
	if (!read_choice(&choice, form, &ignored) || !tx_offer_cost(&cost, model, choice, &ignored))
		return;
	amount_format(cost_text, cost);
	page_format(page, STYLE_STRONG, "It would cost %s ETH at most.", cost_text);
}

static void make(struct form *form, const struct model *model, struct action *action)
{
	struct err ignored;

	(void)model;
	if (read_choice(&action->fee, form, &ignored))
		action->type = ACTION_TX_FEE;
}

const struct form_spec form_fee = {
	.title = "An own fee", .submit = "review it anew",
	.intro = "What the base fee does not need of it is not paid; the tip is paid in full.",
	.fields = fields, .count = ARRAY_LENGTH(fields), .fill = fill, .facts = facts, .make = make,
};
