/* words: looks a word up. */
#include "keystore/words.h"

#include <string.h>

const struct words *const words_languages[WORDS_LANGUAGES] = {
	&words_english, &words_spanish, &words_french, &words_italian, &words_portuguese, &words_czech,
	&words_japanese, &words_korean, &words_chinese_simplified, &words_chinese_traditional,
};

const struct words *words_language(const char *name)
{
	for (size_t i = 0; i < WORDS_LANGUAGES; i++)
		if (strcmp(words_languages[i]->name, name) == 0 || strcmp(words_languages[i]->locale, name) == 0)
			return words_languages[i];
	return NULL;
}

const char *words_at(const struct words *words, size_t number)
{
	return words->rows + number * words->width;
}

/* Compares an entry by strcmp with a word that has no NUL at its end. */
static int compare(const char *entry, const char *word, size_t len)
{
	int order = strncmp(entry, word, len);

	return order ? order : entry[len] != '\0';
}

static int find_sorted(const struct words *words, const char *word, size_t len)
{
	int low = 0, high = WORDS_COUNT - 1;

	while (low <= high) {
		int middle = (low + high) / 2;
		int order = compare(words_at(words, (size_t)middle), word, len);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}

int words_find(const struct words *words, const char *word, size_t len)
{
	if (len == 0 || len >= words->width || memchr(word, '\0', len))
		return -1;
	if (words->sorted)
		return find_sorted(words, word, len);
	for (int i = 0; i < WORDS_COUNT; i++)
		if (compare(words_at(words, (size_t)i), word, len) == 0)
			return i;
	return -1;
}
