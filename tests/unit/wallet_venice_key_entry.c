#include "wallet/venice/key_entry.h"

#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

#define PRIVATE_KEY "4c1d7f2a95e0b3d86c1f42a79e5b08d3c6f714a2b9e05d8371c6fa2e49b7d015"
#define WORDS "legal winner thank year wave sausage worth useful legal winner thank yellow"

static void check_read(const char *text, const char *expected, enum key_type expected_type)
{
	enum key_type type;
	struct apikey *key;
	struct err err;

	if (!key_entry_read(&key, &type, text, strlen(text), &err))
		fail_msg("%s: %s", text, err.msg);
	assert_string_equal(key->s.data, expected);
	assert_int_equal(type, expected_type);
	assert_true(key_entry_may_be_sent(key, &err));
	apikey_free(key);
}

static void check_refused(const char *text, const char *words)
{
	enum key_type type;
	struct apikey *key;
	struct err err;

	if (key_entry_read(&key, &type, text, strlen(text), &err))
		fail_msg("%s was taken", text);
	assert_int_equal(err.code, ERR_INVALID_INPUT);
	if (!strstr(err.msg, words) || !strstr(err.msg, "VENICE_INFERENCE_KEY_ or VENICE_ADMIN_KEY_."))
		fail_msg("%s: %s", words, err.msg);
	assert_null(strstr(err.msg, "4c1d"));
	assert_null(strstr(err.msg, "winner"));
}

static void keys_are_read_with_what_stands_around_them(void **state)
{
	(void)state;
	check_read("VENICE_INFERENCE_KEY_abc-123_XYZ", "VENICE_INFERENCE_KEY_abc-123_XYZ", KEY_INFERENCE);
	check_read("VENICE_ADMIN_KEY_abc-123_XYZ\n", "VENICE_ADMIN_KEY_abc-123_XYZ", KEY_ADMIN);
	check_read("export VENICE_API_KEY=\"VENICE_INFERENCE_KEY_abc-123_XYZ\"", "VENICE_INFERENCE_KEY_abc-123_XYZ", KEY_INFERENCE);
	check_read("VENICE_API_KEY='VENICE_ADMIN_KEY_abc-123_XYZ'", "VENICE_ADMIN_KEY_abc-123_XYZ", KEY_ADMIN);
}

static void what_is_no_key_is_named(void **state)
{
	(void)state;
	static const char *const private_keys[] = {
		PRIVATE_KEY, "0x" PRIVATE_KEY, "0X" PRIVATE_KEY, " 0x" PRIVATE_KEY "\r\n", "PRIVATE_KEY=" PRIVATE_KEY,
		"export VENICE_API_KEY='0x" PRIVATE_KEY "'",
	};
	static const char *const others[] = {
		"", "sk-proj-abcdefghijklmnop", "VENICE_INFERENCE_KEY_", "VENICE_INFERENCE_KEY_a b", "a\"b", "two words",
		"VENICE_INFERENCE_KEY_abcdefgh\nVENICE_INFERENCE_KEY_abcdefgh",
	};

	for (size_t i = 0; i < ARRAY_LENGTH(private_keys); i++)
		check_refused(private_keys[i], "reads as a private key, not as an API key");
	check_refused(WORDS, "reads as a wallet's words");
	check_refused("VENICE_API_KEY=\"" WORDS "\"", "reads as a wallet's words");
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
		check_refused(others[i], "That is not an API key");
}

/* An older rialto stored whatever it was given. */
static void what_was_stored_as_a_key_is_not_sent(void **state)
{
	(void)state;
	static const char *const bad[] = { PRIVATE_KEY, "0x" PRIVATE_KEY, "legal-winner-thank-year-wave-sausage-worth-useful-"
					   "legal-winner-thank-yellow" };
	struct err err;

	for (size_t i = 0; i < ARRAY_LENGTH(bad); i++) {
		struct apikey *key = apikey_new(APIKEY_MAX);

		assert_true(secret_append(&key->s, bad[i], strlen(bad[i])));
		assert_false(key_entry_may_be_sent(key, &err));
		assert_int_equal(err.code, ERR_VAULT_BAD);
		assert_null(strstr(err.msg, "4c1d"));
		apikey_free(key);
	}
}

/* A key that Venice has made is a key, whatever its form. */
static void keys_of_another_form_can_be_sent(void **state)
{
	struct apikey *key = apikey_new(APIKEY_MAX);
	struct err err;

	(void)state;
	assert_true(secret_append(&key->s, "lnWNeSg0pA_rQUooNpbfpPDBaj2vJnWol5WqKWrIEF", 42));
	assert_true(key_entry_may_be_sent(key, &err));
	apikey_free(key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_read_with_what_stands_around_them),
		cmocka_unit_test(what_is_no_key_is_named),
		cmocka_unit_test(what_was_stored_as_a_key_is_not_sent),
		cmocka_unit_test(keys_of_another_form_can_be_sent),
	};

	return cmocka_run_group_tests_name("wallet_key_entry", tests, NULL, NULL);
}
