/* The ten languages, against python-mnemonic's vectors and the lists' known digests. */
#include "keystore/words.h"

#include <nettle/sha2.h>

#include "keystore/mnemonic.h"
#include "keystore/normalize.h"
#include "keystore/signer.h"
#include "tests/unit/keystore_help.h"

/* SHA-256 of bips/bip-0039/LANGUAGE.txt, the words each followed by a line feed. */
static const char *const digests[][2] = {
	{ "chinese_simplified", "5c5942792bd8340cb8b27cd592f1015edf56a8c5b26276ee18a482428e7c5726" },
	{ "chinese_traditional", "417b26b3d8500a4ae3d59717d7011952db6fc2fb84b807f3f94ac734e89c1b5f" },
	{ "czech", "7e80e161c3e93d9554c2efb78d4e3cebf8fc727e9c52e03b83b94406bdcc95fc" },
	{ "english", "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda" },
	{ "french", "ebc3959ab7801a1df6bac4fa7d970652f1df76b683cd2f4003c941c63d517e59" },
	{ "italian", "d392c49fdb700a24cd1fceb237c1f65dcc128f6b34a8aacb58b59384b5c648c2" },
	{ "japanese", "2eed0aef492291e061633d7ad8117f1a2b03eb80a29d0e4e3117ac2528d05ffd" },
	{ "korean", "9e95f86c167de88f450f0aaf89e87f6624a57f973c67b516e338e8e8b8897f60" },
	{ "portuguese", "2685e9c194c82ae67e10ba59d9ea5345a23dc093e92276fc5361f6667d79cd3f" },
	{ "spanish", "46846a5a0139d1e3cb77293e521c2865f7bcdb82c44e8d0a06a2cd0ecba48c0b" },
};

static void lists_are_the_official_ones(void **state)
{
	(void)state;
	for (size_t i = 0; i < WORDS_LANGUAGES; i++) {
		const struct words *words = words_language(digests[i][0]);
		struct sha256_ctx ctx;
		uint8_t digest[32];

		assert_non_null(words);
		sha256_init(&ctx);
		for (size_t n = 0; n < WORDS_COUNT; n++) {
			const char *word = words_at(words, n);

			assert_int_equal(words_find(words, word, strlen(word)), n);
			sha256_update(&ctx, strlen(word), (const uint8_t *)word);
			sha256_update(&ctx, 1, (const uint8_t *)"\n");
		}
		sha256_digest(&ctx, sizeof(digest), digest);
		assert_hex(digest, sizeof(digest), digests[i][1]);
		assert_ptr_equal(words_language(words->locale), words);
	}
	assert_null(words_language("klingon"));
}

static void check_seed(const struct mnemonic *mnemonic, const char *expected)
{
	struct passphrase *password = passphrase_of("TREZOR");
	struct secret seed;

	secret_init(&seed, 64);
	mnemonic_seed(&seed, mnemonic, password);
	assert_secret_hex(&seed, expected);
	secret_free(&seed);
	passphrase_free(password);
}

static void check_vector(const struct words *words, struct json_object *v)
{
	struct mnemonic *mnemonic = mnemonic_of(json_object_get_string(json_object_array_get_idx(v, 1))), *again;
	const struct words *found;
	struct secret entropy;
	struct err err;

	secret_init(&entropy, 32);
	assert_ok(mnemonic_check(mnemonic, &err));
	assert_ok(mnemonic_check_in(mnemonic, words, &err));
	check_seed(mnemonic, json_object_get_string(json_object_array_get_idx(v, 2)));
	assert_ok(mnemonic_to_entropy(&entropy, &found, mnemonic, &err));
	/* In Chinese these words may be of either list. */
	assert_memory_equal(found->name, words->name, 6);
	if (found == words)
		assert_secret_hex(&entropy, json_object_get_string(json_object_array_get_idx(v, 0)));
	assert_ok(mnemonic_from_entropy(&again, &entropy, found, &err));
	assert_string_equal(again->s.data, mnemonic->s.data);
	secret_free(&entropy);
	mnemonic_free(mnemonic);
	mnemonic_free(again);
}

static void agrees_with_python_in_every_language(void **state)
{
	(void)state;
	struct json_object *file = vector_load("bip39/trezor-python-mnemonic/vectors.json");

	for (size_t i = 0; i < WORDS_LANGUAGES; i++) {
		struct json_object *vectors = json_object_object_get(file, digests[i][0]);

		assert_int_equal(json_object_array_length(vectors), 24);
		for (size_t n = 0; n < 24; n++)
			check_vector(words_language(digests[i][0]), json_object_array_get_idx(vectors, n));
	}
	json_object_put(file);
}

static void languages_without_a_list_are_refused(void **state)
{
	(void)state;
	struct json_object *file = vector_load("bip39/trezor-python-mnemonic/vectors.json");
	struct json_object *russian = json_object_object_get(file, "russian");
	struct mnemonic *mnemonic = mnemonic_of(
		json_object_get_string(json_object_array_get_idx(json_object_array_get_idx(russian, 0), 1)));
	struct err err;

	assert_refused(mnemonic_check(mnemonic, &err), ERR_MNEMONIC_BAD);
	mnemonic_free(mnemonic);
	json_object_put(file);
}

