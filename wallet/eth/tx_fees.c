#include "wallet/eth/tx_fees.h"

static struct u256 at_least(struct u256 value, uint64_t least)
{
	struct u256 floor = u256_from_u64(least);

	return u256_compare(value, floor) < 0 ? floor : value;
}

static bool absurd(struct err *err)
{
	return err_set(err, ERR_BAD_ANSWER, "The node's fees are absurd");
}

/* The limit is a quarter above the gas that was used, because the chain moves on meanwhile. */
bool tx_fees_set_gas(struct tx *tx, uint64_t gas, uint64_t besides, struct err *err)
{
	if (gas > TX_GAS_MOST)
		return err_set(err, ERR_GAS_TOO_HIGH, "It takes %llu gas, and Base allows a transaction %llu", (unsigned long long)gas,
			       (unsigned long long)TX_GAS_MOST);
	gas += besides < TX_GAS_MOST - gas ? besides : TX_GAS_MOST - gas;
	tx->gas_limit = gas + gas / 4 < TX_GAS_MOST ? gas + gas / 4 : TX_GAS_MOST;
	return true;
}

static struct u256 part_of(struct u256 value, uint64_t parts)
{
	struct u256 part = U256_ZERO;

	(void)!u256_div(&part, NULL, value, u256_from_u64(parts));
	return part;
}

/* What the person or the node wants to tip; the node may not say what is slow and what is fast. */
static bool find_tip(struct u256 *tip, const struct tx_prices *prices, const struct fee_choice *choice)
{
	struct u256 slow = u256_is_zero(prices->slow_tip) ? part_of(prices->tip, 2) : prices->slow_tip;

	*tip = prices->tip;
	if (choice->speed == FEE_SLOW && u256_compare(slow, *tip) < 0)
		*tip = slow;
	if (choice->speed == FEE_FAST && !u256_add(tip, *tip, part_of(*tip, 2)))
		return false;
	if (choice->speed == FEE_FAST && u256_compare(prices->fast_tip, *tip) > 0)
		*tip = prices->fast_tip;
	return true;
}

/* A replacement offers a tenth more.  Four fifths leave room for two replacements. */
static bool most_tip(struct u256 *most, struct u256 *now, const struct tx *tx, struct amount max_tip)
{
	if (!u256_div(most, NULL, max_tip.units, u256_from_u64(tx->gas_limit)) ||
	    !u256_mul(now, part_of(*most, 5), u256_from_u64(4)))
		return false;
	*now = at_least(*now, TX_TIP_LEAST);
	return true;
}

static bool set_tip(struct tx *tx, struct u256 tip, struct amount max_tip, struct err *err)
{
	struct u256 most, now;
	struct amount least = { TOKEN_ETH, U256_ZERO };
	char text[AMOUNT_TEXT_SIZE];

	if (!most_tip(&most, &now, tx, max_tip))
		return absurd(err);
	tx->max_priority_fee = at_least(tip, TX_TIP_LEAST);
	if (u256_compare(tx->max_priority_fee, now) > 0)
		tx->max_priority_fee = now;
	if (u256_compare(tx->max_priority_fee, most) <= 0)
		return true;
	(void)!u256_mul(&least.units, u256_from_u64(tx->gas_limit), u256_from_u64(TX_TIP_LEAST));
	amount_format(text, least);
	return err_set(err, ERR_INVALID_INPUT, "A tip of less than %s ETH may leave this transaction waiting for long: max-tip is "
		       "too small for it", text);
}

/* No part of an own offer is changed.  A tip that was not named is what there is room for. */
static bool set_own(struct tx *tx, const struct tx_prices *prices, const struct fee_choice *choice,
		    struct amount max_tip, struct err *err)
{
	tx->max_fee = choice->most;
	tx->max_priority_fee = choice->tip;
	if (!u256_is_zero(choice->tip))
		return tx_fees_tip_allowed(tx, max_tip, "That fee has", err);
	if (!set_tip(tx, prices->tip, max_tip, err))
		return false;
	if (u256_compare(tx->max_priority_fee, tx->max_fee) > 0)
		tx->max_priority_fee = tx->max_fee;
	return true;
}

/* How far the base fee may rise before the offer is too low. */
static bool with_headroom(struct u256 *out, struct u256 base, enum fee_speed speed)
{
	if (speed == FEE_SLOW)
		return u256_add(out, base, part_of(base, 4));
	return u256_mul(out, base, u256_from_u64(speed == FEE_FAST ? 3 : 2));
}

