#include "keystore/words_look.h"

#include <string.h>

#include "keystore/mnemonic_text.h"
#include "keystore/normalize.h"
#include "wallet/base/secret.h"

static size_t next_word(const char **at)
{
	*at += strspn(*at, " ");
	return strcspn(*at, " ");
}

static const char *next_fitting(const struct words *list, size_t *index, const char *start, size_t len)
{
	while (*index < WORDS_COUNT) {
		const char *word = words_at(list, (*index)++);

		if (strncmp(word, start, len) == 0)
			return word;
	}
	return NULL;
}

/* A word that is still being typed counts as known if it can become one. */
static bool is_known(const struct words *list, const char *word, size_t len, bool typing)
{
	size_t index = 0;

	return mnemonic_word_meant(list, word, len) >= 0 || (typing && next_fitting(list, &index, word, len));
}

static size_t count_known(const struct words *list, const char *text, bool typing)
{
	size_t known = 0;

	for (size_t len; (len = next_word(&text)); text += len)
		known += is_known(list, text, len, typing && !text[len]);
	return known;
}

static const struct words *choose(const char *language, const char *text, size_t words, bool typing)
{
	const struct words *best = language ? words_language(language) : NULL;
	size_t most = 0;

	for (size_t i = 0; !language && i < WORDS_LANGUAGES && most < words; i++) {
		size_t known = count_known(words_languages[i], text, typing);

		if (best && known <= most)
			continue;
		best = words_languages[i];
		most = known;
	}
	return best;
}

static size_t count_common(const char *a, const char *b, size_t most)
{
	size_t common = 0;

	while (common < most && a[common] == b[common])
		common++;
	return common;
}

static void find_fitting(struct words_look *out, const struct words *list, const char *start, size_t len)
{
	size_t index = 0;

	for (const char *word; (word = next_fitting(list, &index, start, len)); out->fitting++) {
		out->common = out->fitting ? count_common(out->fits[0], word, out->common) : strlen(word);
		if (out->fitting < WORDS_LOOK_FITS)
			out->fits[out->fitting] = word;
	}
	out->whole = words_find(list, start, len) >= 0;
	out->meant = mnemonic_word_meant(list, start, len) >= 0;
}

static void look_at_words(struct words_look *out, const struct words *list, const char *text)
{
	size_t position = 1;

	for (size_t len; (len = next_word(&text)); text += len, position++) {
		bool last = out->typing && !text[len];

		if (last)
			find_fitting(out, list, text, len);
		if (out->wrong.code == ERR_NONE && !is_known(list, text, len, last))
			(void)!mnemonic_unknown_word(list, position, text, len, &out->wrong);
	}
}

static size_t count_words(const char *text)
{
	size_t count = 0;

	for (size_t len; (len = next_word(&text)); text += len)
		count++;
	return count;
}

void words_look(struct words_look *out, const char *language, const char *text)
{
	size_t len = strlen(text);
	const struct words *list;
	struct secret words;
	struct err ignored;

	*out = (struct words_look){ .typing = len > 0 && text[len - 1] != ' ' };
	secret_init(&words, len);
	if (secret_append(&words, text, len) && normalize_nfkd(&words, &ignored)) {
		mnemonic_take_words(&words);
		out->words = count_words(words.data);
		list = choose(language, words.data, out->words, out->typing);
		if (list && out->words) {
			out->language = list->name;
			look_at_words(out, list, words.data);
		}
	}
	secret_free(&words);
}
