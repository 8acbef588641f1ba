#include "keystore/signer.h"

#include <secp256k1_recovery.h>

#include "keystore/seckey.h"
#include "tests/unit/keystore_help.h"
#include "wallet/eth/keccak.h"
#include "wallet/eth/message.h"

static const char anvil_key[] = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

static void check_rfc_6979(struct json_object *v)
{
	struct seckey *key = seckey_of(vector_string(v, "d"));
	secp256k1_ecdsa_recoverable_signature signature;
	uint8_t hash[32], compact[64];
	int id;

	assert_true(hex_decode(hash, 32, vector_string(v, "m")));
	assert_true(seckey_is_valid(key));
	assert_true(secp256k1_ecdsa_sign_recoverable(seckey_context(), &signature, hash,
						     (const uint8_t *)key->s.data, NULL, NULL));
	secp256k1_ecdsa_recoverable_signature_serialize_compact(seckey_context(), compact, &id, &signature);
	assert_hex(compact, 64, vector_string(v, "signature"));
	assert_int_equal(id, json_object_get_int(json_object_object_get(v, "recoveryId")));
	seckey_free(key);
}

/* The hash itself cannot be given to a signer, so this is its context's test. */
static void nonces_are_rfc_6979s(void **state)
{
	(void)state;
	struct json_object *file = vector_load("ecdsa/tiny-secp256k1/ecdsa.sample500.json");
	struct json_object *valid = json_object_object_get(file, "valid");

	assert_true(json_object_array_length(valid) >= 250);
	for (size_t i = 0; i < json_object_array_length(valid); i++)
		check_rfc_6979(json_object_array_get_idx(valid, i));
	json_object_put(file);
}

static void check_message(struct json_object *v)
{
	struct signer *signer = signer_new(seckey_of(vector_string(v, "private_key")));
	uint8_t out[SIGNER_TEXT_SIZE], hash[32];
	struct address recovered, again;
	struct buf message;
	struct err err;

	vector_from_hex(&message, vector_string(v, "message_hex"));
	assert_ok(signer_sign_text(out, &recovered, signer, message.data, message.len, &err));
	assert_hex(out, sizeof(out), vector_string(v, "signature"));
	assert_true(address_equal(recovered, signer_address(signer)));
	if (vector_string(v, "address"))
		assert_hex(recovered.bytes, 20, vector_string(v, "address"));
	message_hash(hash, message.data, message.len);
	assert_true(signer_recover(&again, out, hash));
	assert_true(address_equal(again, recovered));
	buf_free(&message);
	signer_free(signer);
}

static void signs_messages_as_others_do(void **state)
{
	(void)state;
	struct json_object *file = vector_load("eip191/personal_sign.json");
	size_t run = 0;

	for (size_t i = 0; i < json_object_array_length(file); i++) {
		struct json_object *v = json_object_array_get_idx(file, i);

		if (!vector_string(v, "signature"))
			continue;
		check_message(v);
		run++;
	}
	assert_true(run >= 5);
	json_object_put(file);
}

/* Signed by anvil's first account.  The signature is what ethers 6 makes of the same payment. */
static void signs_payments_as_ethers_does(void **state)
{
	struct signer *signer = signer_new(seckey_of(anvil_key)), *other;
	struct payment payment = {
		.chain_id = 8453, .from = signer_address(signer), .amount = { TOKEN_USDC, { { 5000000 } } },
		.valid_before = 1795250160,
	};
	uint8_t out[PAYMENT_SIGNATURE_SIZE];
	struct err err;

	(void)state;
	assert_true(hex_decode(payment.to.bytes, 20, "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"));
	memset(payment.nonce, 0xab, sizeof(payment.nonce));
	assert_ok(signer_sign_payment(out, signer, &payment, &err));
	assert_hex(out, sizeof(out), "0x1aac5b54f944e167a1729b618bc8c87562836bd17e0fdbe010ecad8ecadee4b36a7694cf6b498b070a579e7de"
		   "9877dafd25fabf332cda1597973bb60fa479fc91c");
	payment.amount.token = TOKEN_VVV;
	assert_refused(signer_sign_payment(out, signer, &payment, &err), ERR_INTERNAL);
	payment.amount.token = TOKEN_USDC;
	other = signer_new(seckey_of("0000000000000000000000000000000000000000000000000000000000000007"));
	assert_refused(signer_sign_payment(out, other, &payment, &err), ERR_INTERNAL);
	signer_free(other);
	signer_free(signer);
}

/* Makes a transaction of ethers' fields; false for what rialto never makes. */
static bool read_tx(struct tx *out, struct json_object *v)
{
	struct json_object *fields = json_object_object_get(v, "transaction");
	struct json_object *access = json_object_object_get(fields, "accessList");

	*out = (struct tx){ 0 };
	if (!vector_string(fields, "to") || (access && json_object_array_length(access) > 0))
		return false;
	if (!u256_to_u64(&out->chain_id, vector_number(fields, "chainId")) ||
	    !u256_to_u64(&out->nonce, vector_number(fields, "nonce")) ||
	    !u256_to_u64(&out->gas_limit, vector_number(fields, "gasLimit")))
		return false;
	out->max_fee = vector_number(fields, "maxFeePerGas");
	out->max_priority_fee = vector_number(fields, "maxPriorityFeePerGas");
	out->value = vector_number(fields, "value");
	assert_true(hex_decode(out->to.bytes, 20, vector_string(fields, "to")));
	vector_from_hex(&out->data, vector_string(fields, "data") ? vector_string(fields, "data") : "0x");
	return true;
}