/* Nobody would wait for a base fee like that to fall. */
static bool believe_base(struct u256 base, struct err *err)
{
	char named[AMOUNT_TEXT_SIZE], most[AMOUNT_TEXT_SIZE];

	if (u256_compare(base, u256_from_u64(TX_BASE_FEE_MOST)) <= 0)
		return true;
	fee_gwei(named, base);
	fee_gwei(most, u256_from_u64(TX_BASE_FEE_MOST));
	return err_set(err, ERR_FEE_NOT_BELIEVED, "The node names a base fee of %s gwei, and no more than %s is believed", named, most);
}

bool tx_fees_set_price(struct tx *tx, const struct tx_prices *prices, const struct fee_choice *choice,
		       struct amount max_tip, struct err *err)
{
	struct u256 base = at_least(prices->base_fee, TX_BASE_FEE_LEAST), tip;

	if (choice->speed == FEE_OWN)
		return set_own(tx, prices, choice, max_tip, err);
	if (!believe_base(base, err))
		return false;
	if (!find_tip(&tip, prices, choice))
		return absurd(err);
	if (!set_tip(tx, tip, max_tip, err))
		return false;
	return (with_headroom(&base, base, choice->speed) && u256_add(&tx->max_fee, base, tx->max_priority_fee)) ||
	       absurd(err);
}

bool tx_fees_is_capped(const struct tx *tx, const struct tx_prices *prices, const struct fee_choice *choice)
{
	struct u256 tip;

	return choice->speed != FEE_OWN && find_tip(&tip, prices, choice) &&
	       u256_compare(tip, tx->max_priority_fee) > 0;
}

bool tx_fees_tip_allowed(const struct tx *tx, struct amount max_tip, const char *what, struct err *err)
{
	struct amount tip = tx_fees_tip(tx);
	char need[AMOUNT_TEXT_SIZE], most[AMOUNT_TEXT_SIZE];

	if (amount_compare(tip, max_tip) <= 0)
		return true;
	amount_format(need, tip);
	amount_format(most, max_tip);
	return err_set(err, ERR_INVALID_INPUT, "%s a tip of %s ETH in all, and max-tip allows %s: --max-tip %s is needed", what, need,
		       most, need);
}

bool tx_fees_most(struct amount *out, const struct tx *tx, struct u256 besides, struct err *err)
{
	struct u256 l2;

	out->token = TOKEN_ETH;
	return (u256_mul(&l2, tx->max_fee, u256_from_u64(tx->gas_limit)) && u256_add(&out->units, l2, besides)) ||
	       absurd(err);
}

bool tx_fees_believed(struct amount most, struct u256 besides, const struct fee_choice *choice, struct err *err)
{
	struct amount charged = { TOKEN_ETH, besides }, limit = { TOKEN_ETH, u256_from_u64(TX_COST_MOST) };
	char text[AMOUNT_TEXT_SIZE], believed[AMOUNT_TEXT_SIZE];

	amount_format(believed, limit);
	if (amount_compare(charged, limit) > 0) {
		amount_format(text, charged);
		return err_set(err, ERR_BAD_ANSWER, "By the node's word the chain charges %s ETH besides the gas, and no more than %s is "
			       "believed: ask another node (--rpc-url)", text, believed);
	}
	if (choice->speed == FEE_OWN || amount_compare(most, limit) <= 0)
		return true;
	amount_format(text, most);
	return err_set(err, ERR_FEE_NOT_BELIEVED, "By the node's word the fee can be up to %s ETH, and no more than %s is believed", text,
		       believed);
}

struct amount tx_fees_tip(const struct tx *tx)
{
	struct amount tip = { TOKEN_ETH, U256_ZERO };

	(void)!u256_mul(&tip.units, tx->max_priority_fee, u256_from_u64(tx->gas_limit));
	return tip;
}

static bool is_above(struct u256 value, uint64_t most)
{
	return u256_compare(value, u256_from_u64(most)) > 0;
}

void tx_fees_doubt(struct fee_paid *paid, const struct tx *tx)
{
	struct u256 limit = u256_from_u64(tx ? tx->gas_limit : TX_GAS_MOST), most = U256_ZERO;

	(void)!u256_mul(&most, limit, tx ? tx->max_fee : u256_from_u64(FEE_OWN_MOST));
	if (u256_compare(paid->gas, most) > 0 || is_above(paid->l1, TX_COST_MOST) ||
	    is_above(paid->operator_fee, TX_COST_MOST))
		*paid = (struct fee_paid){ 0 };
}
