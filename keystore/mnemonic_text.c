#include "keystore/mnemonic_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keystore/mnemonic.h"
#include "keystore/normalize.h"
#include "wallet/base/mem.h"
#include "wallet/base/secret_text.h"
#include "wallet/base/text.h"

#define PLATE_LETTERS 4
#define LETTERS_MAX 32		/* more than the longest word of any list has in NFKD */
#define SHOWN 3			/* how many likely words are named */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_between(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || strchr(",;.:()|\"'", c);
}

/* Blanks out digits and signs that no word of any list contains. */
static void blank_out(struct secret *text)
{
	for (size_t i = 0; i < text->len; i++)
		if (is_digit(text->data[i]) || is_between(text->data[i]))
			text->data[i] = ' ';
}

void mnemonic_take_words(struct secret *text)
{
	const char *kernel = text->data;
	size_t len = text->len;

	secret_text_unwrap(&kernel, &len);
	memmove(text->data, kernel, len);
	secret_wipe(text->data + len, text->len - len);
	text->len = len;
	blank_out(text);
	mnemonic_fold(text);
}

/* NFKD keeps accents apart from their letters. */
static bool is_mark(uint32_t character)
{
	return (character >= 0x300 && character <= 0x36f) || character == 0x3099 || character == 0x309a;
}

/* Reads a word as code points; 0 if there are too many, or if it is no UTF-8. */
static size_t spell_out(uint32_t out[LETTERS_MAX], const char *word, size_t len)
{
	size_t count = 0, step;

	for (; len; word += step, len -= step) {
		step = count < LETTERS_MAX ? text_decode(&out[count++], word, len) : 0;
		if (!step)
			return 0;
	}
	return count;
}

static size_t count_letters(const char *word, size_t len)
{
	uint32_t letters[LETTERS_MAX];
	size_t count = spell_out(letters, word, len), marks = 0;

	for (size_t i = 0; i < count; i++)
		marks += is_mark(letters[i]);
	secret_wipe(letters, sizeof(letters));
	return count - marks;
}

int mnemonic_word_meant(const struct words *words, const char *word, size_t len)
{
	int number = words_find(words, word, len), found = -1;

	if (number >= 0 || count_letters(word, len) < PLATE_LETTERS)
		return number;
	for (int i = 0; i < WORDS_COUNT; i++) {
		if (strncmp(words_at(words, (size_t)i), word, len) != 0)
			continue;
		if (found >= 0)
			return -1;
		found = i;
	}
	return found;
}

static bool are_of(const struct words *words, const char *text)
{
	size_t count = 0;

	for (; *text; count++) {
		size_t len = strcspn(text, " ");

		if (mnemonic_word_meant(words, text, len) < 0)
			return false;
		text += len + (text[len] == ' ');
	}
	return count >= 12;
}

bool mnemonic_is_of_a_list(const char *text)
{
	struct err ignored;
	struct secret copy;
	bool found = false;

	secret_init(&copy, strlen(text));
	if (secret_append(&copy, text, strlen(text)) && normalize_nfkd(&copy, &ignored)) {
		mnemonic_take_words(&copy);
		for (size_t i = 0; i < WORDS_LANGUAGES && !found; i++)
			found = are_of(words_languages[i], copy.data);
	}
	secret_free(&copy);
	return found;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* How many letters must be added, dropped, exchanged, or swapped with their neighbour (Damerau and
 * Levenshtein). */
static unsigned distance(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
	unsigned rows[3][LETTERS_MAX + 1], *before = rows[0], *last = rows[1], *now = rows[2], result;

	for (size_t j = 0; j <= b_len; j++)
		last[j] = (unsigned)j;
	for (size_t i = 1; i <= a_len; i++) {
		unsigned *spare = before;

		now[0] = (unsigned)i;
		for (size_t j = 1; j <= b_len; j++) {
			now[j] = least(least(last[j] + 1, now[j - 1] + 1), last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last, last = now, now = spare;
	}
	result = last[b_len];
	secret_wipe(rows, sizeof(rows));
	return result;
}

struct likely {
	size_t numbers[SHOWN], count;
	unsigned distance;
};

/* Finds the nearest words, if they are near enough, at most as many as are named. */
static void find_likely(struct likely *out, const struct words *words, const char *word, size_t len)
{
	uint32_t typed[LETTERS_MAX], listed[LETTERS_MAX];
	size_t count = spell_out(typed, word, len);

	*out = (struct likely){ .distance = count > PLATE_LETTERS ? 2 : count > 2 };
	for (size_t i = 0; count && i < WORDS_COUNT; i++) {
		const char *row = words_at(words, i);
		size_t letters = spell_out(listed, row, strlen(row));
		unsigned apart = distance(typed, count, listed, letters);

		if (apart > out->distance)
			continue;
		if (apart < out->distance)
			*out = (struct likely){ .distance = apart };
		if (out->count < SHOWN)
			out->numbers[out->count++] = i;
	}
	secret_wipe(typed, sizeof(typed));
}

/* Writes "useful", or "usage or useful". */
static bool name_likely(struct secret *out, const struct likely *likely, const struct words *words)
{
	struct err ignored;
	bool ok = true;

	for (size_t i = 0; ok && i < likely->count; i++) {
		const char *word = words_at(words, likely->numbers[i]), *between = i + 1 < likely->count ? ", " : " or ";

		ok = (!i || secret_append(out, between, strlen(between))) && secret_append(out, word, strlen(word));
	}
	return ok && normalize_nfc(out, &ignored);
}

bool mnemonic_unknown_word(const struct words *words, size_t position, const char *word, size_t len, struct err *err)
{
	struct likely likely;
	struct secret names;

	find_likely(&likely, words, word, len);
	secret_init(&names, SHOWN * 64);
	if (likely.count && name_likely(&names, &likely, words))
		err_set(err, ERR_MNEMONIC_BAD, "Word %zu is not in the BIP-39 list (%s): did you mean %s?", position, words->name,
			names.data);
	else
		err_set(err, ERR_MNEMONIC_BAD, "Word %zu is not in the BIP-39 list (%s).", position, words->name);
	secret_free(&names);
	return false;
}
