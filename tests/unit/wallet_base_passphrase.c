#include "wallet/base/passphrase.h"

#include <string.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"
#include "wallet/base/mem.h"

static struct passphrase *password_of(const char *bytes, size_t len)
{
	struct passphrase *password = passphrase_new(len);

	assert_true(secret_append(&password->s, bytes, len));
	return password;
}

#define check_taken(bytes) taken(bytes, sizeof(bytes) - 1)
#define check_refused(bytes, words) refused(bytes, sizeof(bytes) - 1, words)
#define check_meant(bytes, expected) meant(bytes, sizeof(bytes) - 1, expected)

static void taken(const char *bytes, size_t len)
{
	struct passphrase *password = password_of(bytes, len), *other = passphrase_meant(password);
	struct err err;

	if (!passphrase_check_new(&password->s, "The password", &err))
		fail_msg("%s: %s", bytes, err.msg);
	assert_null(other);
	passphrase_free(password);
}

static void refused(const char *bytes, size_t len, const char *words)
{
	struct passphrase *password = password_of(bytes, len);
	struct err err;

	if (passphrase_check_new(&password->s, "The password", &err))
		fail_msg("\"%s\" was taken", bytes);
	if (!strstr(err.msg, words))
		fail_msg("%s: %s", words, err.msg);
	assert_int_equal(strncmp(err.msg, "The password ", 13), 0);
	assert_int_equal(err.code, ERR_INVALID_INPUT);
	passphrase_free(password);
}

static void meant(const char *bytes, size_t len, const char *expected)
{
	struct passphrase *password = password_of(bytes, len), *other = passphrase_meant(password);

	if (!expected) {
		assert_null(other);
	} else {
		if (!other)
			fail_msg("nothing else than \"%s\"", expected);
		assert_string_equal(other->s.data, expected);
		assert_int_equal(other->s.len, strlen(expected));
	}
	passphrase_free(password);
	passphrase_free(other);
}

static void what_can_be_typed_is_taken(void **state)
{
	(void)state;
	check_taken("a");
	check_taken("correct horse battery staple");
	check_taken("pässwörd ﬁle² 漢字 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb");
}

static void what_cannot_be_typed_again_is_refused(void **state)
{
	(void)state;
	check_refused("", "empty");
	check_refused("\xef\xbb\xbfsecret1", "byte order mark");
	check_refused("\xff\xfes\0e\0", "UTF-16");
	check_refused("s\0e\0c\0", "UTF-16");
	check_refused("a\0b", "NUL");
	check_refused("secret1 ", "blank");
	check_refused("secret1\t", "blank");
	check_refused("secret1\r", "blank");
	check_refused("secret1\xc2\xa0", "blank");
	check_refused(" secret1", "blank");
	check_refused("sec\x1bret", "does not show");
	check_refused("sec\tret", "does not show");
	check_refused("sec\xe2\x80\x8bret", "does not show");
	check_refused("p\xe4ss", "not UTF-8");
}

static void what_an_editor_added_can_be_left_out(void **state)
{
	(void)state;
	check_meant("secret1", NULL);
	check_meant(" secret1", NULL);
	check_meant("a\0b", NULL);
	check_meant("p\xe4ss", NULL);
	check_meant("secret1 ", "secret1");
	check_meant("two words \t\r", "two words");
	check_meant("\xef\xbb\xbfsecret1", "secret1");
	check_meant("\xef\xbb\xbf secret1 ", " secret1");
	check_meant("\xff\xfes\0e\0\xfc\0\r\0\n\0", "seü");
	check_meant("\xfe\xff\0s\0e\0\r\0\n", "se");
	check_meant("s\0e\0\r\0\n", "se");		/* read to the line feed's first byte */
	check_meant(" ", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_can_be_typed_is_taken),
		cmocka_unit_test(what_cannot_be_typed_again_is_refused),
		cmocka_unit_test(what_an_editor_added_can_be_left_out),
	};

	return cmocka_run_group_tests_name("wallet_passphrase", tests, NULL, NULL);
}
