#include "keystore/secret_file.h"

#include <fcntl.h>
#include <sys/wait.h>

#include "tests/unit/keystore_help.h"

static char folder[64];

static const char *file_of(const void *bytes, size_t len)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/secret", folder);
	write_file(path, bytes, len);
	return path;
}

static void check_passphrase(const void *bytes, size_t len, const char *expected, size_t expected_len)
{
	struct passphrase *password;
	struct err err;

	assert_ok(secret_file_passphrase(&password, file_of(bytes, len), &err));
	assert_int_equal(password->s.len, expected_len);
	assert_memory_equal(password->s.data, expected, expected_len + 1);
	passphrase_free(password);
}

static void a_password_is_the_first_line(void **state)
{
	(void)state;
	check_passphrase("secret", 6, "secret", 6);
	check_passphrase("secret\n", 7, "secret", 6);
	check_passphrase("secret\r\n", 8, "secret", 6);
	check_passphrase("secret\nmore\n", 12, "secret", 6);
	check_passphrase(" secret \n", 9, " secret ", 8);
	check_passphrase("se\rcret\n", 8, "se\rcret", 7);
	check_passphrase("\n", 1, "", 0);
	check_passphrase("", 0, "", 0);
	check_passphrase("a\0b\n", 4, "a\0b", 3);
	check_passphrase("p\xc3\xa4ss\n", 6, "p\xc3\xa4ss", 5);
}

static void a_password_has_a_longest(void **state)
{
	(void)state;
	char text[PASSPHRASE_MAX + 10];
	struct passphrase *password;
	struct err err;

	memset(text, 'a', sizeof(text));
	text[PASSPHRASE_MAX] = '\r';
	text[PASSPHRASE_MAX + 1] = '\n';
	assert_ok(secret_file_passphrase(&password, file_of(text, PASSPHRASE_MAX + 2), &err));
	assert_int_equal(password->s.len, PASSPHRASE_MAX);
	passphrase_free(password);
	text[PASSPHRASE_MAX] = 'a';
	assert_refused(secret_file_passphrase(&password, file_of(text, PASSPHRASE_MAX + 2), &err), ERR_INVALID_INPUT);
	text[PASSPHRASE_MAX + 1] = 'a';
	assert_refused(secret_file_passphrase(&password, file_of(text, sizeof(text)), &err), ERR_INVALID_INPUT);
	assert_null(strstr(err.msg, "aaa"));
}

static void says_what_cannot_be_read(void **state)
{
	(void)state;
	struct passphrase *password;
	struct err err;

	assert_refused(secret_file_passphrase(&password, folder, &err), ERR_INVALID_INPUT);
	assert_refused(secret_file_passphrase(&password, "/nowhere/at/all", &err), ERR_IO);
}

/* The shell's <(…) gives a pipe. */
static void takes_pipes(void **state)
{
	(void)state;
	struct passphrase *password;
	char path[64];
	struct err err;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "piped\n", 6), 6);
	close(ends[1]);
	snprintf(path, sizeof(path), "/dev/fd/%d", ends[0]);
	assert_ok(secret_file_passphrase(&password, path, &err));
	assert_string_equal(password->s.data, "piped");
	passphrase_free(password);
	close(ends[0]);
}

static void leaves_stdins_next_line(void **state)
{
	(void)state;
	struct passphrase *first, *second;
	int saved = dup(STDIN_FILENO), ends[2];
	struct err err;

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "one\ntwo\n", 8), 8);
	close(ends[1]);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	assert_ok(secret_file_passphrase(&first, "-", &err));
	assert_ok(secret_file_passphrase(&second, "-", &err));
	assert_string_equal(first->s.data, "one");
	assert_string_equal(second->s.data, "two");
	passphrase_free(first);
	passphrase_free(second);
	assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
	close(saved);
}

static void reads_words_however_spaced(void **state)
{
	(void)state;
	static const char text[] = "\n one\ttwo\r\n\r\nthree   four\n";
	struct mnemonic *mnemonic;
	char many[MNEMONIC_MAX * 2];
	struct err err;

	assert_ok(secret_file_mnemonic(&mnemonic, file_of(text, sizeof(text) - 1), &err));
	assert_string_equal(mnemonic->s.data, "one two three four");
	assert_int_equal(mnemonic->s.len, 18);
	mnemonic_free(mnemonic);
	memset(many, 'a', sizeof(many));
	assert_refused(secret_file_mnemonic(&mnemonic, file_of(many, sizeof(many)), &err), ERR_MNEMONIC_BAD);
}

