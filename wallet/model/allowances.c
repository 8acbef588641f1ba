#include "wallet/model/allowances.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/buf.h"
#include "wallet/eth/entry.h"

const struct allowance_pair allowance_pairs[ALLOWANCES] = {
	{ TOKEN_VVV, CONTRACT_STAKING },
	{ TOKEN_DIEM, CONTRACT_STAKING },
	{ TOKEN_USDC, CONTRACT_STAKING },
	{ TOKEN_USDC, CONTRACT_ROUTER },
};

bool allowance_is_unlimited(struct amount amount)
{
	/* The most that 96 bits hold, which some programs approve: 79 billion VVV. */
	static const struct u256 most = { { UINT64_MAX, UINT32_MAX, 0, 0 } };

	return u256_compare(amount.units, most) >= 0;
}

void allowance_format(char out[AMOUNT_TEXT_SIZE], struct amount amount)
{
	if (allowance_is_unlimited(amount))
		snprintf(out, AMOUNT_TEXT_SIZE, "%s", ALLOWANCE_UNLIMITED);
	else
		amount_format(out, amount);
}

bool allowance_parse(struct amount *out, enum token token, const char *text, struct err *err)
{
	static const struct u256 all = { { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX } };

	*out = (struct amount){ token, all };
	if (!strcmp(text, ALLOWANCE_UNLIMITED))
		return true;
	if (!entry_amount(out, token, text, err))
		return false;
	return !allowance_is_unlimited(*out) ||
	       err_set(err, ERR_INVALID_INPUT, "That is as good as without a limit: write " ALLOWANCE_UNLIMITED ", if it is meant");
}

enum contract allowance_usual(enum token token)
{
	return token == TOKEN_USDC ? CONTRACT_ROUTER : CONTRACT_STAKING;
}

bool allowance_check(enum token token, struct address spender, struct err *err)
{
	char text[ADDRESS_TEXT_SIZE];
	struct buf names;

	buf_init(&names, 0);
	for (size_t i = 0; i < ALLOWANCES; i++) {
		const struct allowance_pair *pair = &allowance_pairs[i];

		if (pair->token == token && address_equal(contract_address(pair->spender), spender)) {
			buf_free(&names);
			return true;
		}
		if (pair->token == token)
			buf_add_format(&names, "%s%s", names.len ? " or " : "", contract_name(pair->spender));
	}
	address_format(text, spender);
	(void)err_set(err, ERR_INVALID_INPUT, "An allowance of %s is only for %s, not for %s", token_symbol(token),
		      buf_string(&names), text);
	buf_free(&names);
	return false;
}
