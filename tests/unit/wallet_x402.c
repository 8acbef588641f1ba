/* x402: what a wallet signs itself in with. */
#include "wallet/x402.h"

#include <json-c/json.h>
#include <sodium.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/siwe.h"

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

/* A signature for one server must be of no use at another. */
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

	assert_int_equal(sodium_base642bin((unsigned char *)json, sizeof(json) - 1, buf_string(header), header->len, NULL,
					   &len, NULL, sodium_base64_VARIANT_ORIGINAL), 0);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_message_is_the_documented_one),
		cmocka_unit_test(the_domain_is_the_apis),
		cmocka_unit_test(the_header_is_json_in_base64),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
