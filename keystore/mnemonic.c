/* mnemonic: https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki */
#include "keystore/mnemonic.h"

#include <nettle/hmac.h>
#include <nettle/pbkdf2.h>
#include <nettle/sha2.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "keystore/bip32.h"
#include "keystore/mnemonic_text.h"
#include "keystore/normalize.h"
#include "keystore/seckey.h"
#include "keystore/words.h"
#include "wallet/base/mem.h"

#define WORD_BITS 11
#define SEED_ROUNDS 2048
#define SEED_SIZE 64

bool mnemonic_is_word(const char *word, size_t len)
{
	return words_find(&words_english, word, len) >= 0;
}

static char lower(char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c + ('a' - 'A'));
	return c;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void mnemonic_fold(struct secret *s)
{
	size_t out = 0;

	for (size_t i = 0; i < s->len; i++) {
		char c = s->data[i];

		if (is_space(c)) {
			if (out > 0 && s->data[out - 1] != ' ')
				s->data[out++] = ' ';
		} else {
			s->data[out++] = lower(c);
		}
	}
	if (out > 0 && s->data[out - 1] == ' ')
		out--;
	secret_wipe(s->data + out, s->len - out);
	s->len = out;
	s->data[out] = '\0';
}

static size_t count_words(const struct secret *s)
{
	size_t count = s->len > 0;

	for (size_t i = 0; i < s->len; i++)
		count += s->data[i] == ' ';
	return count;
}

static bool is_word_count(size_t count)
{
	return count >= 12 && count <= 24 && count % 3 == 0;
}

/* Returns the number of the word at text, which ends at a space or the NUL. */
static int next_word(const struct words *words, const char **text)
{
	size_t len = strcspn(*text, " ");
	int number = mnemonic_word_meant(words, *text, len);

	*text += len + ((*text)[len] == ' ');
	return number;
}

/* The language of most of the words, so that one wrong word is reported as wrong. */
static const struct words *guess_language(const struct secret *s)
{
	const struct words *best = words_languages[0];
	size_t most = 0;

	for (size_t i = 0; i < WORDS_LANGUAGES; i++) {
		size_t known = 0;

		for (const char *text = s->data; *text;)
			known += next_word(words_languages[i], &text) >= 0;
		if (known > most) {
			most = known;
			best = words_languages[i];
		}
	}
	return best;
}

/* Packs the words' numbers, 11 bits each, most significant first. */
static bool pack(struct secret *bits, const struct secret *s, const struct words *words, struct err *err)
{
	const char *text = s->data;
	size_t at = 0;

	for (size_t position = 1; *text; position++) {
		const char *word = text;
		int number = next_word(words, &text);

		if (number < 0)
			return mnemonic_unknown_word(words, position, word, strcspn(word, " "), err);
		for (int bit = WORD_BITS - 1; bit >= 0; bit--, at++)
			if (number >> bit & 1)
				bits->data[at / 8] = (char)(bits->data[at / 8] | 0x80 >> at % 8);
	}
	return true;
}

static uint8_t checksum(const void *entropy, size_t len)
{
	struct sha256_ctx ctx;
	uint8_t digest[SHA256_DIGEST_SIZE], first;

	sha256_init(&ctx);
	sha256_update(&ctx, len, entropy);
	sha256_digest(&ctx, sizeof(digest), digest);
	first = digest[0];
	secret_wipe(&ctx, sizeof(ctx));
	secret_wipe(digest, sizeof(digest));
	sodium_stackzero(1024);
	return first;
}

/* Turns folded words into entropy.  One checksum bit for each 32 bits of entropy follows it. */
static bool unpack_in(struct secret *entropy, const struct secret *s, const struct words *words, struct err *err)
{
	size_t count = count_words(s), len = count * WORD_BITS * 32 / 33 / 8;
	unsigned shift = 8 - (unsigned)(len / 4);
	struct secret bits;
	bool ok;

	if (!is_word_count(count))
		return err_set(err, ERR_MNEMONIC_BAD, "A mnemonic has 12, 15, 18, 21 or 24 words; here are %zu.", count);
	secret_init(&bits, 33);
	ok = pack(&bits, s, words, err);
	if (ok && (uint8_t)bits.data[len] >> shift != checksum(bits.data, len) >> shift)
		ok = err_set(err, ERR_MNEMONIC_BAD, "The checksum does not fit: a word is wrong or out of order.");
	secret_clear(entropy);
	if (ok && !secret_append(entropy, bits.data, len))
		ok = err_set(err, ERR_INTERNAL, "No room for the mnemonic's entropy.");
	secret_free(&bits);
	return ok;
}

