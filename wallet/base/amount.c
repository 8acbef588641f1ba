#include "wallet/base/amount.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define DECIMALS_MAX 77	/* 10^77 is the last power of ten below 2^256 */

static const struct {
	const char *symbol;
	unsigned decimals;
} tokens[TOKEN_COUNT] = {
	[TOKEN_ETH] = { "ETH", 18 },
	[TOKEN_VVV] = { "VVV", 18 },
	[TOKEN_SVVV] = { "sVVV", 18 },
	[TOKEN_DIEM] = { "DIEM", 18 },
	[TOKEN_USDC] = { "USDC", 6 },
};

const char *token_symbol(enum token token)
{
	return tokens[token].symbol;
}

unsigned token_decimals(enum token token)
{
	return tokens[token].decimals;
}

bool token_from_symbol(enum token *out, const char *text)
{
	for (enum token token = 0; token < TOKEN_COUNT; token++) {
		if (strcasecmp(text, tokens[token].symbol) != 0)
			continue;
		*out = token;
		return true;
	}
	return false;
}

struct amount amount_zero(enum token token)
{
	return (struct amount){ .token = token };
}

bool amount_add(struct amount *out, struct amount a, struct amount b)
{
	if (a.token != b.token || !u256_add(&out->units, a.units, b.units))
		return false;
	out->token = a.token;
	return true;
}

bool amount_sub(struct amount *out, struct amount a, struct amount b)
{
	if (a.token != b.token || !u256_sub(&out->units, a.units, b.units))
		return false;
	out->token = a.token;
	return true;
}

int amount_compare(struct amount a, struct amount b)
{
	assert(a.token == b.token);
	return u256_compare(a.units, b.units);
}

bool amount_is_zero(struct amount a)
{
	return u256_is_zero(a.units);
}

static const char digit_set[] = "0123456789";

/* Says what is wrong with text that is not digits with at most one dot before the last of them. */
static const char *complaint(const char *text)
{
	if (!*text)
		return "An amount is missing.";
	if (*text == '-')
		return "An amount cannot be negative.";
	if (strchr(text, ','))
		return "Write the amount with a dot and no grouping, like 1234.5.";

	size_t whole = strspn(text, digit_set);
	size_t fraction = text[whole] == '.' ? strspn(text + whole + 1, digit_set) : 0;

	if (text[whole] == '.' ? !fraction || text[whole + 1 + fraction] : text[whole] != 0)
		return "An amount is digits with at most one dot, like 12.5.";
	return NULL;
}

bool amount_parse_units(struct u256 *out, unsigned decimals, const char *text, struct err *err)
{
	const char *wrong = complaint(text);

	if (wrong)
		return err_set(err, ERR_INVALID_INPUT, "%s", wrong);

	char digits[2 * AMOUNT_TEXT_SIZE];
	size_t whole = strcspn(text, ".");
	const char *fraction = text[whole] ? text + whole + 1 : "";
	size_t fraction_len = strspn(fraction, digit_set);

	if (fraction_len > decimals)
		return err_set(err, ERR_INVALID_INPUT, "At most %u decimals are possible here.", decimals);
	if (decimals > DECIMALS_MAX || whole > AMOUNT_TEXT_SIZE)
		return err_set(err, ERR_INVALID_INPUT, "The amount is too large.");
	memset(digits, '0', sizeof(digits));
	memcpy(digits, text, whole);
	memcpy(digits + whole, fraction, fraction_len);
	if (!u256_from_decimal(out, digits, whole + decimals))
		return err_set(err, ERR_INVALID_INPUT, "The amount is too large.");
	return true;
}

bool amount_parse(struct amount *out, enum token token, const char *text, struct err *err)
{
	if (!amount_parse_units(&out->units, token_decimals(token), text, err))
		return false;
	out->token = token;
	return true;
}

static void cut_trailing_zeros(char *text)
{
	size_t len = strlen(text);

	while (text[len - 1] == '0')
		len--;
	if (text[len - 1] == '.')
		len--;
	text[len] = 0;
}

void amount_format_units(char out[AMOUNT_TEXT_SIZE], struct u256 units, unsigned decimals)
{
	char digits[80];

	assert(decimals <= DECIMALS_MAX);
	u256_to_decimal(digits, units);

	/* Zeros go before the digits, so that at least one digit stands before the dot. */
	size_t len = strlen(digits);
	size_t zeros = len > decimals ? 0 : decimals + 1 - len;

	memset(out, '0', zeros);
	memcpy(out + zeros, digits, len + 1);
	if (decimals) {
		char *dot = out + zeros + len - decimals;

		memmove(dot + 1, dot, decimals + 1);
		*dot = '.';
		cut_trailing_zeros(out);
	}
}

void amount_format(char out[AMOUNT_TEXT_SIZE], struct amount amount)
{
	amount_format_units(out, amount.units, token_decimals(amount.token));
}

void amount_format_short(char out[AMOUNT_TEXT_SIZE], struct amount amount, unsigned decimals)
{
	amount_format(out, amount);

	char *dot = strchr(out, '.');

	if (!dot || strlen(dot + 1) <= decimals)
		return;
	dot[1 + decimals] = 0;
	cut_trailing_zeros(out);
	if (!strcmp(out, "0")) {
		char least[AMOUNT_TEXT_SIZE];

		amount_format_units(least, u256_from_u64(1), decimals);
		snprintf(out, AMOUNT_TEXT_SIZE, "<%.*s", AMOUNT_TEXT_SIZE - 2, least);
	}
}
