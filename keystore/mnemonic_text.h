/* mnemonic_text: the words of a mnemonic as people write them down and mistype them. */
#ifndef KEYSTORE_MNEMONIC_TEXT_H
#define KEYSTORE_MNEMONIC_TEXT_H

#include "keystore/words.h"
#include "wallet/base/secret.h"

/* Only the words stay, one space between them, ASCII in lower case: what stands around them
 * goes, commas, quotes, NAME= and the numbers of a list among it.  In place. */
void mnemonic_take_words(struct secret *text);

/* Are they a dozen words or more, each meant (as below) by one BIP-39 list? */
bool mnemonic_is_of_a_list(const char *text);

/* The number of the word that is meant, or -1: the word itself, or the only one that begins
 * with these four letters or more, as steel plates have them. */
int mnemonic_word_meant(const struct words *words, const char *word, size_t len);

/* Says which word is not in the list, and the likeliest that are; never the word itself. */
bool mnemonic_unknown_word(const struct words *words, size_t position, const char *word, size_t len, struct err *err);

#endif