static void reads_private_keys(void **state)
{
	(void)state;
	static const char *const good[] = {
		"0000000000000000000000000000000000000000000000000000000000000001",
		"0x0000000000000000000000000000000000000000000000000000000000000001\n",
		"0x0000000000000000000000000000000000000000000000000000000000000001\r\n",
		"FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364140\n",
	};
	static const char *const bad[] = {
		"", "0x", "1",
		"0000000000000000000000000000000000000000000000000000000000000000",
		"fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
		"000000000000000000000000000000000000000000000000000000000000001",
		"00000000000000000000000000000000000000000000000000000000000000001",
		"0x00000000000000000000000000000000000000000000000000000000000000001",
		"000000000000000000000000000000000000000000000000000000000000000g",
		" 000000000000000000000000000000000000000000000000000000000000001",
	};
	struct seckey *key;
	struct err err;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_ok(secret_file_seckey(&key, file_of(good[i], strlen(good[i])), &err));
		assert_int_equal(key->s.len, 32);
		assert_true(key->s.data[31] == 1 || (uint8_t)key->s.data[31] == 0x40);
		seckey_free(key);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_refused(secret_file_seckey(&key, file_of(bad[i], strlen(bad[i])), &err), ERR_INVALID_INPUT);
		assert_sentence(err.msg);
		assert_null(strstr(err.msg, "0000000"));
	}
}

#define PRIVATE_KEY "4c1d7f2a95e0b3d86c1f42a79e5b08d3c6f714a2b9e05d8371c6fa2e49b7d015"
#define API_KEY "VENICE_INFERENCE_KEY_abc-123_XYZ"
#define LEGAL "legal winner thank year wave sausage worth useful legal winner thank yellow"

static const uint8_t private_key[4] = { 0x4c, 0x1d, 0x7f, 0x2a };

static void check_seckey(const char *path)
{
	struct seckey *key;
	struct err err;

	assert_ok(secret_file_seckey(&key, path, &err));
	assert_memory_equal(key->s.data, private_key, sizeof(private_key));
	seckey_free(key);
}

static void check_apikey(const char *text, size_t len)
{
	enum key_type type;
	struct apikey *key;
	struct err err;

	assert_ok(secret_file_apikey(&key, &type, file_of(text, len), &err));
	assert_string_equal(key->s.data, API_KEY);
	assert_int_equal(type, KEY_INFERENCE);
	apikey_free(key);
}

#define LITTLE_ENDIAN_KEY "\xff\xfe" "0\0x\0" "4\0c\0" "1\0d\0" "7\0f\0" "2\0a\0" "9\0" "5\0e\0" "0\0b\0" "3\0d\0" "8\0" "6\0c\0" "1\0f\0" \
	"4\0" "2\0a\0" "7\0" "9\0e\0" "5\0b\0" "0\0" "8\0d\0" "3\0c\0" "6\0f\0" "7\0" "1\0" "4\0a\0" "2\0b\0" "9\0e\0" "0\0" "5\0d\0" \
	"8\0" "3\0" "7\0" "1\0c\0" "6\0f\0a\0" "2\0e\0" "4\0" "9\0b\0" "7\0d\0" "0\0" "1\0" "5\0" "\r\0\n\0"

static void reads_private_keys_as_they_are_saved(void **state)
{
	(void)state;
	static const char *const good[] = {
		"PRIVATE_KEY=0x" PRIVATE_KEY "\n", "export PRIVATE_KEY=\"" PRIVATE_KEY "\"\r\n", "# mine\n\n\t0X" PRIVATE_KEY " \n\n",
		"RPC=https://mainnet.base.org\nPRIVATE_KEY=" PRIVATE_KEY "\nVENICE_API_KEY=" API_KEY "\n",
	};

	check_seckey(vector_path("faults/keyfiles/key-0X"));
	check_seckey(vector_path("faults/keyfiles/key-bomcrlf"));
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		check_seckey(file_of(good[i], strlen(good[i])));
	check_seckey(file_of(LITTLE_ENDIAN_KEY, sizeof(LITTLE_ENDIAN_KEY) - 1));
}

static void says_what_is_there_instead_of_a_private_key(void **state)
{
	(void)state;
	static const struct {
		const char *text, *words;
	} rows[] = {
		{ API_KEY, "'rialto key add'" }, { LEGAL "\n", "--mnemonic-file" }, { "{\"crypto\":{}}", "--keystore" },
		{ "A=" PRIVATE_KEY "\nB=0x" PRIVATE_KEY "\n", "2 private keys" }, { "0x12", "64 hexadecimal digits" },
	};
	struct seckey *key;
	struct err err;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_refused(secret_file_seckey(&key, file_of(rows[i].text, strlen(rows[i].text)), &err),
			       ERR_INVALID_INPUT);
		if (!strstr(err.msg, rows[i].words))
			fail_msg("%s: %s", rows[i].words, err.msg);
		assert_null(strstr(err.msg, "4c1d"));
	}
}

