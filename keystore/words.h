/*
 * words: BIP-39's ten official word lists, one file each, words_LANGUAGE.c.
 *
 * They are those of the Bitcoin improvement proposal, by way of the npm package
 * bip39, which comes with this notice: "Copyright (c) 2014, Wei Lu
 * <luwei.here@gmail.com> and Daniel Cousens <email@dcousens.com>.  Permission to
 * use, copy, modify, and/or distribute this software for any purpose with or
 * without fee is hereby granted, provided that the above copyright notice and this
 * permission notice appear in all copies.  The software is provided "as is" and
 * the author disclaims all warranties with regard to this software including all
 * implied warranties of merchantability and fitness.  In no event shall the author
 * be liable for any special, direct, indirect, or consequential damages or any
 * damages whatsoever resulting from loss of use, data or profits, whether in an
 * action of contract, negligence or other tortious action, arising out of or in
 * connection with the use or performance of this software."
 */
#ifndef KEYSTORE_WORDS_H
#define KEYSTORE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#define WORDS_COUNT 2048

struct words {
	const char *name;	/* "english" */
	const char *locale;	/* "en", the name that ethers uses */
	bool sorted;		/* in strcmp order, so that it can be searched by halves */
	size_t width;		/* the bytes of a row: the longest word and its NUL */
	const char *rows;	/* WORDS_COUNT rows, in NFKD */
};

extern const struct words words_chinese_simplified, words_chinese_traditional, words_czech, words_english,
	words_french, words_italian, words_japanese, words_korean, words_portuguese, words_spanish;

/* English comes first, then the others in the order in which a mnemonic is tried. */
#define WORDS_LANGUAGES 10
extern const struct words *const words_languages[WORDS_LANGUAGES];

/* Finds a language by name or locale; NULL if there is none. */
const struct words *words_language(const char *name);

const char *words_at(const struct words *words, size_t number);

/* Returns the number of a word, or -1. */
int words_find(const struct words *words, const char *word, size_t len);

#endif
