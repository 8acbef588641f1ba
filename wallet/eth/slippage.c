#include "wallet/eth/slippage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/eth/entry.h"

#define WHOLE 10000
#define DECIMALS 2

/* People write 0.5, 0.5% and 0.5 %. */
static void drop_percent_sign(char *text)
{
	size_t length = strlen(text);

	if (!length || text[length - 1] != '%')
		return;
	do
		text[--length] = '\0';
	while (length && text[length - 1] == ' ');
}

bool slippage_parse(unsigned *out, const char *text, struct err *err)
{
	char taken[ENTRY_SIZE];
	struct u256 units;
	uint64_t value;

	if (!entry_take(taken, "slippage", text, err))
		return false;
	drop_percent_sign(taken);
	if (!amount_parse_units(&units, DECIMALS, taken, err))
		return err_set(err, ERR_INVALID_INPUT, "The slippage is a percentage with at most two decimals, such as 0.5");
	if (!u256_to_u64(&value, units) || value > SLIPPAGE_MOST)
		return err_set(err, ERR_INVALID_INPUT, "A slippage of more than %d %% is never agreed to", SLIPPAGE_MOST / 100);
	*out = (unsigned)value;
	return true;
}

void slippage_format(char out[SLIPPAGE_TEXT_SIZE], unsigned slippage)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format_units(text, u256_from_u64(slippage), DECIMALS);
	snprintf(out, SLIPPAGE_TEXT_SIZE, "%.*s", SLIPPAGE_TEXT_SIZE - 1, text);
}

struct amount slippage_least(struct amount quote, unsigned slippage)
{
	struct amount least = { quote.token, U256_ZERO };

	if (slippage > WHOLE ||
	    !u256_mul_div(&least.units, quote.units, u256_from_u64(WHOLE - slippage), u256_from_u64(WHOLE)))
		abort();	/* no share of a number is more than the number */
	return least;
}
