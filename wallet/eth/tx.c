#include "wallet/eth/tx.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/eth/rlp.h"

#define TYPE 0x02		/* EIP-2718 type of EIP-1559 transactions */
#define FIELDS_MAX 512		/* bytes of everything but the calldata */

void tx_free(struct tx *tx)
{
	buf_free(&tx->data);
	*tx = (struct tx){ 0 };
}

void tx_copy(struct tx *out, const struct tx *tx)
{
	struct buf data;

	buf_init(&data, tx->data.max);
	buf_add(&data, tx->data.data, tx->data.len);
	data.full = tx->data.full;
	*out = *tx;
	out->data = data;
}

/* Adds the fields of EIP-1559 that are signed.  The access list is always empty. */
static void add_fields(struct buf *out, const struct tx *tx)
{
	struct buf none;

	rlp_add_u64(out, tx->chain_id);
	rlp_add_u64(out, tx->nonce);
	rlp_add_u256(out, tx->max_priority_fee);
	rlp_add_u256(out, tx->max_fee);
	rlp_add_u64(out, tx->gas_limit);
	rlp_add_bytes(out, tx->to.bytes, sizeof(tx->to.bytes));
	rlp_add_u256(out, tx->value);
	rlp_add_bytes(out, tx->data.data, tx->data.len);
	buf_init(&none, 1);
	rlp_add_list(out, &none);
	buf_free(&none);
	if (tx->data.full)	/* calldata that was cut off must not pass for whole */
		out->full = true;
}

static bool encode(struct buf *out, const struct tx *tx, const struct signature *signature)
{
	struct buf fields;

	buf_init(&fields, tx->data.len + FIELDS_MAX);
	add_fields(&fields, tx);
	if (signature) {
		rlp_add_u64(&fields, signature->recovery_id);
		rlp_add_u256(&fields, u256_from_bytes(signature->r));
		rlp_add_u256(&fields, u256_from_bytes(signature->s));
	}
	buf_add_byte(out, TYPE);
	rlp_add_list(out, &fields);
	buf_free(&fields);
	return !out->full;
}

bool tx_encode_unsigned(struct buf *out, const struct tx *tx)
{
	return encode(out, tx, NULL);
}

void tx_signing_hash(uint8_t out[KECCAK_SIZE], const struct tx *tx)
{
	struct buf raw;

	buf_init(&raw, tx->data.len + FIELDS_MAX);
	if (!tx_encode_unsigned(&raw, tx))
		abort();	/* the hash of half a transaction must never be signed */
	keccak256(out, raw.data, raw.len);
	buf_free(&raw);
}

bool tx_encode_signed(struct buf *out, const struct tx *tx, const struct signature *signature)
{
	return encode(out, tx, signature);
}

/* The part of an RLP list that is still to be read. */
struct rest {
	const uint8_t *in;
	size_t len;
};

static bool take_string(struct rlp_item *out, struct rest *rest)
{
	return rlp_next(out, &rest->in, &rest->len) && !out->is_list;
}

/* Integers carry no leading zeros. */
static bool take_u256(struct u256 *out, struct rest *rest)
{
	struct rlp_item item;

	return take_string(&item, rest) && item.len <= 32 && !(item.len && !item.data[0]) &&
	       u256_from_bytes_n(out, item.data, item.len);
}

static bool take_u64(uint64_t *out, struct rest *rest)
{
	struct u256 value;

	return take_u256(&value, rest) && u256_to_u64(out, value);
}

static bool take_address(struct address *out, struct rest *rest)
{
	struct rlp_item item;

	if (!take_string(&item, rest) || item.len != sizeof(out->bytes))
		return false;
	memcpy(out->bytes, item.data, item.len);
	return true;
}

static bool take_empty_list(struct rest *rest)
{
	struct rlp_item item;

	return rlp_next(&item, &rest->in, &rest->len) && item.is_list && !item.len;
}

static bool take_fields(struct tx *out, struct rlp_item *data, struct rest *rest)
{
	return take_u64(&out->chain_id, rest) && take_u64(&out->nonce, rest) &&
	       take_u256(&out->max_priority_fee, rest) && take_u256(&out->max_fee, rest) &&
	       take_u64(&out->gas_limit, rest) && take_address(&out->to, rest) &&
	       take_u256(&out->value, rest) && take_string(data, rest) && take_empty_list(rest);
}

/* The order of secp256k1 by SEC 2, and half of it: EIP-2 refuses a larger s. */
static const struct u256 order = { { 0xbfd25e8cd0364141, 0xbaaedce6af48a03b, 0xfffffffffffffffe, 0xffffffffffffffff } };
static const struct u256 half_order = { { 0xdfe92f46681b20a0, 0x5d576e7357a4501d, 0xffffffffffffffff,
					  0x7fffffffffffffff } };

static bool take_signature(struct signature *out, struct rest *rest)
{
	uint64_t parity;
	struct u256 r, s;

	if (!take_u64(&parity, rest) || !take_u256(&r, rest) || !take_u256(&s, rest) || parity > 1 ||
	    u256_is_zero(r) || u256_compare(r, order) >= 0 ||
	    u256_is_zero(s) || u256_compare(s, half_order) > 0)
		return false;
	out->recovery_id = (uint8_t)parity;
	u256_to_bytes(out->r, r);
	u256_to_bytes(out->s, s);
	return true;
}

static bool read_transaction(struct tx *out, struct rlp_item *data, struct signature *signature, struct rest rest)
{
	struct rlp_item list;

	if (!rest.len || rest.in[0] != TYPE)
		return false;
	rest.in++;
	rest.len--;
	if (!rlp_next(&list, &rest.in, &rest.len) || !list.is_list || rest.len)
		return false;

	struct rest fields = { list.data, list.len };
	struct signature unwanted;

	if (!take_fields(out, data, &fields))
		return false;
	if (!fields.len)	/* the transaction is unsigned */
		return !signature;
	return take_signature(signature ? signature : &unwanted, &fields) && !fields.len;
}

bool tx_decode(struct tx *out, struct signature *signature, const uint8_t *raw, size_t len, struct err *err)
{
	struct tx tx = { 0 };
	struct signature found = { 0 };
	struct rlp_item data;

	if (!read_transaction(&tx, &data, signature ? &found : NULL, (struct rest){ raw, len }))
		return err_set(err, ERR_INVALID_INPUT, "These bytes are not a transaction rialto can have made.");
	buf_init(&tx.data, data.len);
	buf_add(&tx.data, data.data, data.len);
	*out = tx;
	if (signature)
		*signature = found;
	return true;
}
