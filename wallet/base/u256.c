#include "wallet/base/u256.h"

#include <gmp.h>
#include <string.h>

#define LIMBS 4

_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t) && GMP_NAIL_BITS == 0,
	       "a limb of GMP must be a limb of ours");

struct u256 u256_from_u64(uint64_t value)
{
	return (struct u256){ { value } };
}

void u256_to_bytes(uint8_t out[32], struct u256 value)
{
	for (size_t i = 0; i < 32; i++)
		out[31 - i] = (uint8_t)(value.limb[i / 8] >> 8 * (i % 8));
}

struct u256 u256_from_bytes(const uint8_t in[32])
{
	struct u256 value = U256_ZERO;

	for (size_t i = 0; i < 32; i++)
		value.limb[i / 8] |= (uint64_t)in[31 - i] << 8 * (i % 8);
	return value;
}

bool u256_from_bytes_n(struct u256 *out, const uint8_t *in, size_t len)
{
	uint8_t bytes[32] = { 0 };

	for (; len > 32; in++, len--)
		if (*in)
			return false;
	if (len)
		memcpy(bytes + 32 - len, in, len);
	*out = u256_from_bytes(bytes);
	return true;
}

bool u256_to_u64(uint64_t *out, struct u256 value)
{
	if (value.limb[1] | value.limb[2] | value.limb[3])
		return false;
	*out = value.limb[0];
	return true;
}

int u256_compare(struct u256 a, struct u256 b)
{
	int order = mpn_cmp(a.limb, b.limb, LIMBS);

	return (order > 0) - (order < 0);
}

bool u256_is_zero(struct u256 a)
{
	return !(a.limb[0] | a.limb[1] | a.limb[2] | a.limb[3]);
}

bool u256_add(struct u256 *out, struct u256 a, struct u256 b)
{
	if (mpn_add_n(a.limb, a.limb, b.limb, LIMBS))
		return false;
	*out = a;
	return true;
}

bool u256_sub(struct u256 *out, struct u256 a, struct u256 b)
{
	if (mpn_sub_n(a.limb, a.limb, b.limb, LIMBS))
		return false;
	*out = a;
	return true;
}

bool u256_mul(struct u256 *out, struct u256 a, struct u256 b)
{
	mp_limb_t product[2 * LIMBS];

	mpn_mul_n(product, a.limb, b.limb, LIMBS);
	if (product[4] | product[5] | product[6] | product[7])
		return false;
	memcpy(out->limb, product, sizeof(out->limb));
	return true;
}

/* How many limbs are left without the zero ones on top; mpn_tdiv_qr wants its divisor without them. */
static int limbs_of(struct u256 value)
{
	int limbs = LIMBS;

	while (limbs && !value.limb[limbs - 1])
		limbs--;
	return limbs;
}

bool u256_div(struct u256 *quotient, struct u256 *remainder, struct u256 a, struct u256 b)
{
	struct u256 q = U256_ZERO, r = U256_ZERO;
	int limbs = limbs_of(b);

	if (!limbs)
		return false;
	mpn_tdiv_qr(q.limb, r.limb, 0, a.limb, LIMBS, b.limb, limbs);
	if (quotient)
		*quotient = q;
	if (remainder)
		*remainder = r;
	return true;
}

bool u256_mul_div(struct u256 *out, struct u256 a, struct u256 b, struct u256 c)
{
	mp_limb_t product[2 * LIMBS], quotient[2 * LIMBS] = { 0 }, remainder[LIMBS];
	int limbs = limbs_of(c);

	if (!limbs)
		return false;
	mpn_mul_n(product, a.limb, b.limb, LIMBS);
	mpn_tdiv_qr(quotient, remainder, 0, product, 2 * LIMBS, c.limb, limbs);
	if (quotient[4] | quotient[5] | quotient[6] | quotient[7])
		return false;
	memcpy(out->limb, quotient, sizeof(out->limb));
	return true;
}

/* Sets value to value * factor + digit; false on overflow. */
static bool push_digit(struct u256 *value, unsigned factor, unsigned digit)
{
	return !mpn_mul_1(value->limb, value->limb, LIMBS, factor) &&
	       !mpn_add_1(value->limb, value->limb, LIMBS, digit);
}

bool u256_from_hex(struct u256 *out, const char *text)
{
	struct u256 value = U256_ZERO;
	size_t count = 0;

	if (text[0] != '0' || text[1] != 'x')
		return false;
	for (text += 2; text[count]; count++) {
		static const char digits[] = "0123456789abcdef0123456789ABCDEF";
		const char *digit = strchr(digits, text[count]);

		if (!digit || !push_digit(&value, 16, (unsigned)(digit - digits) % 16))
			return false;
	}
	if (!count || count > 64)
		return false;
	*out = value;
	return true;
}

void u256_to_hex(char out[67], struct u256 value)
{
	uint8_t bytes[32];
	size_t digit = 0;

	u256_to_bytes(bytes, value);
	while (digit < 63 && !(bytes[digit / 2] >> (digit % 2 ? 0 : 4) & 15))
		digit++;
	*out++ = '0';
	*out++ = 'x';
	for (; digit < 64; digit++)
		*out++ = "0123456789abcdef"[bytes[digit / 2] >> (digit % 2 ? 0 : 4) & 15];
	*out = 0;
}

bool u256_from_decimal(struct u256 *out, const char *digits, size_t len)
{
	struct u256 value = U256_ZERO;

	for (size_t i = 0; i < len; i++)
		if (digits[i] < '0' || digits[i] > '9' ||
		    !push_digit(&value, 10, (unsigned)(digits[i] - '0')))
			return false;
	if (!len)
		return false;
	*out = value;
	return true;
}

void u256_to_decimal(char out[80], struct u256 value)
{
	char reversed[80];
	size_t len = 0;

	do {
		reversed[len++] = (char)('0' + mpn_divrem_1(value.limb, 0, value.limb, LIMBS, 10));
	} while (!u256_is_zero(value));
	while (len)
		*out++ = reversed[--len];
	*out = 0;
}
