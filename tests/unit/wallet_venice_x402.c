/* x402: what a wallet signs in with, which offers it accepts, and what it pays with. */
#include "wallet/venice/x402.h"

#include <json-c/json.h>
#include <sodium.h>
#include <string.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"
#include "wallet/venice/siwe.h"

#define NOW_MS INT64_C(1795249860000)	/* 2026-11-21T08:31:00Z */
#define WALLET "0xA0Cf798816D4b9b9866b5330EEa46a18382f251e"

static struct x402_sign_in sign_in_at(const char *api_url)
{
	struct x402_sign_in sign_in;
	struct address address;
	struct network network;
	struct err err;

	assert_true(address_parse(&address, WALLET, &err));
	assert_true(network_builtin(&network, "base"));
	strcpy(network.api_url, api_url);
	x402_sign_in(&sign_in, &network, address, NOW_MS);
	memcpy(sign_in.nonce, "\x01\x23\x45\x67\x89\xab\xcd\xef", X402_NONCE_SIZE);
	return sign_in;
}

static void the_message_is_the_documented_one(void **state)
{
	static const char expected[] =
		"api.venice.ai wants you to sign in with your Ethereum account:\n" WALLET "\n\nSign in to Venice API\n\n"
		"URI: https://api.venice.ai\nVersion: 1\nChain ID: 8453\nNonce: 0123456789abcdef\n"
		"Issued At: 2026-11-21T08:31:00Z\nExpiration Time: 2026-11-21T08:36:00Z";
	struct x402_sign_in sign_in = sign_in_at("https://api.venice.ai/api/v1");
	struct siwe siwe;
	struct buf text;
	struct err err;

	(void)state;
	buf_init(&text, 0);
	x402_sign_in_message(&text, &sign_in);
	assert_string_equal(buf_string(&text), expected);
	assert_true(siwe_parse(&siwe, buf_string(&text), text.len, &err));
	assert_true(siwe_part_is(siwe.nonce, "0123456789abcdef"));
	assert_true(siwe.expires_ms - siwe.issued_ms == 5 * 60000);
	buf_free(&text);
}