static void says_what_is_there_instead_of_words(void **state)
{
	(void)state;
	static const struct {
		const char *text, *words;
	} rows[] = {
		{ PRIVATE_KEY "\n", "--key-file" }, { "export KEY='0x" PRIVATE_KEY "'\r\n", "--key-file" }, { API_KEY, "'rialto key add'" },
	};
	struct mnemonic *words;
	struct err err;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_refused(secret_file_mnemonic(&words, file_of(rows[i].text, strlen(rows[i].text)), &err),
			       ERR_INVALID_INPUT);
		if (!strstr(err.msg, rows[i].words))
			fail_msg("%s: %s", rows[i].words, err.msg);
		assert_null(strstr(err.msg, "4c1d"));
	}
}

/* Every kind of secret, and every kind of text that shows nothing. */
static void says_that_nothing_is_there(void **state)
{
	(void)state;
	static const char *const rows[] = { "", "\n", "\r\n", " \t\n\n", "\xef\xbb\xbf", "\xef\xbb\xbf\r\n" };
	struct mnemonic *words;
	struct seckey *key;
	struct apikey *apikey;
	enum key_type type;
	struct err err;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *path = file_of(rows[i], strlen(rows[i]));

		assert_refused(secret_file_mnemonic(&words, path, &err), ERR_INVALID_INPUT);
		assert_non_null(strstr(err.msg, " is empty."));
		assert_refused(secret_file_seckey(&key, path, &err), ERR_INVALID_INPUT);
		assert_non_null(strstr(err.msg, " is empty."));
		assert_refused(secret_file_apikey(&apikey, &type, path, &err), ERR_INVALID_INPUT);
		assert_non_null(strstr(err.msg, " is empty."));
	}
}

