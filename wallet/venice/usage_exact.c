#include "wallet/venice/usage_exact.h"

#include <stdlib.h>
#include <string.h>

#define UNIT_DECIMALS 6
#define REST_DECIMALS 18
#define REST_END INT64_C(1000000000000)	/* so much of the rest is a millionth */
#define POWER_MOST 9			/* of the first digit of KEY_LIMIT_MAX */
#define EXPONENT_MOST 1000000000L	/* beyond it a number is nothing, or too much, however many digits it has */

/* Adds a digit that stands at this power of ten.  False if it is more than money can be. */
static bool add_digit(struct usage_exact *number, char digit, long power)
{
	bool is_rest = power < -UNIT_DECIMALS;
	int64_t worth = digit - '0';

	if (power > POWER_MOST)
		return digit == '0';
	if (power < -REST_DECIMALS)
		return true;
	for (long zeros = power + (is_rest ? REST_DECIMALS : UNIT_DECIMALS); zeros > 0; zeros--)
		worth *= 10;
	*(is_rest ? &number->rest : &number->millionths) += worth;
	return true;
}

static long exponent_of(const char *text)
{
	long exponent = *text ? strtol(text + 1, NULL, 10) : 0;

	return exponent > EXPONENT_MOST ? EXPONENT_MOST : exponent < -EXPONENT_MOST ? -EXPONENT_MOST : exponent;
}

bool usage_exact_parse(struct usage_exact *out, const char *text)
{
	bool negative = *text == '-';
	const char *digits = text + (negative || *text == '+');
	const char *end = digits + strspn(digits, "0123456789.");
	long power = exponent_of(end) + (long)strcspn(digits, ".eE");

	*out = (struct usage_exact){ 0 };
	for (; digits < end; digits++)
		if (*digits != '.' && !add_digit(out, *digits, --power))
			return false;
	return out->millionths <= KEY_LIMIT_MAX && !(negative && (out->millionths || out->rest));
}

void usage_exact_add(struct usage_exact *sum, const struct usage_exact *number)
{
	sum->rest += number->rest;
	sum->millionths = usage_add(sum->millionths, number->millionths + sum->rest / REST_END);
	sum->rest %= REST_END;
}

int64_t usage_exact_round(const struct usage_exact *number)
{
	return usage_add(number->millionths, number->rest >= REST_END / 2);
}
