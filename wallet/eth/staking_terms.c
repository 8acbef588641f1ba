#include "wallet/eth/staking_terms.h"

#include "wallet/eth/contracts.h"

enum view { A_SECOND, STAKED, LOCKED, COOLDOWN, DIEM_COOLDOWN, TIME };

static const struct {
	enum contract contract;
	const char *signature;
} views[STAKING_TERMS_VIEWS] = {
	[A_SECOND] = { CONTRACT_STAKING, "emissionRatePerSecond()" },
	[STAKED] = { CONTRACT_STAKING, "totalSupply()" },
	[LOCKED] = { CONTRACT_STAKING, "totalLockedStakedVVV()" },
	[COOLDOWN] = { CONTRACT_STAKING, "cooldownDuration()" },
	[DIEM_COOLDOWN] = { CONTRACT_DIEM, "cooldownDuration()" },
	[TIME] = { CONTRACT_MULTICALL3, "getCurrentBlockTimestamp()" },
};

void staking_terms_ask(struct chain_batch *batch)
{
	for (size_t i = 0; i < STAKING_TERMS_VIEWS; i++) {
		struct chain_call *call = chain_add(batch, CHAIN_CALL);

		call->to = contract_address(views[i].contract);
		abi_add_selector(&call->data, views[i].signature);
	}
}

void staking_terms_calls(struct abi_call calls[STAKING_TERMS_VIEWS])
{
	for (size_t i = 0; i < STAKING_TERMS_VIEWS; i++) {
		calls[i].target = contract_address(views[i].contract);
		abi_add_selector(&calls[i].data, views[i].signature);
	}
}

/* A contract's seconds.  More than a century is neither a cooldown nor a date. */
static int64_t milliseconds(struct u256 number)
{
	uint64_t seconds;

	return u256_to_u64(&seconds, number) && seconds <= 100 * STAKING_YEAR_S ? (int64_t)seconds * 1000 : 0;
}

void staking_terms_take(struct staking_terms *terms, size_t i, const uint8_t *data, size_t len)
{
	struct u256 number = U256_ZERO;
	bool known = data && abi_get_u256(&number, data, len, 0);

	if (i == A_SECOND)
		*terms = (struct staking_terms){ .yield_known = true };
	if (i <= LOCKED)
		terms->yield_known &= known;
	switch ((enum view)i) {
	case A_SECOND:
		terms->a_second = (struct amount){ TOKEN_VVV, number };
		break;
	case STAKED:
		terms->staked = (struct amount){ TOKEN_SVVV, number };
		break;
	case LOCKED:
		terms->locked = (struct amount){ TOKEN_SVVV, number };
		break;
	case COOLDOWN:
		terms->cooldown_ms = milliseconds(number);
		break;
	case DIEM_COOLDOWN:
		terms->diem_cooldown_ms = milliseconds(number);
		break;
	case TIME:
		terms->chain_ms = milliseconds(number);
		break;
	}
}

void staking_terms_read(struct staking_terms *out, const struct chain_reply replies[STAKING_TERMS_VIEWS])
{
	for (size_t i = 0; i < STAKING_TERMS_VIEWS; i++)
		staking_terms_take(out, i, replies[i].ok ? replies[i].data.data : NULL, replies[i].data.len);
}

/* Counts in fifths of an sVVV, so that nothing is rounded: a locked one weighs 4, an unlocked one 5. */
static bool weigh(struct u256 *out, struct amount unlocked, struct amount locked)
{
	struct u256 light;

	return u256_mul(out, unlocked.units, u256_from_u64(STAKING_LOCKED_EARNS_OF)) &&
	       u256_mul(&light, locked.units, u256_from_u64(STAKING_LOCKED_EARNS)) && u256_add(out, *out, light);
}

/* Every sVVV is due the same share.  A locked one gets four fifths of its share, and Venice keeps the rest. */
bool staking_terms_earned(struct amount *out, const struct staking_terms *terms, struct amount unlocked,
			  struct amount locked, uint64_t seconds)
{
	struct u256 all, weight, total;

	if (!terms->yield_known || !weigh(&weight, unlocked, locked) ||
	    !weigh(&total, terms->staked, amount_zero(TOKEN_SVVV)) ||
	    !u256_mul(&all, terms->a_second.units, u256_from_u64(seconds)))
		return false;
	*out = amount_zero(TOKEN_VVV);
	return u256_is_zero(weight) ||	/* nothing earns nothing, also where nobody has staked */
	       u256_mul_div(&out->units, all, weight, total);
}

bool staking_terms_with(struct staking_terms *out, const struct staking_terms *terms, struct amount more)
{
	struct staking_terms with = *terms;

	more.token = TOKEN_SVVV;	/* a VVV that is staked becomes one */
	if (!amount_add(&with.staked, terms->staked, more))
		return false;
	*out = with;
	return true;
}
