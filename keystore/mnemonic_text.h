/* mnemonic_text: reads the words of a mnemonic as people write them down and mistype them. */
#ifndef KEYSTORE_MNEMONIC_TEXT_H
#define KEYSTORE_MNEMONIC_TEXT_H

#include "keystore/words.h"
#include "wallet/base/secret.h"

/* Keeps only the words, with one space between them and ASCII in lower case, in place.  It drops
 * what stands around them, including commas, quotes, NAME= and the numbers of a list. */
void mnemonic_take_words(struct secret *text);

/* Are these at least twelve words, all of which one BIP-39 list knows (mnemonic_word_meant)? */
bool mnemonic_is_of_a_list(const char *text);

/* Returns the number of the word that is meant, or -1.  That is the word itself, or the only one
 * that begins with these letters if there are four or more, as on steel plates. */
int mnemonic_word_meant(const struct words *words, const char *word, size_t len);

/* Says which word is not in the list, and the likeliest ones that are; never the word itself. */
bool mnemonic_unknown_word(const struct words *words, size_t position, const char *word, size_t len, struct err *err);

#endif
