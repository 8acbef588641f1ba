/* words: looking a word up. */
#include "keystore/words.h"

#include <string.h>

/* strcmp of an entry with a word that is not NUL-terminated. */
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
		int order = compare(words->list[middle], word, len);

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
	if (len == 0 || memchr(word, '\0', len))
		return -1;
	if (words->sorted)
		return find_sorted(words, word, len);
	for (int i = 0; i < WORDS_COUNT; i++)
		if (compare(words->list[i], word, len) == 0)
			return i;
	return -1;
}