static void reads_api_keys(void **state)
{
	(void)state;
	static const char *const good[] = {
		API_KEY, API_KEY "\n", "\xef\xbb\xbf" API_KEY "\r\n", " " API_KEY " ", "VENICE_API_KEY=" API_KEY,
		"export VENICE_API_KEY='" API_KEY "'\n", "# Venice\nVENICE_API_KEY=\"" API_KEY "\"\nPRIVATE_KEY=0x" PRIVATE_KEY "\n",
	};
	static const char *const bad[] = { "", "\n", "two words", "tab\there", "\xc3\xa4", "a\x7f", "a\rb: c", "VENICE_abc-123\n" };
	enum key_type type;
	struct apikey *key;
	struct err err;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		check_apikey(good[i], strlen(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_refused(secret_file_apikey(&key, &type, file_of(bad[i], strlen(bad[i])), &err),
			       ERR_INVALID_INPUT);
	assert_refused(secret_file_apikey(&key, &type,
					  file_of("A=" API_KEY "\nB=" API_KEY "2\n", 2 * strlen(API_KEY) + 7), &err),
		       ERR_INVALID_INPUT);
	assert_non_null(strstr(err.msg, "2 API keys"));
}

static void no_other_secret_is_an_api_key(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{ PRIVATE_KEY, "a private key" }, { "0x" PRIVATE_KEY "\n", "a private key" }, { "VENICE_API_KEY='0X" PRIVATE_KEY "'", "a private key" },
		{ "# key\nexport VENICE_API_KEY=" PRIVATE_KEY "\nX=1\n", "a private key" }, { LEGAL "\n", "a wallet's words" },
		{ "legal\nwinner\nthank\nyear\nwave\nsausage\nworth\nuseful\nlegal\nwinner\nthank\nyellow\n", "a wallet's words" },
		{ "MNEMONIC=\"" LEGAL "\"\n", "a wallet's words" },
	};
	enum key_type type;
	struct apikey *key;
	struct err err;

	assert_refused(secret_file_apikey(&key, &type, vector_path("faults/keyfiles/apikey-is-a-private-key"), &err), ERR_INVALID_INPUT);
	assert_non_null(strstr(err.msg, "a private key"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_refused(secret_file_apikey(&key, &type, file_of(rows[i][0], strlen(rows[i][0])), &err),
			       ERR_INVALID_INPUT);
		if (!strstr(err.msg, rows[i][1]))
			fail_msg("%s: %s", rows[i][1], err.msg);
	}
}

static void check_words(const char *path, const char *expected)
{
	struct mnemonic *words;
	struct err err;

	assert_ok(secret_file_mnemonic(&words, path, &err));
	assert_string_equal(words->s.data, expected);
	mnemonic_free(words);
}

static void reads_words_as_they_are_written_down(void **state)
{
	(void)state;
	static const char *const rows[] = {
		LEGAL, "\xef\xbb\xbf" LEGAL "\r\n", "MNEMONIC=\"" LEGAL "\"\n",
		"1. legal\n2. winner\n3. thank\n4. year\n5. wave\n6. sausage\n7. worth\n8. useful\n9. legal\n10. winner\n11. thank\n12. yellow\n",
		"legal, winner, thank, year, wave, sausage, worth, useful, legal, winner, thank, yellow",
		"(1) Legal (2) Winner (3) Thank (4) Year (5) Wave (6) Sausage (7) Worth (8) Useful (9) Legal (10) Winner (11) Thank (12) Yellow",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		check_words(file_of(rows[i], strlen(rows[i])), LEGAL);
	check_words(vector_path("faults/paste-words-one-per-line.txt"), LEGAL);
}

static void a_passphrase_of_words_is_never_empty(void **state)
{
	(void)state;
	struct passphrase *passphrase;
	struct err err;

	assert_ok(secret_file_words_passphrase(&passphrase, file_of("TREZOR\r\n", 8), &err));
	assert_string_equal(passphrase->s.data, "TREZOR");
	passphrase_free(passphrase);
	assert_refused(secret_file_words_passphrase(&passphrase, vector_path("faults/passwords/mp-empty"), &err), ERR_INVALID_INPUT);
	assert_non_null(strstr(err.msg, "another address"));
	assert_refused(secret_file_words_passphrase(&passphrase, file_of("\r\n", 2), &err), ERR_INVALID_INPUT);
	for (size_t i = 0; i < 3; i++) {
		static const char *const names[] = { "faults/passwords/p-bom1", "faults/passwords/p-nul", "faults/passwords/p-ts" };
		static const char *const words[] = { "byte order mark", "NUL", "blank" };

		assert_refused(secret_file_words_passphrase(&passphrase, vector_path(names[i]), &err),
			       ERR_INVALID_INPUT);
		if (!strstr(err.msg, words[i]))
			fail_msg("%s: %s", words[i], err.msg);
	}
}

static void writes_once_and_closed(void **state)
{
	(void)state;
	char path[128], text[32] = { 0 };
	struct secret secret;
	struct home home;
	struct stat st;
	struct err err;
	FILE *file;

	scratch_home(&home);
	snprintf(path, sizeof(path), "%s/out", folder);
	secret_init(&secret, 6);
	assert_true(secret_append(&secret, "secret", 6));
	assert_ok(secret_file_write(&home, path, &secret, NULL, &err));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_refused(secret_file_write(&home, path, &secret, NULL, &err), ERR_INVALID_INPUT);
	assert_refused(secret_file_write(&home, "/nowhere/at/all", &secret, NULL, &err), ERR_IO);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fread(text, 1, sizeof(text), file), 7);
	assert_string_equal(text, "secret\n");
	fclose(file);
	secret_free(&secret);
	scratch_home_remove(&home);
}

static int make_folder(void **state)
{
	(void)state;
	scratch_folder(folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	scratch_remove(folder);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_password_is_the_first_line),
		cmocka_unit_test(a_password_has_a_longest),
		cmocka_unit_test(says_what_cannot_be_read),
		cmocka_unit_test(takes_pipes),
		cmocka_unit_test(leaves_stdins_next_line),
		cmocka_unit_test(reads_words_however_spaced),
		cmocka_unit_test(reads_private_keys),
		cmocka_unit_test(reads_private_keys_as_they_are_saved),
		cmocka_unit_test(says_what_is_there_instead_of_a_private_key),
		cmocka_unit_test(says_what_is_there_instead_of_words),
		cmocka_unit_test(says_that_nothing_is_there),
		cmocka_unit_test(reads_api_keys),
		cmocka_unit_test(no_other_secret_is_an_api_key),
		cmocka_unit_test(reads_words_as_they_are_written_down),
		cmocka_unit_test(a_passphrase_of_words_is_never_empty),
		cmocka_unit_test(writes_once_and_closed),
	};

	return cmocka_run_group_tests_name("keystore_secret_file", tests, make_folder, remove_folder);
}