/* Lists share words, and the Chinese ones most of theirs.  If the checksum does not fit in the
 * likeliest language, it may fit in another.  The key is the same in either. */
static bool unpack(struct secret *entropy, const struct words **language, const struct secret *s, struct err *err)
{
	struct err ignored;

	*language = guess_language(s);
	if (unpack_in(entropy, s, *language, err))
		return true;
	for (size_t i = 0; i < WORDS_LANGUAGES; i++)
		if (unpack_in(entropy, s, words_languages[i], &ignored)) {
			*language = words_languages[i];
			return true;
		}
	return false;
}

static bool tidy(struct secret *s, struct err *err)
{
	if (!normalize_nfkd(s, err))
		return false;
	mnemonic_fold(s);
	return true;
}

static struct mnemonic *copy_of(const struct mnemonic *mnemonic)
{
	struct mnemonic *copy = mnemonic_new(mnemonic->s.len);

	memcpy(copy->s.data, mnemonic->s.data, mnemonic->s.len);
	copy->s.len = mnemonic->s.len;
	return copy;
}

/* Writes abbreviated words out in full, because the seed is made from those. */
static void write_out(struct secret *s, const struct words *words)
{
	struct secret whole;

	secret_init(&whole, MNEMONIC_MAX > s->size ? MNEMONIC_MAX : s->size);
	for (const char *text = s->data; *text;) {
		const char *word = words_at(words, (size_t)next_word(words, &text));

		if ((whole.len && !secret_append(&whole, " ", 1)) || !secret_append(&whole, word, strlen(word)))
			abort();	/* MNEMONIC_MAX holds 24 of the longest words */
	}
	secret_free(s);
	*s = whole;
}

static bool check(struct mnemonic *mnemonic, const struct words *language, struct err *err)
{
	struct secret entropy;
	bool ok;

	if (!tidy(&mnemonic->s, err))
		return false;
	secret_init(&entropy, 32);
	ok = language ? unpack_in(&entropy, &mnemonic->s, language, err)
		      : unpack(&entropy, &language, &mnemonic->s, err);
	secret_free(&entropy);
	if (ok)
		write_out(&mnemonic->s, language);
	return ok;
}

bool mnemonic_check(struct mnemonic *mnemonic, struct err *err)
{
	return check(mnemonic, NULL, err);
}

bool mnemonic_check_in(struct mnemonic *mnemonic, const struct words *language, struct err *err)
{
	return check(mnemonic, language, err);
}

bool mnemonic_for_people(struct mnemonic **out, const struct mnemonic *mnemonic, struct err *err)
{
	struct mnemonic *copy = copy_of(mnemonic);

	if (!normalize_nfc(&copy->s, err)) {
		mnemonic_free(copy);
		return false;
	}
	*out = copy;
	return true;
}

bool mnemonic_to_entropy(struct secret *out, const struct words **language, const struct mnemonic *mnemonic,
			 struct err *err)
{
	struct mnemonic *copy = copy_of(mnemonic);
	bool ok = tidy(&copy->s, err) && unpack(out, language, &copy->s, err);

	mnemonic_free(copy);
	return ok;
}

static int word_at(const struct secret *bits, size_t position)
{
	int number = 0;

	for (size_t at = position * WORD_BITS; at < (position + 1) * WORD_BITS; at++)
		number = number << 1 | ((uint8_t)bits->data[at / 8] >> (7 - at % 8) & 1);
	return number;
}

/* bits is the entropy and its checksum byte. */
static void spell(struct mnemonic *out, const struct words *words, const struct secret *bits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *word = words_at(words, (size_t)word_at(bits, i));

		if ((i > 0 && !secret_append(&out->s, " ", 1)) || !secret_append(&out->s, word, strlen(word)))
			break;	/* MNEMONIC_MAX holds 24 of the longest words */
	}
}

