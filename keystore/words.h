/* words: BIP-39's word lists.  One file per language, words_LANGUAGE.c. */
#ifndef KEYSTORE_WORDS_H
#define KEYSTORE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#define WORDS_COUNT 2048

struct words {
	const char *locale;		/* "en", as ethers names it */
	bool sorted;			/* in strcmp order, so that it can be searched by halves */
	const char *const *list;	/* WORDS_COUNT words */
};

extern const struct words words_english;

/* The number of a word, or -1. */
int words_find(const struct words *words, const char *word, size_t len);

#endif
