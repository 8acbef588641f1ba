#include "wallet/venice/rpc_cost.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define DECIMALS 9
#define UNIT UINT64_C(1000000000)
#define CENT UINT64_C(10000000)
#define WHOLE_MOST UINT64_C(1000000)	/* USD */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool rpc_cost_read(uint64_t *nano_usd, const char *text)
{
	uint64_t whole = 0, part = 0, unit = UNIT;
	bool more = false;

	if (!text || !is_digit(*text))
		return false;
	for (; is_digit(*text) && whole <= WHOLE_MOST; text++)
		whole = whole * 10 + (uint64_t)(*text - '0');
	if (*text == '.' && !is_digit(*++text))
		return false;
	for (; is_digit(*text); text++) {
		unit /= 10;
		part += unit * (uint64_t)(*text - '0');
		more |= !unit && *text != '0';
	}
	if (*text || whole > WHOLE_MOST)
		return false;
	*nano_usd = whole * UNIT + part + more;
	return true;
}

void rpc_cost_format(char out[RPC_COST_TEXT_SIZE], uint64_t nano_usd)
{
	size_t len;

	snprintf(out, RPC_COST_TEXT_SIZE, "%" PRIu64 ".%0*" PRIu64, nano_usd / UNIT, DECIMALS, nano_usd % UNIT);
	for (len = strlen(out); out[len - 1] == '0'; len--)
		out[len - 1] = 0;
	if (out[len - 1] == '.')
		out[len - 1] = 0;
}

uint64_t rpc_cost_rounded(uint64_t nano_usd, unsigned digits)
{
	uint64_t unit = 1, most = 1;

	while (digits--)
		most *= 10;
	while (nano_usd / unit >= most && unit < CENT)
		unit *= 10;
	if (nano_usd % unit == 0 || nano_usd > UINT64_MAX - unit)
		return nano_usd;
	return (nano_usd / unit + 1) * unit;
}

void rpc_cost_add(struct rpc_cost *sum, const struct rpc_cost *more)
{
	sum->requests += more->requests;
	sum->unpriced += more->unpriced;
	sum->nano_usd += more->nano_usd;
}
