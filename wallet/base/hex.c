#include "wallet/base/hex.h"

#define PIECE 256	/* bytes that are encoded before they are added */

static const char digits[] = "0123456789abcdef";

/* The value of a digit plus one; 0 for what is no digit.  This is a table because a processor
 * guesses branches on random digits wrongly half of the time. */
static const uint8_t values[256] = {
	['0'] = 1, ['1'] = 2, ['2'] = 3, ['3'] = 4, ['4'] = 5, ['5'] = 6, ['6'] = 7, ['7'] = 8, ['8'] = 9, ['9'] = 10,
	['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
	['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

static bool is_digit(char c)
{
	return values[(uint8_t)c];
}

static unsigned digit_value(char c)
{
	return values[(uint8_t)c] - 1u;
}

static const char *skip_prefix(const char *text)
{
	return text[0] == '0' && text[1] == 'x' ? text + 2 : text;
}

/* Counts the hexadecimal digits of the text; SIZE_MAX if it holds anything else. */
static size_t count_digits(const char *text)
{
	size_t count = 0;

	for (; text[count]; count++)
		if (!is_digit(text[count]))
			return SIZE_MAX;
	return count;
}

static uint8_t pair_value(const char *text)
{
	return (uint8_t)(digit_value(text[0]) << 4 | digit_value(text[1]));
}

void hex_encode(char *out, const uint8_t *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	*out = 0;
}

size_t hex_span(const char *text, size_t len)
{
	size_t count = 0;

	while (count < len && is_digit(text[count]))
		count++;
	return count;
}

bool hex_append(struct buf *out, const uint8_t *bytes, size_t len)
{
	buf_add_string(out, "0x");
	while (len > 0 && !out->full) {
		char piece[2 * PIECE + 1];
		size_t now = len < PIECE ? len : PIECE;

		hex_encode(piece, bytes, now);
		buf_add(out, piece, 2 * now);
		bytes += now;
		len -= now;
	}
	return !out->full;
}

bool hex_decode(uint8_t *out, size_t len, const char *text)
{
	text = skip_prefix(text);
	if (count_digits(text) != 2 * len)
		return false;
	for (size_t i = 0; i < len; i++)
		out[i] = pair_value(text + 2 * i);
	return true;
}

bool hex_decode_buf(struct buf *out, const char *text)
{
	text = skip_prefix(text);

	size_t count = count_digits(text);

	buf_clear(out);
	if (count == SIZE_MAX || count % 2 || count / 2 > out->max)
		return false;
	for (size_t i = 0; i < count; i += 2)
		buf_add_byte(out, pair_value(text + i));
	return true;
}

/* The Ethereum JSON-RPC specification asks for at least one digit and no leading zero. */
bool hex_decode_u64(uint64_t *out, const char *text)
{
	if (text[0] != '0' || text[1] != 'x')
		return false;
	text += 2;

	size_t count = count_digits(text);
	uint64_t value = 0;

	if (!count || count > 16 || (text[0] == '0' && count > 1))
		return false;
	for (; *text; text++)
		value = value << 4 | digit_value(*text);
	*out = value;
	return true;
}
