#include "wallet/eth/tx.h"

#include <string.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"
#include "wallet/eth/rlp.h"

#define SAMPLE "tx/ethers/transactions.v6.sample400.json"

static uint64_t number64(const struct json_object *object, const char *name)
{
	uint64_t value = 0;

	assert_true(u256_to_u64(&value, vector_number(object, name)));
	return value;
}

static bool is_expressible(const struct json_object *fields)
{
	struct json_object *access_list = json_object_object_get(fields, "accessList");

	return vector_string(fields, "to") && (!access_list || !json_object_array_length(access_list));
}

static void read_transaction(struct tx *out, const struct json_object *fields)
{
	const char *data = vector_string(fields, "data");
	struct err err;

	*out = (struct tx){
		.chain_id = number64(fields, "chainId"),
		.nonce = number64(fields, "nonce"),
		.max_priority_fee = vector_number(fields, "maxPriorityFeePerGas"),
		.max_fee = vector_number(fields, "maxFeePerGas"),
		.gas_limit = number64(fields, "gasLimit"),
		.value = vector_number(fields, "value"),
	};
	assert_true(address_parse(&out->to, vector_string(fields, "to"), &err));
	vector_from_hex(&out->data, data ? data : "0x");
}

static void read_signature(struct signature *out, const struct json_object *fields)
{
	u256_to_bytes(out->r, vector_number(fields, "r"));
	u256_to_bytes(out->s, vector_number(fields, "s"));
	out->recovery_id = (uint8_t)number64(fields, "v");
}

static void assert_same(const struct tx *a, const struct tx *b)
{
	assert_true(a->chain_id == b->chain_id);
	assert_true(a->nonce == b->nonce);
	assert_true(a->gas_limit == b->gas_limit);
	assert_int_equal(u256_compare(a->max_priority_fee, b->max_priority_fee), 0);
	assert_int_equal(u256_compare(a->max_fee, b->max_fee), 0);
	assert_int_equal(u256_compare(a->value, b->value), 0);
	assert_true(address_equal(a->to, b->to));
	assert_int_equal(a->data.len, b->data.len);
	assert_memory_equal(a->data.data, b->data.data, a->data.len);
}

static void check_decoded(const struct buf *raw, const struct tx *tx, const struct signature *signature)
{
	struct tx decoded;
	struct signature found;
	struct err err;

	assert_true(tx_decode(&decoded, signature ? &found : NULL, raw->data, raw->len, &err));
	assert_same(&decoded, tx);
	if (signature)
		assert_memory_equal(&found, signature, sizeof(found));
	tx_free(&decoded);
}

static void check_row(const struct json_object *row)
{
	const char *unsigned_hex = vector_string(row, "unsignedLondon");
	struct signature signature;
	struct tx tx;
	struct buf raw, expected;
	uint8_t hash[KECCAK_SIZE], expected_hash[KECCAK_SIZE];

	read_transaction(&tx, json_object_object_get(row, "transaction"));
	read_signature(&signature, json_object_object_get(row, "signatureLondon"));

	buf_init(&raw, 0);
	assert_true(tx_encode_unsigned(&raw, &tx));
	assert_hex(raw.data, raw.len, unsigned_hex);
	check_decoded(&raw, &tx, NULL);

	vector_from_hex(&expected, unsigned_hex);
	keccak256(expected_hash, expected.data, expected.len);
	tx_signing_hash(hash, &tx);
	assert_memory_equal(hash, expected_hash, sizeof(hash));

	buf_clear(&raw);
	assert_true(tx_encode_signed(&raw, &tx, &signature));
	assert_hex(raw.data, raw.len, vector_string(row, "signedLondon"));
	check_decoded(&raw, &tx, &signature);
	check_decoded(&raw, &tx, NULL);
	buf_free(&raw);
	buf_free(&expected);
	tx_free(&tx);
}

/* Contract creations and access lists are real transactions, but rialto makes none. */
static void check_refused(const char *hex)
{
	struct buf raw;
	struct tx tx;
	struct err err = { 0 };

	vector_from_hex(&raw, hex);
	if (tx_decode(&tx, NULL, raw.data, raw.len, &err))
		fail_msg("took %s", hex);
	assert_int_equal(err.code, ERR_INVALID_INPUT);
	buf_free(&raw);
}

static void agrees_with_ethers(void **state)
{
	(void)state;
	struct json_object *file = vector_load(SAMPLE);
	size_t ours = 0, refused = 0;

	for (size_t i = 0; i < json_object_array_length(file); i++) {
		struct json_object *row = json_object_array_get_idx(file, i);

		if (is_expressible(json_object_object_get(row, "transaction"))) {
			check_row(row);
			ours++;
		} else {
			check_refused(vector_string(row, "signedLondon"));
			refused++;
		}
	}
	assert_int_equal(ours, 35);
	assert_int_equal(refused, 165);
	json_object_put(file);
}