static void signs_transactions_as_ethers_does(void **state)
{
	(void)state;
	struct json_object *file = vector_load("tx/ethers/transactions.v6.sample400.json");
	size_t run = 0;

	for (size_t i = 0; i < json_object_array_length(file); i++) {
		struct json_object *v = json_object_array_get_idx(file, i);
		uint8_t hash[32], expected[32];
		struct address recovered;
		struct signer *signer;
		struct err err;
		struct tx tx;
		struct buf raw;

		if (!vector_string(v, "signedLondon") || !read_tx(&tx, v))
			continue;
		signer = signer_new(seckey_of(vector_string(v, "privateKey")));
		buf_init(&raw, 0);
		buf_add_string(&raw, "what was there before");
		assert_ok(signer_sign_tx(&raw, hash, signer, &tx, &err));
		assert_hex(raw.data, raw.len, vector_string(v, "signedLondon"));
		keccak256(expected, raw.data, raw.len);
		assert_memory_equal(hash, expected, 32);
		assert_true(signer_recover_tx(&recovered, raw.data, raw.len));
		assert_true(address_equal(recovered, signer_address(signer)));
		buf_free(&raw);
		tx_free(&tx);
		signer_free(signer);
		run++;
	}
	assert_true(run >= 30);
	json_object_put(file);
}

static void addresses_are_those_of_ethers(void **state)
{
	(void)state;
	struct json_object *file = vector_load("address/ethers/accounts.v6.json");

	assert_true(json_object_array_length(file) > 250);
	for (size_t i = 0; i < json_object_array_length(file); i++) {
		struct json_object *v = json_object_array_get_idx(file, i);
		struct seckey *key = seckey_of(vector_string(v, "privateKey"));
		struct address address = seckey_address(key);

		assert_hex(address.bytes, 20, vector_string(v, "address"));
		seckey_free(key);
	}
	json_object_put(file);
}

static void knows_the_range_of_keys(void **state)
{
	(void)state;
	static const struct {
		const char *hex;
		bool valid;
	} cases[] = {
		{ "0000000000000000000000000000000000000000000000000000000000000000", false },
		{ "0000000000000000000000000000000000000000000000000000000000000001", true },
		{ "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140", true },
		{ "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", false },
		{ "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct seckey *key = seckey_of(cases[i].hex);

		assert_int_equal(seckey_is_valid(key), cases[i].valid);
		key->s.len = 31;
		assert_false(seckey_is_valid(key));
		seckey_free(key);
	}
}

static void recovers_nothing_from_rubbish(void **state)
{
	(void)state;
	struct signer *signer = signer_new(seckey_of(anvil_key));
	uint8_t good[SIGNER_TEXT_SIZE], bad[SIGNER_TEXT_SIZE], hash[32];
	struct address address;
	struct err err;

	assert_ok(signer_sign_text(good, &address, signer, "token", 5, &err));
	message_hash(hash, "token", 5);
	memcpy(bad, good, sizeof(bad));
	bad[64] = 0;
	assert_false(signer_recover(&address, bad, hash));
	bad[64] = 29;
	assert_false(signer_recover(&address, bad, hash));
	memset(bad, 0, sizeof(bad));
	bad[64] = 27;
	assert_false(signer_recover(&address, bad, hash));
	memset(bad, 0xff, 64);
	assert_false(signer_recover(&address, bad, hash));
	message_hash(hash, "tokem", 5);
	assert_true(!signer_recover(&address, good, hash) || !address_equal(address, signer_address(signer)));
	signer_free(signer);
}

/* HKDF-SHA256 (RFC 5869) computed with Python's hmac module from the same inputs. */
static void derives_the_vaults_keys(void **state)
{
	(void)state;
	struct signer *signer = signer_new(seckey_of(anvil_key));
	struct signer *other = signer_new(seckey_of("01" "00000000000000000000000000000000000000000000000000000000000000"));
	struct secret vault, backup, foreign;

	secret_init(&vault, 32);
	secret_init(&backup, 32);
	secret_init(&foreign, 32);
	signer_derive(&vault, signer, "vault");
	signer_derive(&backup, signer, "backup");
	signer_derive(&foreign, other, "vault");
	assert_secret_hex(&vault, "071e73d9622df570b1f67df3f169ef163d93965739f42a191432efd4a3443d9d");
	assert_secret_hex(&backup, "b2af14df4a57348391198611ead7c7a0e671003d18702d52daa89665f2b0957c");
	assert_memory_not_equal(vault.data, foreign.data, 32);
	secret_free(&vault);
	secret_free(&backup);
	secret_free(&foreign);
	signer_free(signer);
	signer_free(other);
	signer_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nonces_are_rfc_6979s),
		cmocka_unit_test(signs_messages_as_others_do),
		cmocka_unit_test(signs_payments_as_ethers_does),
		cmocka_unit_test(signs_transactions_as_ethers_does),
		cmocka_unit_test(addresses_are_those_of_ethers),
		cmocka_unit_test(knows_the_range_of_keys),
		cmocka_unit_test(recovers_nothing_from_rubbish),
		cmocka_unit_test(derives_the_vaults_keys),
	};

	return cmocka_run_group_tests_name("keystore_signer", tests, NULL, NULL);
}
