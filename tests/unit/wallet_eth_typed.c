/* typed: EIP-712 hashes, against the EIP's own example and those of ethers and x402. */
#include "wallet/eth/typed.h"

#include <string.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/payment.h"

static struct json_object *member(struct json_object *object, const char *name)
{
	return json_object_object_get(object, name);
}

static struct address address_of(struct json_object *object, const char *name)
{
	struct address address;
	struct err err;

	assert_true(address_parse(&address, vector_string(object, name), &err));
	return address;
}

static uint64_t number_of(struct json_object *object, const char *name)
{
	uint64_t number = 0;

	assert_true(u256_to_u64(&number, vector_number(object, name)));
	return number;
}

static struct typed_domain domain_of(struct json_object *domain)
{
	return (struct typed_domain){
		vector_string(domain, "name"), vector_string(domain, "version"), number_of(domain, "chainId"),
		address_of(domain, "verifyingContract"),
	};
}

static void add_person(struct buf *out, struct json_object *person)
{
	uint8_t hash[KECCAK_SIZE];
	struct buf members;

	typed_begin(&members, "Person(string name,address wallet)");
	typed_add_text(&members, vector_string(person, "name"));
	abi_add_address(&members, address_of(person, "wallet"));
	typed_end(hash, &members);
	typed_add_word(out, hash);
}

static void the_eips_mail(void **state)
{
	struct json_object *file = vector_load("eip712/eip-712-mail.transcribed.json");
	struct json_object *data = member(file, "typedData"), *mail = member(data, "message");
	struct typed_domain domain = domain_of(member(data, "domain"));
	uint8_t hash[KECCAK_SIZE], digest[KECCAK_SIZE], separator[KECCAK_SIZE];
	struct buf members;

	(void)state;
	typed_begin(&members, "Mail(Person from,Person to,string contents)Person(string name,address wallet)");
	add_person(&members, member(mail, "from"));
	add_person(&members, member(mail, "to"));
	typed_add_text(&members, vector_string(mail, "contents"));
	typed_end(hash, &members);
	typed_separator(separator, &domain);
	typed_digest(digest, &domain, hash);
	assert_hex(separator, sizeof(separator), vector_string(file, "domainSeparator"));
	assert_hex(hash, sizeof(hash), vector_string(file, "structHash"));
	assert_hex(digest, sizeof(digest), vector_string(file, "digest"));
	json_object_put(file);
}

static const char *type_of(struct json_object *member_)
{
	return vector_string(member_, "type");
}

static void add_bytes(struct buf *out, const char *hex)
{
	uint8_t hash[KECCAK_SIZE];
	struct buf bytes;

	vector_from_hex(&bytes, hex);
	keccak256(hash, bytes.data, bytes.len);
	typed_add_word(out, hash);
	buf_free(&bytes);
}

/* True if every member is one that can be added here. */
static bool add_members(struct buf *out, struct json_object *types, struct json_object *data)
{
	for (size_t i = 0; i < json_object_array_length(types); i++) {
		struct json_object *field = json_object_array_get_idx(types, i);
		const char *name = vector_string(field, "name");

		if (!strcmp(type_of(field), "string"))
			typed_add_text(out, vector_string(data, name));
		else if (!strcmp(type_of(field), "bytes"))
			add_bytes(out, vector_string(data, name));
		else if (!strcmp(type_of(field), "address"))
			abi_add_address(out, address_of(data, name));
		else if (!strcmp(type_of(field), "bool"))
			abi_add_u64(out, (uint64_t)json_object_get_boolean(member(data, name)));
		else if (!strcmp(type_of(field), "uint256"))
			abi_add_u256(out, vector_number(data, name));
		else
			return false;
	}
	return true;
}

static void add_encoded_type(struct buf *out, const char *name, struct json_object *types)
{
	buf_add_format(out, "%s(", name);
	for (size_t i = 0; i < json_object_array_length(types); i++) {
		struct json_object *field = json_object_array_get_idx(types, i);

		buf_add_format(out, "%s%s %s", i ? "," : "", type_of(field), vector_string(field, "name"));
	}
	buf_add_byte(out, ')');
}

/* Checks the encoding of those random messages of ethers that have only members which rialto has. */
static void the_random_messages_of_ethers(void **state)
{
	struct json_object *file = vector_load("eip712/ethers/typed-data.v6.json");
	size_t compared = 0;

	(void)state;
	for (size_t i = 0; i < json_object_array_length(file); i++) {
		struct json_object *row = json_object_array_get_idx(file, i);
		const char *primary = vector_string(row, "primaryType");
		struct json_object *types = member(member(row, "types"), primary);
		struct buf type, members;

		buf_init(&type, 0);
		add_encoded_type(&type, primary, types);
		typed_begin(&members, buf_string(&type));
		if (json_object_object_length(member(row, "types")) == 1 && add_members(&members, types, member(row, "data"))) {
			assert_hex(members.data, members.len, vector_string(row, "encoded"));
			compared++;
		}
		buf_free(&members);
		buf_free(&type);
	}
	assert_true(compared >= 5);
	json_object_put(file);
}

static struct payment payment_of(struct json_object *message, uint64_t chain_id)
{
	struct payment payment = {
		.chain_id = chain_id, .from = address_of(message, "from"), .to = address_of(message, "to"),
		.amount = { TOKEN_USDC, vector_number(message, "value") },
		.valid_after = number_of(message, "validAfter"), .valid_before = number_of(message, "validBefore"),
	};
	struct buf nonce;

	vector_from_hex(&nonce, vector_string(message, "nonce"));
	assert_int_equal(nonce.len, PAYMENT_NONCE_SIZE);
	memcpy(payment.nonce, nonce.data, PAYMENT_NONCE_SIZE);
	buf_free(&nonce);
	return payment;
}

static void the_payment_of_x402(void **state)
{
	struct json_object *file = vector_load("x402/eip3009-vector.json"), *wrong = member(file, "wrong_domain_digests");
	struct typed_domain domain = domain_of(member(file, "domain"));
	struct payment payment = payment_of(member(file, "message"), domain.chain_id);
	uint8_t digest[KECCAK_SIZE], separator[KECCAK_SIZE];

	(void)state;
	typed_separator(separator, &domain);
	assert_hex(separator, sizeof(separator), vector_string(file, "domainSeparator"));
	payment_digest(digest, &payment, &domain);
	assert_hex(digest, sizeof(digest), vector_string(file, "digest"));
	domain.name = "USD Coin";
	payment_digest(digest, &payment, &domain);
	assert_hex(digest, sizeof(digest), vector_string(wrong, "name_USD_Coin"));
	json_object_put(file);
}

static void usdc_on_base(void **state)
{
	struct json_object *file = vector_load("x402/eip3009-vector.json"), *base = member(file, "base_mainnet_domain");
	struct typed_domain domain = payment_domain(8453);
	uint8_t separator[KECCAK_SIZE];

	(void)state;
	typed_separator(separator, &domain);
	assert_hex(separator, sizeof(separator), vector_string(base, "domainSeparator"));
	json_object_put(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_eips_mail),
		cmocka_unit_test(the_random_messages_of_ethers),
		cmocka_unit_test(the_payment_of_x402),
		cmocka_unit_test(usdc_on_base),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