static void refuses_other_types(void **state)
{
	(void)state;
	static const char *const forms[] = {
		"unsignedLegacy", "unsignedEip155", "unsignedBerlin", "unsignedCancun",
		"signedLegacy", "signedEip155", "signedBerlin", "signedCancun",
	};
	struct json_object *file = vector_load(SAMPLE);
	size_t refused = 0;

	for (size_t i = 0; i < json_object_array_length(file); i++)
		for (size_t j = 0; j < sizeof(forms) / sizeof(forms[0]); j++) {
			const char *hex = vector_string(json_object_array_get_idx(file, i), forms[j]);

			if (hex) {
				check_refused(hex);
				refused++;
			}
		}
	assert_true(refused > 500);
	json_object_put(file);
}

/* A transaction to cut and bend. */
static void example(struct tx *tx, struct signature *signature)
{
	*tx = (struct tx){ .chain_id = 8453, .nonce = 1, .gas_limit = 21000, .to = { { 0x11 } } };
	tx->max_fee = tx->max_priority_fee = tx->value = u256_from_u64(1000000);
	buf_init(&tx->data, 0);
	buf_add_string(&tx->data, "calldata");
	*signature = (struct signature){ .r = { [31] = 1 }, .s = { [31] = 1 } };
}

static bool decodes(const uint8_t *bytes, size_t len)
{
	struct tx tx;
	struct err err;

	if (!tx_decode(&tx, NULL, bytes, len, &err))
		return false;
	tx_free(&tx);
	return true;
}

static void refuses_every_cut_and_every_addition(void **state)
{
	(void)state;
	struct tx tx;
	struct signature signature;
	struct buf raw;

	example(&tx, &signature);
	buf_init(&raw, 0);
	tx_encode_signed(&raw, &tx, &signature);
	assert_true(decodes(raw.data, raw.len));
	for (size_t len = 0; len < raw.len; len++)
		assert_false(decodes(raw.data, len));
	buf_add_byte(&raw, 0);
	assert_false(decodes(raw.data, raw.len));
	buf_free(&raw);
	tx_free(&tx);
}

static bool signature_decodes(const char *r, const char *s, uint8_t recovery_id)
{
	struct tx tx;
	struct signature signature;
	struct u256 number = U256_ZERO;
	struct buf raw;

	example(&tx, &signature);
	assert_true(u256_from_hex(&number, r));
	u256_to_bytes(signature.r, number);
	assert_true(u256_from_hex(&number, s));
	u256_to_bytes(signature.s, number);
	signature.recovery_id = recovery_id;
	buf_init(&raw, 0);
	tx_encode_signed(&raw, &tx, &signature);

	bool ok = decodes(raw.data, raw.len);

	buf_free(&raw);
	tx_free(&tx);
	return ok;
}

#define ORDER_LESS_1 "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"
#define ORDER "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
#define HALF_ORDER "0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0"
#define HALF_ORDER_PLUS_1 "0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1"

static void refuses_signatures_no_key_can_make(void **state)
{
	(void)state;
	assert_true(signature_decodes("0x1", "0x1", 0));
	assert_true(signature_decodes(ORDER_LESS_1, HALF_ORDER, 1));
	assert_false(signature_decodes(ORDER, "0x1", 0));
	assert_false(signature_decodes("0x1", HALF_ORDER_PLUS_1, 0));
	assert_false(signature_decodes("0x0", "0x1", 0));
	assert_false(signature_decodes("0x1", "0x0", 0));
	assert_false(signature_decodes("0x1", "0x1", 2));
	assert_false(signature_decodes("0x1", "0x1", 27));
}

/* Encodes the nine fields by hand, with the one at `place` replaced by these bytes. */
static bool field_decodes(size_t place, const void *bytes, size_t len)
{
	struct buf fields, raw;

	buf_init(&fields, 0);
	buf_init(&raw, 0);
	for (size_t i = 0; i < 8; i++) {
		if (i == place)
			rlp_add_bytes(&fields, bytes, len);
		else if (i == 5)
			rlp_add_bytes(&fields, "01234567890123456789", 20);
		else
			rlp_add_u64(&fields, 1);
	}
	buf_add_byte(&fields, 0xc0);
	buf_add_byte(&raw, 0x02);
	rlp_add_list(&raw, &fields);

	bool ok = decodes(raw.data, raw.len);

	buf_free(&fields);
	buf_free(&raw);
	return ok;
}

