#include "wallet/model/tx_offer.h"

#include "wallet/model/model.h"

/* The least that a node accepts in place of `was`: a tenth more, rounded up. */
static bool raise(struct u256 *out, struct u256 was)
{
	struct u256 tenth, rest, more;

	return u256_div(&tenth, &rest, was, u256_from_u64(10)) && u256_add(&more, was, tenth) &&
	       u256_add(out, more, u256_from_u64(!u256_is_zero(rest)));
}

static void keep_greater(struct u256 *value, struct u256 other)
{
	if (u256_compare(other, *value) > 0)
		*value = other;
}

/* The most that was offered for this number so far. */
static void find_offered(struct u256 *fee, struct u256 *tip, const struct journal_entry *entry)
{
	*fee = *tip = U256_ZERO;
	for (size_t i = 0; i < journal_entry_variants(entry); i++) {
		const struct buf *raw = journal_entry_raw(entry, i);
		struct err ignored;
		struct tx tx;

		if (!tx_decode(&tx, NULL, raw->data, raw->len, &ignored))
			continue;
		keep_greater(fee, tx.max_fee);
		keep_greater(tip, tx.max_priority_fee);
		tx_free(&tx);
	}
}

/* An own offer is not raised without asking the person. */
static bool own_suffices(const struct fee_choice *choice, struct u256 fee, struct u256 tip, struct err *err)
{
	char most[AMOUNT_TEXT_SIZE], least_tip[AMOUNT_TEXT_SIZE];

	if (choice->speed != FEE_OWN || (u256_compare(choice->most, fee) >= 0 &&
					 (u256_is_zero(choice->tip) || u256_compare(choice->tip, tip) >= 0)))
		return true;
	fee_gwei(most, fee);
	fee_gwei(least_tip, tip);
	return err_set(err, ERR_INVALID_INPUT, "To be taken in its place it must offer at least %s gwei a gas, %s of it tip", most,
		       least_tip);
}

static bool offer_more(struct tx *tx, const struct flow_tx *flow, const struct fee_choice *choice,
		       struct amount max_tip, struct err *err)
{
	struct u256 fee, tip;

	find_offered(&fee, &tip, &flow->entry);
	if (!raise(&fee, fee) || !raise(&tip, tip))
		return err_set(err, ERR_BAD_ANSWER, "Its fees are absurd");
	if (!own_suffices(choice, fee, tip, err))
		return false;
	keep_greater(&tx->max_priority_fee, tip);
	keep_greater(&tx->max_fee, fee);
	keep_greater(&tx->max_fee, tx->max_priority_fee);
	return tx_fees_tip_allowed(tx, max_tip, "To be taken in its place it needs", err);
}

static bool set_price(struct tx *tx, const struct model *model, const struct fee_choice *choice, struct err *err)
{
	const struct flow_tx *flow = &model->tx;

	return tx_fees_set_price(tx, &flow->prices, choice, model->max_tip, err) &&
	       (flow->change == TX_CHANGE_NONE || offer_more(tx, flow, choice, model->max_tip, err));
}

void tx_offer_read(struct flow_tx *flow, const struct chain_reply *fees)
{
	flow->prices = (struct tx_prices){ fees->base_fee, fees->priority_fee, fees->slow_fee, fees->fast_fee };
}

bool tx_offer_set(struct model *model, struct err *err)
{
	return set_price(&model->tx.tx, model, &model->tx.fee, err);
}

bool tx_offer_waits(const struct flow_tx *flow)
{
	return u256_compare(flow->tx.max_fee, flow->prices.base_fee) < 0;
}

bool tx_offer_cost(struct amount *out, const struct model *model, struct fee_choice choice, struct err *err)
{
	const struct flow_tx *flow = &model->tx;
	struct tx tx = flow->tx;	/* a copy, of which only the offer is changed */
	struct u256 besides;

	if (!u256_add(&besides, flow->l1_fee, flow->operator_fee))
		return err_set(err, ERR_BAD_ANSWER, "The node's fees are absurd");
	return set_price(&tx, model, &choice, err) && tx_fees_most(out, &tx, besides, err) &&
	       tx_fees_believed(*out, besides, &choice, err);
}

struct u256 tx_offer_number_most(const struct flow_tx *flow)
{
	struct u256 most = flow->max_fee.units, besides;

	if (!u256_add(&besides, flow->l1_fee, flow->operator_fee))
		besides = U256_ZERO;	/* max_fee has them */
	for (size_t i = 0; i < journal_entry_variants(&flow->entry); i++) {
		const struct buf *raw = journal_entry_raw(&flow->entry, i);
		struct amount cost = amount_zero(TOKEN_ETH);
		struct err ignored;
		struct tx tx;

		if (!tx_decode(&tx, NULL, raw->data, raw->len, &ignored))
			continue;
		if (tx_fees_most(&cost, &tx, besides, &ignored))
			keep_greater(&most, cost.units);
		tx_free(&tx);
	}
	return most;
}

bool tx_offer_too_little(struct amount sent, struct amount fee, struct amount balance, struct err *err)
{
	char sum[AMOUNT_TEXT_SIZE], need[AMOUNT_TEXT_SIZE], have[AMOUNT_TEXT_SIZE];

	amount_format(sum, sent);
	amount_format(need, fee);
	amount_format(have, balance);
	if (amount_is_zero(sent))
		return err_set(err, ERR_NEEDS_ETH, "The fee can be up to %s ETH, and the wallet has %s ETH", need, have);
	return err_set(err, ERR_NEEDS_ETH, "It sends %s ETH, the fee can be up to %s ETH, and the wallet has %s ETH", sum, need, have);
}

/* Without ETH nothing can be done with what a swap brought. */
static bool check_kept(const struct flow_tx *flow, struct amount fee, struct amount left,
		       struct err *err)
{
	struct amount kept = fee;
	char text[AMOUNT_TEXT_SIZE], have[AMOUNT_TEXT_SIZE];

	if (u256_mul(&kept.units, kept.units, u256_from_u64(flow->fees_kept)) && amount_compare(left, kept) >= 0)
		return true;
	amount_format(text, kept);
	amount_format(have, left);
	return err_set(err, ERR_NEEDS_ETH, "It would leave %s ETH, and %s is kept for the fees of what comes next", have, text);
}

bool tx_offer_affords(const struct flow_tx *flow, struct amount sent, struct amount fee, struct err *err)
{
	struct amount balance = { TOKEN_ETH, flow->eth_balance }, all, left;

	if (!amount_add(&all, fee, sent) || !amount_sub(&left, balance, all))
		return tx_offer_too_little(sent, fee, balance, err);
	return check_kept(flow, fee, left, err);
}

/* What takes the rest sends what the fee leaves, and more than nothing. */
bool tx_offer_may(const struct model *model, struct fee_choice choice, struct err *err)
{
	const struct flow_tx *flow = &model->tx;
	struct amount balance = { TOKEN_ETH, flow->eth_balance }, sent = { TOKEN_ETH, flow->tx.value };
	struct amount l1 = { TOKEN_ETH, flow->l1_fee }, fee = amount_zero(TOKEN_ETH), need;

	if (!tx_offer_cost(&fee, model, choice, err))
		return false;
	if (!flow->takes_rest)
		return tx_offer_affords(flow, sent, fee, err);
	return (amount_add(&need, fee, l1) && amount_compare(balance, need) > 0) ||
	       tx_offer_too_little(amount_zero(TOKEN_ETH), fee, balance, err);
}
