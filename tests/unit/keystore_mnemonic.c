#include "keystore/mnemonic.h"

#include "keystore/signer.h"
#include "keystore/words.h"
#include "tests/unit/keystore_help.h"

static const char anvil[] = "test test test test test test test test test test test junk";

static void check_both_ways(const char *words, const char *entropy_hex)
{
	struct mnemonic *mnemonic = mnemonic_of(words), *again;
	const struct words *language;
	struct secret entropy;
	struct err err;

	secret_init(&entropy, 32);
	assert_ok(mnemonic_check(mnemonic, &err));
	assert_string_equal(mnemonic->s.data, words);
	assert_ok(mnemonic_to_entropy(&entropy, &language, mnemonic, &err));
	assert_secret_hex(&entropy, entropy_hex);
	assert_ok(mnemonic_from_entropy(&again, &entropy, language, &err));
	assert_string_equal(again->s.data, words);
	assert_int_equal(again->s.len, strlen(words));
	secret_free(&entropy);
	mnemonic_free(mnemonic);
	mnemonic_free(again);
}

static void check_seed(const char *words, const struct passphrase *password, const char *seed_hex)
{
	struct mnemonic *mnemonic = mnemonic_of(words);
	struct secret seed;

	secret_init(&seed, 64);
	mnemonic_seed(&seed, mnemonic, password);
	assert_secret_hex(&seed, seed_hex);
	secret_free(&seed);
	mnemonic_free(mnemonic);
}

static void agrees_with_trezor(void **state)
{
	(void)state;
	struct json_object *file = vector_load("bip39/trezor-python-mnemonic/vectors.json");
	struct json_object *english = json_object_object_get(file, "english");
	struct passphrase *password = passphrase_of("TREZOR");

	assert_int_equal(json_object_array_length(english), 24);
	for (size_t i = 0; i < json_object_array_length(english); i++) {
		struct json_object *v = json_object_array_get_idx(english, i);
		const char *entropy = json_object_get_string(json_object_array_get_idx(v, 0));
		const char *words = json_object_get_string(json_object_array_get_idx(v, 1));

		check_both_ways(words, entropy);
		check_seed(words, password, json_object_get_string(json_object_array_get_idx(v, 2)));
	}
	passphrase_free(password);
	json_object_put(file);
}

/* BIP-39 wants the passphrase in NFKD, and mnemonic_seed leaves that to its caller.  The vectors
 * have one letter that NFKD changes. */
static void normalised(struct secret *out, const char *hex)
{
	struct buf raw, text;

	vector_from_hex(&raw, hex);
	buf_init(&text, 0);
	for (size_t i = 0; i < raw.len; i++) {
		if (i + 1 < raw.len && raw.data[i] == 0xc3 && raw.data[i + 1] == 0xa9) {
			buf_add_string(&text, "e\xcc\x81");
			i++;
		} else {
			buf_add_byte(&text, raw.data[i]);
		}
	}
	secret_init(out, text.len);
	assert_true(secret_append(out, text.data, text.len));
	buf_free(&raw);
	buf_free(&text);
}

static void agrees_with_ethers(void **state)
{
	(void)state;
	struct json_object *file = vector_load("bip39/ethers/mnemonics.v6.en40.json");

	assert_true(json_object_array_length(file) >= 20);
	for (size_t i = 0; i < json_object_array_length(file); i++) {
		struct json_object *v = json_object_array_get_idx(file, i);
		struct passphrase password = { 0 };
		struct buf words;

		vector_from_hex(&words, vector_string(v, "phrase"));
		normalised(&password.s, vector_string(v, "password"));
		check_both_ways(buf_string(&words), vector_string(v, "entropy"));
		check_seed(buf_string(&words), &password, vector_string(v, "seed"));
		secret_free(&password.s);
		buf_free(&words);
	}
	json_object_put(file);
}

static void derives_anvils_accounts(void **state)
{
	(void)state;
	struct json_object *file = vector_load("bip39/anvil-accounts.transcribed.json");
	struct json_object *accounts = json_object_object_get(file, "accounts");
	struct mnemonic *mnemonic = mnemonic_of(vector_string(file, "mnemonic"));

	assert_int_equal(json_object_array_length(accounts), 10);
	for (size_t i = 0; i < json_object_array_length(accounts); i++) {
		struct json_object *v = json_object_array_get_idx(accounts, i);
		char path[48];
		struct seckey *key;
		struct address address;
		struct err err;

		snprintf(path, sizeof(path), "m/44'/60'/0'/0/%zu", i);
		assert_ok(mnemonic_derive(&key, mnemonic, NULL, path, &err));
		assert_secret_hex(&key->s, vector_string(v, "privateKey"));
		address = seckey_address(key);
		assert_hex(address.bytes, 20, vector_string(v, "address"));
		seckey_free(key);
	}
	mnemonic_free(mnemonic);
	json_object_put(file);
}

