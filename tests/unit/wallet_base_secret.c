#include "wallet/base/secret.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/unit.h"

static void appends_up_to_its_room(void **state)
{
	(void)state;
	struct secret secret;

	secret_init(&secret, 8);
	assert_int_equal(secret.len, 0);
	assert_int_equal(secret.data[0], 0);
	assert_true(secret_append(&secret, "horse", 5));
	assert_false(secret_append(&secret, "abcd", 4));
	assert_int_equal(secret.len, 5);
	assert_string_equal(secret.data, "horse");
	assert_true(secret_append(&secret, "abc", 3));
	assert_string_equal(secret.data, "horseabc");
	assert_false(secret_append(&secret, "x", 1));
	assert_false(secret_append(&secret, "x", SIZE_MAX));
	assert_true(secret_append(&secret, NULL, 0));
	secret_free(&secret);
}

/* The bytes beyond len count as well: whoever wrote there shortened len later. */
static void clear_zeroes_the_whole_room(void **state)
{
	(void)state;
	struct secret secret;
	static const char zeros[17];

	secret_init(&secret, 16);
	assert_true(secret_append(&secret, "0123456789abcdef", 16));
	secret.len = 3;
	secret_clear(&secret);
	assert_int_equal(secret.len, 0);
	assert_int_equal(secret.size, 16);
	assert_memory_equal(secret.data, zeros, 17);
	secret_free(&secret);
	assert_null(secret.data);
	assert_int_equal(secret.size, 0);
}

static void freeing_nothing_is_fine(void **state)
{
	(void)state;
	struct secret none = { 0 };

	secret_free(&none);
	secret_clear(&none);
	passphrase_free(NULL);
	mnemonic_free(NULL);
	apikey_free(NULL);
	seckey_free(NULL);
}

static void handles_have_their_room(void **state)
{
	(void)state;
	struct passphrase *passphrase = passphrase_new(PASSPHRASE_MAX);
	struct seckey *seckey = seckey_new();
	char long_text[PASSPHRASE_MAX];

	memset(long_text, 'p', sizeof(long_text));
	assert_true(secret_append(&passphrase->s, long_text, sizeof(long_text)));
	assert_false(secret_append(&passphrase->s, "p", 1));
	assert_int_equal(seckey->s.size, 32);
	passphrase_free(passphrase);
	seckey_free(seckey);
}

static void wipe_zeroes(void **state)
{
	(void)state;
	char bytes[8] = "1234567";

	secret_wipe(bytes, 7);
	for (size_t i = 0; i < 8; i++)
		assert_int_equal(bytes[i], 0);
}

/* AddressSanitizer answers mlock itself, and always with yes. */
#ifdef __SANITIZE_ADDRESS__
#define MLOCK_IS_REAL 0
#else
#define MLOCK_IS_REAL 1
#endif

/* Runs as an ordinary user with `ulimit -l 0`. */
static int use_without_locking(void)
{
	struct rlimit none = { 0, 0 };
	struct secret secret;

	if (setrlimit(RLIMIT_MEMLOCK, &none) != 0 || (geteuid() == 0 && setuid(65534) != 0))
		return 2;
	secret_init(&secret, 8);
	if (!secret_append(&secret, "horse", 5) || (MLOCK_IS_REAL && secret_memory_locked()))
		return 1;
	secret_free(&secret);
	return 0;
}

static void works_where_memory_cannot_be_locked(void **state)
{
	(void)state;
	pid_t child = fork();
	int status;

	if (child == 0)
		_exit(use_without_locking());
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(appends_up_to_its_room),
		cmocka_unit_test(clear_zeroes_the_whole_room),
		cmocka_unit_test(freeing_nothing_is_fine),
		cmocka_unit_test(handles_have_their_room),
		cmocka_unit_test(wipe_zeroes),
		cmocka_unit_test(works_where_memory_cannot_be_locked),
	};

	return cmocka_run_group_tests_name("wallet_secret", tests, NULL, NULL);
}
