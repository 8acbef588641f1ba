#include "wallet/eth/rlp.h"

#define STRING 0x80	/* the first byte of an empty string … */
#define LIST 0xc0	/* … and of an empty list */
#define SHORT_MAX 55	/* the length of a longer payload is spelled out */

/* The length of value in bytes, without leading zeros. */
static size_t significant(uint64_t value)
{
	size_t count = 0;

	for (; value; value >>= 8)
		count++;
	return count;
}

static bool add_big_endian(struct buf *out, uint64_t value, size_t count)
{
	while (count--)
		buf_add_byte(out, (uint8_t)(value >> 8 * count));
	return !out->full;
}

static bool add_header(struct buf *out, unsigned kind, size_t len)
{
	if (len <= SHORT_MAX)
		return buf_add_byte(out, (uint8_t)(kind + len));

	size_t count = significant(len);

	buf_add_byte(out, (uint8_t)(kind + SHORT_MAX + count));
	return add_big_endian(out, len, count);
}

bool rlp_add_bytes(struct buf *out, const void *bytes, size_t len)
{
	const uint8_t *first = bytes;

	if (len != 1 || *first >= STRING)
		add_header(out, STRING, len);
	return buf_add(out, bytes, len);
}

bool rlp_add_u64(struct buf *out, uint64_t value)
{
	return rlp_add_u256(out, u256_from_u64(value));
}

/* An integer is its big-endian bytes without leading zeros; zero is empty. */
bool rlp_add_u256(struct buf *out, struct u256 value)
{
	uint8_t bytes[32];
	size_t skip = 0;

	u256_to_bytes(bytes, value);
	while (skip < sizeof(bytes) && !bytes[skip])
		skip++;
	return rlp_add_bytes(out, bytes + skip, sizeof(bytes) - skip);
}

bool rlp_add_list(struct buf *out, const struct buf *payload)
{
	/* A payload that was cut off must not pass for a whole one. */
	if (payload->full)
		out->full = true;
	add_header(out, LIST, payload->len);
	return buf_add(out, payload->data, payload->len);
}

/* Reads a spelled-out length of count bytes.  It may have no leading zero, and must not be one that
 * the short form can hold. */
static bool read_length(size_t *out, const uint8_t *in, size_t available, size_t count)
{
	uint64_t length = 0;

	if (count > available || !in[0])
		return false;
	for (size_t i = 0; i < count; i++)
		length = length << 8 | in[i];
	*out = (size_t)length;
	return length > SHORT_MAX && length <= available - count;
}

bool rlp_next(struct rlp_item *out, const uint8_t **in, size_t *len)
{
	if (!*len)
		return false;

	uint8_t first = **in;
	unsigned kind = first >= LIST ? LIST : STRING;
	size_t header = first >= STRING, payload = first >= STRING ? first - kind : 1;

	if (payload > SHORT_MAX) {
		size_t count = payload - SHORT_MAX;

		if (!read_length(&payload, *in + 1, *len - 1, count))
			return false;
		header += count;
	}
	if (payload > *len - header)
		return false;
	/* A byte below 0x80 stands for itself and has no header. */
	if (kind == STRING && header == 1 && payload == 1 && (*in)[1] < STRING)
		return false;
	*out = (struct rlp_item){ .is_list = kind == LIST, .data = *in + header, .len = payload };
	*in += header + payload;
	*len -= header + payload;
	return true;
}