static void folds_space_and_case(void **state)
{
	(void)state;
	struct mnemonic *mnemonic =
		mnemonic_of(" \tTest TEST test\r\ntest  test test test test test\ntest test JUNK \n");
	struct seckey *folded, *plain;
	struct err err;

	assert_ok(mnemonic_derive(&folded, mnemonic, NULL, MNEMONIC_DEFAULT_PATH, &err));
	assert_ok(mnemonic_check(mnemonic, &err));
	assert_string_equal(mnemonic->s.data, anvil);
	assert_ok(mnemonic_derive(&plain, mnemonic, NULL, MNEMONIC_DEFAULT_PATH, &err));
	assert_memory_equal(folded->s.data, plain->s.data, 32);
	seckey_free(folded);
	seckey_free(plain);
	mnemonic_free(mnemonic);
}

static void refuse(const char *words, const char *sentence_part)
{
	struct mnemonic *mnemonic = mnemonic_of(words);
	const struct words *language;
	struct secret entropy;
	struct seckey *key;
	struct err err;

	secret_init(&entropy, 32);
	assert_refused(mnemonic_check(mnemonic, &err), ERR_MNEMONIC_BAD);
	assert_non_null(strchr(".?", err.msg[strlen(err.msg) - 1]));
	if (!strstr(err.msg, sentence_part))
		fail_msg("\"%s\" does not say \"%s\"", err.msg, sentence_part);
	assert_refused(mnemonic_to_entropy(&entropy, &language, mnemonic, &err), ERR_MNEMONIC_BAD);
	assert_refused(mnemonic_derive(&key, mnemonic, NULL, "m", &err), ERR_MNEMONIC_BAD);
	secret_free(&entropy);
	mnemonic_free(mnemonic);
}

static void says_what_is_wrong(void **state)
{
	(void)state;
	refuse("", "here are 0");
	refuse("test", "here are 1");
	refuse("test test test test test test test test test test junk", "here are 11");
	refuse("test test test test test test test test test test test test junk", "here are 13");
	refuse("test test test test test test test test test test test test", "checksum");
	refuse("junk test test test test test test test test test test test", "checksum");
	refuse("test test tset test test test test test test test test junk", "Word 3");
	refuse("test test test test test test test test test test test zzzz", "Word 12");
	refuse("tes test test test test test test test test test test junk", "Word 1 ");
	refuse("testt test test test test test test test test test test junk", "Word 1 ");
}

#define LEGAL "legal winner thank year wave sausage worth "

static void says_what_may_have_been_meant(void **state)
{
	(void)state;
	refuse(LEGAL "usefull legal winner thank yellow", "Word 8 is not in the BIP-39 list (english): did you mean useful?");
	refuse(LEGAL "uesful legal winner thank yellow", "did you mean useful?");	/* neighbours swapped */
	refuse(LEGAL "usful legal winner thank yellow", "did you mean useful?");
	refuse(LEGAL "useful legl winner thank yellow", "Word 9 is not in the BIP-39 list (english): did you mean leg or legal?");
	refuse(LEGAL "useful legal winner thank qqqqqqqq", "Word 12 is not in the BIP-39 list (english).");
	refuse(LEGAL "useful legal winner thank q", "Word 12 is not in the BIP-39 list (english).");
	refuse("abeille abeille abeille abeille abeille abeille abeille abeille abeille abeille abeille acadimie", "did you mean académie?");
}

/* "reads" them as the words in full, of which the seed is made. */
static void check_read(const char *words, const char *full)
{
	struct mnemonic *mnemonic = mnemonic_of(words), *whole = mnemonic_of(full);
	struct seckey *key, *again;
	struct err err;

	assert_ok(mnemonic_derive(&key, mnemonic, NULL, MNEMONIC_DEFAULT_PATH, &err));
	assert_ok(mnemonic_derive(&again, whole, NULL, MNEMONIC_DEFAULT_PATH, &err));
	assert_memory_equal(key->s.data, again->s.data, 32);
	assert_ok(mnemonic_check(mnemonic, &err));
	assert_string_equal(mnemonic->s.data, full);
	mnemonic_free(mnemonic);
	mnemonic_free(whole);
	seckey_free(key);
	seckey_free(again);
}

static void four_letters_are_a_word(void **state)
{
	(void)state;
	static const char full[] = LEGAL "useful legal winner thank yellow";

	check_read("lega winn than year wave saus wort usef lega winn than yell", full);
	check_read("LEGA winne thank year wave sausag wort useful lega winn than yello", full);
	refuse("leg winn than year wave saus wort usef lega winn than yell", "checksum");	/* leg is a word itself */
	refuse("lega win than year wave saus wort usef lega winn than yell", "checksum");
	refuse("lega wi than year wave saus wort usef lega winn than yell", "Word 2 ");		/* fewer are too few */
}

