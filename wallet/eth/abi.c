#include "wallet/eth/abi.h"

#include <string.h>

#include "wallet/eth/keccak.h"

#define WORD 32

static const uint8_t zeros[WORD];

void abi_selector(uint8_t out[4], const char *signature)
{
	uint8_t hash[KECCAK_SIZE];

	keccak256(hash, signature, strlen(signature));
	memcpy(out, hash, 4);
}

bool abi_add_selector(struct buf *out, const char *signature)
{
	uint8_t selector[4];

	abi_selector(selector, signature);
	return buf_add(out, selector, sizeof(selector));
}

bool abi_add_u256(struct buf *out, struct u256 value)
{
	uint8_t word[WORD];

	u256_to_bytes(word, value);
	return buf_add(out, word, WORD);
}

bool abi_add_u64(struct buf *out, uint64_t value)
{
	return abi_add_u256(out, u256_from_u64(value));
}

bool abi_add_address(struct buf *out, struct address address)
{
	buf_add(out, zeros, WORD - sizeof(address.bytes));
	return buf_add(out, address.bytes, sizeof(address.bytes));
}

/* The number of zeros that fill up the last word of len bytes. */
static size_t padding(size_t len)
{
	return (WORD - len % WORD) % WORD;
}

bool abi_add_bytes(struct buf *out, const void *bytes, size_t len)
{
	abi_add_u64(out, len);
	buf_add(out, bytes, len);
	return buf_add(out, zeros, padding(len));
}

static const uint8_t *word_at(const uint8_t *data, size_t len, size_t index)
{
	return index < len / WORD ? data + index * WORD : NULL;
}

bool abi_get_u256(struct u256 *out, const uint8_t *data, size_t len, size_t index)
{
	const uint8_t *word = word_at(data, len, index);

	if (!word)
		return false;
	*out = u256_from_bytes(word);
	return true;
}

bool abi_get_u64(uint64_t *out, const uint8_t *data, size_t len, size_t index)
{
	struct u256 value;

	return abi_get_u256(&value, data, len, index) && u256_to_u64(out, value);
}

bool abi_get_address(struct address *out, const uint8_t *data, size_t len, size_t index)
{
	const uint8_t *word = word_at(data, len, index);
	const size_t pad = WORD - sizeof(out->bytes);

	if (!word || memcmp(word, zeros, pad) != 0)
		return false;
	memcpy(out->bytes, word + pad, sizeof(out->bytes));
	return true;
}

bool abi_get_bool(bool *out, const uint8_t *data, size_t len, size_t index)
{
	uint64_t value;

	if (!abi_get_u64(&value, data, len, index) || value > 1)
		return false;
	*out = value;
	return true;
}

/* Narrows *data to the place that the offset word at `index` points to. */
static bool follow(const uint8_t **data, size_t *len, size_t index)
{
	uint64_t offset;

	if (!abi_get_u64(&offset, *data, *len, index) || offset > *len)
		return false;
	*data += offset;
	*len -= (size_t)offset;
	return true;
}

bool abi_get_bytes(const uint8_t **out, size_t *out_len, const uint8_t *data, size_t len, size_t index)
{
	uint64_t count;

	if (!follow(&data, &len, index) || !abi_get_u64(&count, data, len, 0) || count > len - WORD)
		return false;
	*out = data + WORD;
	*out_len = (size_t)count;
	return true;
}

/* The head of a call's tuple: target, "may fail" and the offset of its bytes. */
#define CALL_HEAD ((size_t)3)

static size_t call_size(const struct abi_call *call)
{
	return (CALL_HEAD + 1) * WORD + call->data.len + padding(call->data.len);
}

static bool add_call(struct buf *out, const struct abi_call *call)
{
	abi_add_address(out, call->target);
	abi_add_u64(out, true);
	abi_add_u64(out, CALL_HEAD * WORD);
	if (call->data.full)	/* calldata that was cut off must not pass for whole */
		out->full = true;
	return abi_add_bytes(out, call->data.data, call->data.len);
}

bool abi_add_aggregate3(struct buf *out, const struct abi_call *calls, size_t count)
{
	size_t offset = count * WORD;

	abi_add_selector(out, "aggregate3((address,bool,bytes)[])");
	abi_add_u64(out, WORD);
	abi_add_u64(out, count);
	for (size_t i = 0; i < count; i++) {
		abi_add_u64(out, offset);
		offset += call_size(&calls[i]);
	}
	for (size_t i = 0; i < count; i++)
		add_call(out, &calls[i]);
	return !out->full;
}

bool abi_get_aggregate3(bool *ok, const uint8_t **out, size_t *out_len,
			const uint8_t *data, size_t len, size_t index)
{
	uint64_t count;
	bool success;

	if (!follow(&data, &len, 0) || !abi_get_u64(&count, data, len, 0) || index >= count)
		return false;
	data += WORD;	/* the offsets of an array's elements count from behind its length */
	len -= WORD;
	if (!follow(&data, &len, index) || !abi_get_bool(&success, data, len, 0) ||
	    !abi_get_bytes(out, out_len, data, len, 1))
		return false;
	*ok = success;
	return true;
}
