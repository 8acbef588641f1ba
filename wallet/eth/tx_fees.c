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
static bool set_gas(struct tx *tx, uint64_t gas, uint64_t besides, struct err *err)
{
	if (gas > TX_GAS_MOST)
		return err_set(err, ERR_GAS_TOO_HIGH, "It takes %llu gas, and Base allows a transaction %llu", (unsigned long long)gas,
			       (unsigned long long)TX_GAS_MOST);
	gas += besides < TX_GAS_MOST - gas ? besides : TX_GAS_MOST - gas;
	tx->gas_limit = gas + gas / 4 < TX_GAS_MOST ? gas + gas / 4 : TX_GAS_MOST;
	return true;
}

/* A replacement offers a tenth more.  Four fifths leave room for two replacements. */
static bool most_tip(struct u256 *most, struct u256 *now, const struct tx *tx, struct amount max_tip)
{
	struct u256 fifth;

	if (!u256_div(most, NULL, max_tip.units, u256_from_u64(tx->gas_limit)) ||
	    !u256_div(&fifth, NULL, *most, u256_from_u64(5)) || !u256_mul(now, fifth, u256_from_u64(4)))
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

/* The base fee can double before the offer is too low. */
bool tx_fees_set(struct tx *tx, uint64_t gas, uint64_t besides, const struct tx_prices *prices, struct amount max_tip,
		 struct err *err)
{
	struct u256 base = at_least(prices->base_fee, TX_BASE_FEE_LEAST), twice;

	if (!set_gas(tx, gas, besides, err) || !set_tip(tx, prices->tip, max_tip, err))
		return false;
	return (u256_add(&twice, base, base) && u256_add(&tx->max_fee, twice, tx->max_priority_fee)) || absurd(err);
}

bool tx_fees_most(struct amount *out, const struct tx *tx, struct u256 besides, struct err *err)
{
	struct u256 l2;

	out->token = TOKEN_ETH;
	return (u256_mul(&l2, tx->max_fee, u256_from_u64(tx->gas_limit)) && u256_add(&out->units, l2, besides)) ||
	       absurd(err);
}

struct amount tx_fees_tip(const struct tx *tx)
{
	struct amount tip = { TOKEN_ETH, U256_ZERO };

	(void)!u256_mul(&tip.units, tx->max_priority_fee, u256_from_u64(tx->gas_limit));
	return tip;
}