/* A signature for one server must be useless at another. */
static void the_domain_is_the_apis(void **state)
{
	static const struct { const char *url, *domain; } rows[] = {
		{ "http://127.0.0.1:8546/api/v1", "api.venice.ai" },
		{ "https://staging.venice.ai/api/v1", "staging.venice.ai" },
		{ "https://evil.example:8443/api/v1", "evil.example:8443" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct x402_sign_in sign_in = sign_in_at(rows[i].url);

		assert_string_equal(sign_in.domain, rows[i].domain);
	}
}

static struct json_object *decoded(const struct buf *header)
{
	char json[4096];
	size_t len;

	assert_int_equal(sodium_base642bin((unsigned char *)json, sizeof(json) - 1, buf_string(header), header->len,
					   NULL, &len, NULL, sodium_base64_VARIANT_ORIGINAL),
			 0);
	json[len] = '\0';
	return json_tokener_parse(json);
}

static const char *text_of(struct json_object *object, const char *name)
{
	return json_object_get_string(json_object_object_get(object, name));
}

static void the_header_is_json_in_base64(void **state)
{
	struct x402_sign_in sign_in = sign_in_at("https://api.venice.ai/api/v1");
	uint8_t signature[X402_SIGNATURE_SIZE];
	struct json_object *root;
	struct buf header, message;

	(void)state;
	memset(signature, 0xab, sizeof(signature));
	buf_init(&header, 0);
	buf_init(&message, 0);
	x402_sign_in_header(&header, &sign_in, signature);
	x402_sign_in_message(&message, &sign_in);
	root = decoded(&header);
	assert_non_null(root);
	assert_int_equal(json_object_object_length(root), 5);
	assert_string_equal(text_of(root, "address"), WALLET);
	assert_string_equal(text_of(root, "message"), buf_string(&message));
	assert_int_equal(strlen(text_of(root, "signature")), 2 + 2 * X402_SIGNATURE_SIZE);
	assert_memory_equal(text_of(root, "signature"), "0xabab", 6);
	assert_true(json_object_get_int64(json_object_object_get(root, "timestamp")) == NOW_MS);
	assert_int_equal(json_object_get_int64(json_object_object_get(root, "chainId")), 8453);
	json_object_put(root);
	buf_free(&header);
	buf_free(&message);
}

static const struct x402_offer good = {
	.scheme = "exact", .network = "eip155:8453", .asset = "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913",
	.pay_to = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C", .amount = "5000000", .name = "USD Coin", .version = "2",
	.timeout_s = 300,
};

static bool choose(struct x402_terms *out, const struct x402_offers *offers, struct err *err)
{
	struct address wallet;
	struct network network;

	assert_true(address_parse(&wallet, WALLET, err));
	assert_true(network_builtin(&network, "base"));
	*err = (struct err){ 0 };
	return x402_choose(out, offers, &network, wallet, err);
}

static void usdc_on_this_chain_is_taken(void **state)
{
	struct x402_offers offers = { .version = 2, .count = 3, .items = { good, good, good } };
	struct x402_terms terms;
	char to[ADDRESS_TEXT_SIZE];
	struct err err;

	(void)state;
	strcpy(offers.items[0].network, "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp");
	strcpy(offers.items[1].scheme, "upto");
	strcpy(offers.items[2].method, "eip3009");
	assert_true(choose(&terms, &offers, &err));
	address_format(to, terms.pay_to);
	assert_string_equal(to, good.pay_to);
	assert_int_equal(terms.least.units.limb[0], 5000000);
	assert_int_equal(terms.life_s, 300);
	offers.items[2].timeout_s = UINT64_MAX;		/* nobody needs it for so long */
	assert_true(choose(&terms, &offers, &err));
	assert_int_equal(terms.life_s, 600);
	offers.items[2].timeout_s = 0;
	assert_true(choose(&terms, &offers, &err));
	assert_int_equal(terms.life_s, 30);
}

/* Venice spells a rail in either of two ways, and gets it back as it was spelled. */
static void a_rail_has_two_spellings(void **state)
{
	static const char *const spellings[] = { "eip155:8453", "base" };
	struct x402_offers offers = { .version = 2, .count = 2, .items = { good, good } };
	struct x402_terms terms;
	struct network network;
	struct err err;

	(void)state;
	strcpy(offers.items[0].network, "solana");
	for (size_t i = 0; i < 2; i++) {
		strcpy(offers.items[1].network, spellings[i]);
		assert_true(choose(&terms, &offers, &err));
		assert_string_equal(terms.network, spellings[i]);
	}
	assert_true(network_builtin(&network, "base"));
	network.chain_id = 84532;	/* on this chain the network's name is not "base" */
	assert_false(x402_choose(&terms, &offers, &network, (struct address){ { 1 } }, &err));
	assert_int_equal(err.code, ERR_X402_REFUSED);
}

#define CHANGED(field, value, says) { offsetof(struct x402_offer, field), value, says }

static void everything_else_is_refused(void **state)
{
	static const struct { size_t field; const char *value, *says; } rows[] = {
		CHANGED(scheme, "upto", "more"), CHANGED(scheme, "Exact", "more"), CHANGED(scheme, "", "of no name"),
		CHANGED(network, "eip155:1", "paid there"), CHANGED(network, "Base", "paid there"), CHANGED(network, "solana", "paid there"),
		CHANGED(network, "eip155:84532", "paid there"), CHANGED(network, "", "paid there"),
		CHANGED(asset, "0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf", "not with USDC"),
		CHANGED(asset, "0x833589fcd6edb6e08f4c7c32d4f71b54bda0291", "not with USDC"), CHANGED(asset, "", "of no address"),
		CHANGED(pay_to, "0x0000000000000000000000000000000000000000", "lost"), CHANGED(pay_to, "", "nobody"),
		CHANGED(pay_to, "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913", "USDC token itself"),
		CHANGED(pay_to, "0x321b7ff75154472B18EDb199033fF4D116F340Ff", "lost"),
		CHANGED(pay_to, "0x209693bC6afc0C5328bA36FaF03C514EF312287C", "no address"),	/* checksum */
		CHANGED(pay_to, WALLET, "this wallet itself"),
		CHANGED(amount, "", "no number"), CHANGED(amount, "0", "no number"), CHANGED(amount, "-5", "no number"),
		CHANGED(amount, "5.0", "no number"), CHANGED(amount, "0x5", "no number"), CHANGED(amount, " 5", "no number"),
		CHANGED(name, "USDC", "another contract"), CHANGED(name, "", "another contract"),
		CHANGED(version, "1", "another contract"), CHANGED(method, "permit2", "another contract take"),
		CHANGED(method, "erc7710", "another contract take"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct x402_offers offers = { .version = 2, .count = 1, .items = { good } };
		struct x402_terms terms;
		struct err err;

		strcpy((char *)&offers.items[0] + rows[i].field, rows[i].value);
		assert_false(choose(&terms, &offers, &err));
		assert_int_equal(err.code, ERR_X402_REFUSED);
		if (!strstr(err.msg, rows[i].says))
			fail_msg("%s: %s", rows[i].value, err.msg);
	}
}

static void another_version_or_nothing_at_all(void **state)
{
	struct x402_offers offers = { .version = 1, .count = 1, .items = { good } };
	struct x402_terms terms;
	struct err err;

	(void)state;
	assert_false(choose(&terms, &offers, &err));
	assert_non_null(strstr(err.msg, "version 1"));
	offers.version = 2;
	offers.count = 0;
	assert_false(choose(&terms, &offers, &err));
	assert_non_null(strstr(err.msg, "no chain at all"));
}

/* Returns the example of the specification: the header in it, decoded. */
static struct json_object *example(struct json_object *file)
{
	for (size_t i = 0; i < json_object_array_length(file); i++) {
		struct json_object *row = json_object_array_get_idx(file, i);

		if (strcmp(text_of(row, "kind"), "header PAYMENT-SIGNATURE") == 0)
			return json_object_object_get(row, "json");
	}
	fail();
	return NULL;
}

/* Checks that both have the same members with values of the same type, all the way down. */
static void assert_same_form(struct json_object *a, struct json_object *b)
{
	assert_int_equal(json_object_get_type(a), json_object_get_type(b));
	if (!json_object_is_type(a, json_type_object))
		return;
	assert_int_equal(json_object_object_length(a), json_object_object_length(b));
	json_object_object_foreach(a, name, value) {
		struct json_object *other;

		assert_true(json_object_object_get_ex(b, name, &other));
		assert_same_form(value, other);
	}
}

static void the_payment_has_the_form_of_the_specification(void **state)
{
	struct json_object *file = vector_load("x402/spec-examples-v2.json"), *root, *accepted, *authorization;
	uint8_t signature[X402_SIGNATURE_SIZE] = { 0xab };
	struct payment payment = {
		.chain_id = 8453, .from = { { 1 } }, .to = { { 2 } }, .amount = { TOKEN_USDC, { { 12500000 } } },
		.valid_before = 1795250160, .nonce = { 0xcd },
	};
	struct x402_terms terms = { .network = "eip155:8453", .life_s = 300 };
	struct network network;
	struct buf header;

	(void)state;
	assert_true(network_builtin(&network, "base"));
	buf_init(&header, 0);
	x402_payment_header(&header, &payment, &terms, signature, &network);
	root = decoded(&header);
	assert_same_form(example(file), root);
	accepted = json_object_object_get(root, "accepted");
	authorization = json_object_object_get(json_object_object_get(root, "payload"), "authorization");
	assert_string_equal(text_of(json_object_object_get(root, "resource"), "url"), "https://api.venice.ai/api/v1/x402/top-up");
	assert_string_equal(text_of(accepted, "network"), "eip155:8453");
	assert_string_equal(text_of(accepted, "amount"), "12500000");
	assert_string_equal(text_of(accepted, "asset"), "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913");
	assert_string_equal(text_of(accepted, "payTo"), "0x0200000000000000000000000000000000000000");
	assert_string_equal(text_of(authorization, "value"), "12500000");
	assert_string_equal(text_of(authorization, "validAfter"), "0");
	assert_string_equal(text_of(authorization, "validBefore"), "1795250160");
	assert_memory_equal(text_of(authorization, "nonce"), "0xcd00", 6);
	json_object_put(root);
	json_object_put(file);
	buf_free(&header);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_message_is_the_documented_one),
		cmocka_unit_test(the_domain_is_the_apis),
		cmocka_unit_test(the_header_is_json_in_base64),
		cmocka_unit_test(usdc_on_this_chain_is_taken),
		cmocka_unit_test(a_rail_has_two_spellings),
		cmocka_unit_test(everything_else_is_refused),
		cmocka_unit_test(another_version_or_nothing_at_all),
		cmocka_unit_test(the_payment_has_the_form_of_the_specification),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