/* The words give the same key however they are typed: composed or not, in capitals, with ideographic spaces. */
static void any_unicode_form_gives_the_same_key(void **state)
{
	(void)state;
	struct mnemonic *made, *shown;
	struct seckey *a, *b;
	struct err err;

	for (size_t i = 0; i < WORDS_LANGUAGES; i++) {
		assert_ok(mnemonic_generate(&made, 24, words_languages[i], &err));
		assert_ok(mnemonic_for_people(&shown, made, &err));
		assert_ok(mnemonic_derive(&a, made, NULL, MNEMONIC_DEFAULT_PATH, &err));
		assert_ok(mnemonic_derive(&b, shown, NULL, MNEMONIC_DEFAULT_PATH, &err));
		assert_memory_equal(a->s.data, b->s.data, 32);
		assert_ok(mnemonic_check(shown, &err));
		assert_string_equal(shown->s.data, made->s.data);
		assert_true(made->s.len <= MNEMONIC_MAX);
		seckey_free(a);
		seckey_free(b);
		mnemonic_free(made);
		mnemonic_free(shown);
	}
}

static void capitals_with_accents_fold(void **state)
{
	(void)state;
	struct mnemonic *mnemonic = mnemonic_of("ÁBACO ÁBACO ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco abierto");
	struct err err;

	assert_ok(mnemonic_check_in(mnemonic, &words_spanish, &err));
	assert_refused(mnemonic_check_in(mnemonic, &words_english, &err), ERR_MNEMONIC_BAD);
	assert_sentence(err.msg);
	mnemonic_free(mnemonic);
}

/* An accented letter and the square sign for m2, and what NFKD makes of them. */
static void passphrases_are_normalised(void **state)
{
	(void)state;
	struct mnemonic *mnemonic = mnemonic_of("test test test test test test test test test test test junk");
	struct passphrase *composed = passphrase_of("\xc3\xa9\xe3\x8e\xa1"), *apart = passphrase_of("e\xcc\x81m2");
	struct passphrase *broken = passphrase_of("\xff");
	struct seckey *a, *b;
	struct err err;

	assert_ok(mnemonic_derive(&a, mnemonic, composed, "m", &err));
	assert_ok(mnemonic_derive(&b, mnemonic, apart, "m", &err));
	assert_memory_equal(a->s.data, b->s.data, 32);
	assert_refused(mnemonic_derive(&b, mnemonic, broken, "m", &err), ERR_INVALID_INPUT);
	seckey_free(a);
	seckey_free(b);
	passphrase_free(composed);
	passphrase_free(apart);
	passphrase_free(broken);
	mnemonic_free(mnemonic);
}

static void normalisation_grows_and_shrinks(void **state)
{
	(void)state;
	struct passphrase *text = passphrase_of("\xef\xb7\xba");	/* U+FDFA: eighteen letters */
	struct err err;

	assert_ok(normalize_nfkd(&text->s, &err));
	assert_int_equal(text->s.len, 33);
	assert_int_equal(strlen(text->s.data), 33);
	passphrase_free(text);
	text = passphrase_of("e\xcc\x81");
	assert_ok(normalize_nfc(&text->s, &err));
	assert_string_equal(text->s.data, "\xc3\xa9");
	passphrase_free(text);
	text = passphrase_of("");
	assert_ok(normalize_nfkd(&text->s, &err));
	passphrase_free(text);
}

/* ethers' locale, so that ethers opens the file in its language. */
static void keystore_files_keep_the_language(void **state)
{
	(void)state;
	struct passphrase *password = passphrase_of("pw");
	struct mnemonic *made, *back;
	struct seckey *key, *opened;
	struct err err;
	struct buf json;

	buf_init(&json, 0);
	for (size_t i = 0; i < WORDS_LANGUAGES; i++) {
		char locale[32];

		assert_ok(mnemonic_generate(&made, 12, words_languages[i], &err));
		assert_ok(mnemonic_derive(&key, made, NULL, MNEMONIC_DEFAULT_PATH, &err));
		assert_ok(v3_encrypt(&json, key, made, NULL, "x", password, tiny_work, &err));
		snprintf(locale, sizeof(locale), "\"locale\":\"%s\"", words_languages[i]->locale);
		if (strncmp(words_languages[i]->name, "chinese", 7) != 0)
			assert_non_null(strstr(buf_string(&json), locale));
		assert_ok(v3_decrypt(&opened, &back, NULL, buf_string(&json), json.len, password, &err));
		assert_non_null(back);
		assert_string_equal(back->s.data, made->s.data);
		seckey_free(key);
		seckey_free(opened);
		mnemonic_free(made);
		mnemonic_free(back);
	}
	buf_free(&json);
	passphrase_free(password);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_the_official_ones),
		cmocka_unit_test(agrees_with_python_in_every_language),
		cmocka_unit_test(languages_without_a_list_are_refused),
		cmocka_unit_test(any_unicode_form_gives_the_same_key),
		cmocka_unit_test(capitals_with_accents_fold),
		cmocka_unit_test(passphrases_are_normalised),
		cmocka_unit_test(normalisation_grows_and_shrinks),
		cmocka_unit_test(keystore_files_keep_the_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