/* No message may contain the words, because it may end up on a screen or in a log. */
static void never_repeats_a_word(void **state)
{
	(void)state;
	struct mnemonic *mnemonic = mnemonic_of("test test secretword test test test test test test test test junk");
	struct err err;

	assert_refused(mnemonic_check(mnemonic, &err), ERR_MNEMONIC_BAD);
	assert_null(strstr(err.msg, "secretword"));
	mnemonic_free(mnemonic);
}

static size_t words_in(const char *text)
{
	size_t count = 1;

	for (; *text; text++)
		count += *text == ' ';
	return count;
}

static void generates_valid_words(void **state)
{
	(void)state;
	for (unsigned words = 12; words <= 24; words += 3) {
		struct mnemonic *first, *second;
		struct err err;

		assert_ok(mnemonic_generate(&first, words, NULL, &err));
		assert_ok(mnemonic_generate(&second, words, NULL, &err));
		assert_int_equal(words_in(first->s.data), words);
		assert_string_not_equal(first->s.data, second->s.data);
		assert_ok(mnemonic_check(first, &err));
		mnemonic_free(first);
		mnemonic_free(second);
	}
}

static void generates_no_other_count(void **state)
{
	(void)state;
	static const unsigned bad[] = { 0, 3, 9, 11, 13, 23, 25, 27, UINT32_MAX };
	struct mnemonic *mnemonic;
	struct err err;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_refused(mnemonic_generate(&mnemonic, bad[i], NULL, &err), ERR_INVALID_INPUT);
}

static void the_list_is_the_published_one(void **state)
{
	(void)state;
	struct buf file;
	size_t at = 0;

	vector_read(&file, "bip39/trezor-python-mnemonic/english.txt");
	for (int i = 0; i < WORDS_COUNT; i++) {
		const char *word = buf_string(&file) + at;
		size_t len = strcspn(word, "\n");

		assert_int_equal(strlen(words_at(&words_english, (size_t)i)), len);
		assert_memory_equal(words_at(&words_english, (size_t)i), word, len);
		assert_int_equal(words_find(&words_english, word, len), i);
		at += len + 1;
	}
	assert_true(at >= file.len);
	buf_free(&file);
}

static void knows_words(void **state)
{
	(void)state;
	assert_true(mnemonic_is_word("abandon", 7));
	assert_true(mnemonic_is_word("zoo", 3));
	assert_true(mnemonic_is_word("zoology", 3));
	assert_false(mnemonic_is_word("abandon", 6));
	assert_false(mnemonic_is_word("abandone", 8));
	assert_false(mnemonic_is_word("", 0));
	assert_false(mnemonic_is_word("a\0b", 3));
	assert_false(mnemonic_is_word("Zoo", 3));
}

static void a_passphrase_gives_another_key(void **state)
{
	(void)state;
	struct mnemonic *mnemonic = mnemonic_of(anvil);
	struct passphrase *password = passphrase_of("x"), *empty = passphrase_of("");
	struct seckey *plain, *with_empty, *with;
	struct err err;

	assert_ok(mnemonic_derive(&plain, mnemonic, NULL, "m/0", &err));
	assert_ok(mnemonic_derive(&with_empty, mnemonic, empty, "m/0", &err));
	assert_ok(mnemonic_derive(&with, mnemonic, password, "m/0", &err));
	assert_memory_equal(plain->s.data, with_empty->s.data, 32);
	assert_memory_not_equal(plain->s.data, with->s.data, 32);
	assert_refused(mnemonic_derive(&with, mnemonic, NULL, "44'", &err), ERR_INVALID_INPUT);
	seckey_free(plain);
	seckey_free(with_empty);
	seckey_free(with);
	passphrase_free(password);
	passphrase_free(empty);
	mnemonic_free(mnemonic);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_trezor),
		cmocka_unit_test(agrees_with_ethers),
		cmocka_unit_test(derives_anvils_accounts),
		cmocka_unit_test(folds_space_and_case),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(says_what_may_have_been_meant),
		cmocka_unit_test(four_letters_are_a_word),
		cmocka_unit_test(never_repeats_a_word),
		cmocka_unit_test(generates_valid_words),
		cmocka_unit_test(generates_no_other_count),
		cmocka_unit_test(the_list_is_the_published_one),
		cmocka_unit_test(knows_words),
		cmocka_unit_test(a_passphrase_gives_another_key),
	};

	return cmocka_run_group_tests_name("keystore_mnemonic", tests, NULL, NULL);
}
