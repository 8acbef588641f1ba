#include "app/cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

#define KEY "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
#define API_KEY "VENICE_INFERENCE_KEY_abcdefghijklmnop"
#define WORDS "legal winner thank year wave sausage worth useful legal winner thank yellow"
#define ABBREVIATED "lega winn than year wave saus wort usef lega winn than yell"

static bool parse(struct err *err, const char *const *words, int count)
{
	char *argv[32] = { (char *)(uintptr_t)"rialto" };
	struct options options;

	for (int i = 0; i < count; i++)
		argv[i + 1] = (char *)(uintptr_t)words[i];
	return options_parse(&options, count + 1, argv, err);
}

static void is_refused(const char *sort, const char *const *words, int count)
{
	struct err err;

	assert_false(parse(&err, words, count));
	assert_int_equal(err.code, ERR_USAGE);
	assert_non_null(strstr(err.msg, sort));
	assert_null(strstr(err.msg, "ac0974"));
	assert_null(strstr(err.msg, "_KEY_"));
	assert_null(strstr(err.msg, "legal"));
	assert_null(strstr(err.msg, "lega "));
}

static void is_read(const char *const *words, int count)
{
	struct err err;

	assert_true(parse(&err, words, count));
}

static void no_private_key_is_an_argument(void **state)
{
	(void)state;

	is_refused("a private key", (const char *[]){ "wallet", "new", KEY }, 3);
	is_refused("a private key", (const char *[]){ "wallet", "import", "KEY=0x" KEY }, 3);
	is_refused("a private key", (const char *[]){ "balance", "0x" KEY }, 2);
	is_refused("a private key", (const char *[]){ "balance", "--wallet", "0x" KEY }, 3);
	is_refused("a private key", (const char *[]){ "balance", "--wallet=" KEY }, 2);
	is_refused("a private key", (const char *[]){ "0x" KEY }, 1);
}

static void no_api_key_is_an_argument(void **state)
{
	(void)state;

	is_refused("an API key", (const char *[]){ "key", "add", API_KEY }, 3);
	is_refused("an API key", (const char *[]){ "key", "add", "--key-file", "Bearer " API_KEY }, 4);
	is_refused("an API key", (const char *[]){ "key", "add", "--description='" API_KEY "'" }, 3);
}

/* Words are found in one argument or spread over many, whatever stands before them. */
static void no_words_are_arguments(void **state)
{
	(void)state;
	static const char *const lines[] = {
		WORDS, ABBREVIATED, "wallet import " WORDS, "wallet import mine " WORDS, "import " WORDS, "wallet " WORDS,
		"LEGAL winner THANK year wave sausage worth useful legal winner thank yellow",
	};

	is_refused("a wallet's words", (const char *[]){ "wallet", "import", WORDS }, 3);
	is_refused("a wallet's words", (const char *[]){ "wallet", "import", "mine", ABBREVIATED }, 4);
	is_refused("a wallet's words", (const char *[]){ "wallet", "import", "--mnemonic-file", WORDS }, 4);
	for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
		char copy[256], *rest = NULL;
		const char *words[32];
		int count = 0;

		strcpy(copy, lines[i]);
		for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
			words[count++] = word;
		is_refused("a wallet's words", words, count);
	}
}

static void an_unknown_option_is_named_without_its_value(void **state)
{
	(void)state;
	struct err err;

	assert_false(parse(&err, (const char *[]){ "--private-key=0x" KEY, "balance" }, 2));
	assert_string_equal(err.msg, "There is no option --private-key");
	assert_false(parse(&err, (const char *[]){ "--private-key", "0x" KEY, "balance" }, 3));
	assert_string_equal(err.msg, "There is no option --private-key");
}

static void no_secret_is_in_the_environment(void **state)
{
	(void)state;
	const char *name = option_info(OPTION_WALLET)->environment;

	assert_int_equal(setenv(name, "0x" KEY, 1), 0);
	is_refused("a private key", (const char *[]){ "balance" }, 1);
	unsetenv(name);
	is_read((const char *[]){ "balance" }, 1);
}

static void hashes_and_sentences_are_read(void **state)
{
	(void)state;

	is_read((const char *[]){ "log", "transaction", "0x" KEY }, 3);
	is_read((const char *[]){ "log", "0x" KEY }, 2);
	is_read((const char *[]){ "key", "create", "--description", "for the one that reads us the news at ten each day" }, 4);
	is_read((const char *[]){ "balance", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
				  "twelve" }, 13);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_private_key_is_an_argument),
		cmocka_unit_test(no_api_key_is_an_argument),
		cmocka_unit_test(no_words_are_arguments),
		cmocka_unit_test(an_unknown_option_is_named_without_its_value),
		cmocka_unit_test(no_secret_is_in_the_environment),
		cmocka_unit_test(hashes_and_sentences_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