bool mnemonic_from_entropy(struct mnemonic **out, const struct secret *entropy, const struct words *language,
			   struct err *err)
{
	struct secret bits;
	size_t len = entropy->len;

	if (len < 16 || len > 32 || len % 4)
		return err_set(err, ERR_MNEMONIC_BAD, "A mnemonic's entropy has 16, 20, 24, 28 or 32 bytes, not %zu.", len);
	secret_init(&bits, 33);
	memcpy(bits.data, entropy->data, len);
	bits.data[len] = (char)checksum(bits.data, len);
	*out = mnemonic_new(MNEMONIC_MAX);
	spell(*out, language, &bits, len / 4 * 3);
	secret_free(&bits);
	return true;
}

bool mnemonic_generate(struct mnemonic **out, unsigned words, const struct words *language, struct err *err)
{
	struct secret entropy;
	bool ok;

	if (!is_word_count(words))
		return err_set(err, ERR_INVALID_INPUT, "A mnemonic has 12, 15, 18, 21 or 24 words, not %u.", words);
	secret_init(&entropy, 32);
	entropy.len = (size_t)words / 3 * 4;
	randombytes_buf(entropy.data, entropy.len);
	ok = mnemonic_from_entropy(out, &entropy, language ? language : &words_english, err);
	secret_free(&entropy);
	return ok;
}

void mnemonic_seed(struct secret *seed, const struct mnemonic *mnemonic, const struct passphrase *password)
{
	static const char prefix[] = "mnemonic";
	size_t password_len = password ? password->s.len : 0;
	struct hmac_sha512_ctx ctx;
	struct secret salt;

	secret_init(&salt, sizeof(prefix) - 1 + password_len);
	memcpy(salt.data, prefix, sizeof(prefix) - 1);
	if (password_len)
		memcpy(salt.data + sizeof(prefix) - 1, password->s.data, password_len);
	hmac_sha512_set_key(&ctx, mnemonic->s.len, (const uint8_t *)mnemonic->s.data);
	PBKDF2(&ctx, hmac_sha512_update, hmac_sha512_digest, SHA512_DIGEST_SIZE, SEED_ROUNDS,
	       salt.size, (const uint8_t *)salt.data, SEED_SIZE, (uint8_t *)seed->data);
	seed->len = SEED_SIZE;
	secret_free(&salt);
	secret_wipe(&ctx, sizeof(ctx));
	sodium_stackzero(2048);
}

/* The result is NULL if there is no password. */
static bool tidy_password(struct passphrase **out, const struct passphrase *password, struct err *err)
{
	struct passphrase *copy;

	*out = NULL;
	if (!password)
		return true;
	copy = passphrase_new(password->s.len);
	memcpy(copy->s.data, password->s.data, password->s.len);
	copy->s.len = password->s.len;
	if (!normalize_nfkd(&copy->s, err)) {
		passphrase_free(copy);
		return false;
	}
	*out = copy;
	return true;
}

static bool derive_checked(struct seckey **out, const struct mnemonic *mnemonic, const struct passphrase *password,
			   const struct bip32_path *path, struct err *err)
{
	struct secret seed, node;
	bool ok;

	secret_init(&seed, SEED_SIZE);
	secret_init(&node, BIP32_NODE_SIZE);
	mnemonic_seed(&seed, mnemonic, password);
	ok = bip32_master(&node, &seed, err) && bip32_descend(&node, path, err);
	if (ok) {
		*out = seckey_new();
		memcpy((*out)->s.data, node.data, 32);
		(*out)->s.len = 32;
	}
	secret_free(&seed);
	secret_free(&node);
	return ok;
}

bool mnemonic_derive(struct seckey **out, const struct mnemonic *mnemonic, const struct passphrase *password,
		     const char *path, struct err *err)
{
	struct passphrase *tidied;
	struct bip32_path parsed;
	struct mnemonic *folded;
	bool ok;

	if (!bip32_parse_path(&parsed, path, err) || !tidy_password(&tidied, password, err))
		return false;
	/* Words with a typing error would give the key of another, empty wallet. */
	folded = copy_of(mnemonic);
	ok = mnemonic_check(folded, err) && derive_checked(out, folded, tidied, &parsed, err);
	mnemonic_free(folded);
	passphrase_free(tidied);
	return ok;
}