static void refuses_fields_of_the_wrong_form(void **state)
{
	(void)state;
	static const uint8_t nine[9] = { 1 }, long_number[33] = { 1 };

	assert_true(field_decodes(8, NULL, 0));		/* nothing replaced */
	for (size_t place = 0; place < 5; place++) {
		assert_true(field_decodes(place, nine, 8));
		assert_false(field_decodes(place, "\0\1", 2));	/* a leading zero */
		assert_false(field_decodes(place, "\0", 1));
		assert_false(field_decodes(place, long_number, 33));
	}
	assert_false(field_decodes(0, nine, 9));	/* chain id, nonce and gas have 64 bits, */
	assert_false(field_decodes(1, nine, 9));
	assert_false(field_decodes(4, nine, 9));
	assert_true(field_decodes(2, nine, 9));		/* the fees 256 */
	assert_true(field_decodes(3, long_number, 32));
	assert_false(field_decodes(5, "", 0));
	assert_false(field_decodes(5, long_number, 19));
	assert_false(field_decodes(5, long_number, 21));
	assert_true(field_decodes(7, "\0\0", 2));	/* calldata may begin with zeros */
}

/* Encodes a signed transaction's own fields, and these bytes behind them. */
static bool decodes_with_more(const void *more, size_t len)
{
	struct tx tx;
	struct signature signature;
	struct buf raw, longer;
	struct rlp_item list;

	example(&tx, &signature);
	buf_init(&raw, 0);
	buf_init(&longer, 0);
	tx_encode_signed(&raw, &tx, &signature);

	const uint8_t *in = raw.data + 1;
	size_t left = raw.len - 1;

	assert_true(rlp_next(&list, &in, &left));
	buf_add(&longer, list.data, list.len);
	buf_add(&longer, more, len);
	buf_clear(&raw);
	buf_add_byte(&raw, 0x02);
	rlp_add_list(&raw, &longer);

	bool ok = decodes(raw.data, raw.len);

	buf_free(&raw);
	buf_free(&longer);
	tx_free(&tx);
	return ok;
}

static void refuses_a_thirteenth_field(void **state)
{
	(void)state;
	assert_true(decodes_with_more("", 0));
	assert_false(decodes_with_more("\x80", 1));
	assert_false(decodes_with_more("\xc0", 1));
}

static void an_unsigned_one_has_no_signature(void **state)
{
	(void)state;
	struct tx tx, decoded;
	struct signature signature;
	struct err err = { 0 };
	struct buf raw;

	example(&tx, &signature);
	buf_init(&raw, 0);
	tx_encode_unsigned(&raw, &tx);
	assert_false(tx_decode(&decoded, &signature, raw.data, raw.len, &err));
	buf_free(&raw);
	tx_free(&tx);
}

static void a_copy_owns_its_calldata(void **state)
{
	(void)state;
	struct tx tx, copy;
	struct signature signature;

	example(&tx, &signature);
	tx_copy(&copy, &tx);
	assert_ptr_not_equal(copy.data.data, tx.data.data);
	assert_same(&copy, &tx);
	tx.data.data[0] = 'X';
	assert_string_equal(buf_string(&copy.data), "calldata");
	tx_free(&tx);
	assert_string_equal(buf_string(&copy.data), "calldata");
	copy.data.full = true;
	tx_copy(&tx, &copy);
	assert_true(tx.data.full);	/* calldata that was cut stays so */
	tx_free(&tx);
	tx_free(&copy);
}

static void cut_calldata_is_never_encoded(void **state)
{
	(void)state;
	struct tx tx;
	struct signature signature;
	struct buf raw;

	example(&tx, &signature);
	tx.data.max = 10;
	assert_false(buf_add_string(&tx.data, "too much"));
	buf_init(&raw, 0);
	assert_false(tx_encode_unsigned(&raw, &tx));
	buf_clear(&raw);
	assert_false(tx_encode_signed(&raw, &tx, &signature));
	buf_free(&raw);
	tx_free(&tx);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_ethers),
		cmocka_unit_test(refuses_other_types),
		cmocka_unit_test(refuses_every_cut_and_every_addition),
		cmocka_unit_test(refuses_signatures_no_key_can_make),
		cmocka_unit_test(refuses_fields_of_the_wrong_form),
		cmocka_unit_test(refuses_a_thirteenth_field),
		cmocka_unit_test(an_unsigned_one_has_no_signature),
		cmocka_unit_test(a_copy_owns_its_calldata),
		cmocka_unit_test(cut_calldata_is_never_encoded),
	};

	return cmocka_run_group_tests_name("wallet_tx", tests, NULL, NULL);
}
