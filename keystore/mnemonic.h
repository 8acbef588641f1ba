/* mnemonic: BIP-39 words, BIP-32 derivation, BIP-44 paths. */
#ifndef KEYSTORE_MNEMONIC_H
#define KEYSTORE_MNEMONIC_H

#include "wallet/base/secret.h"

#define MNEMONIC_DEFAULT_PATH "m/44'/60'/0'/0/0"

struct words;	/* a language; see keystore/words.h */

/* words is 12, 15, 18, 21 or 24; language NULL is English.  The words are in NFKD, as everywhere
 * except where they are shown. */
MUST_USE bool mnemonic_generate(struct mnemonic **out, unsigned words, const struct words *language, struct err *err);

/* Folds white space, case and Unicode forms (NFKD), and writes abbreviated words out in full.  Then
 * it checks every word and the checksum.  The sentence gives the first unknown word's position and
 * the likeliest words of the list, but never the word.  The language is found out. */
MUST_USE bool mnemonic_check(struct mnemonic *mnemonic, struct err *err);

/* Does the same in one language only. */
MUST_USE bool mnemonic_check_in(struct mnemonic *mnemonic, const struct words *language, struct err *err);

/* Puts one space between the words, and ASCII in lower case, in place. */
void mnemonic_fold(struct secret *words);

/* Copies the words in NFC, for showing and for files that people read. */
MUST_USE bool mnemonic_for_people(struct mnemonic **out, const struct mnemonic *mnemonic, struct err *err);

/* Derives the private key at a path.  password is the BIP-39 passphrase in any Unicode form, NULL
 * for none. */
MUST_USE bool mnemonic_derive(struct seckey **out, const struct mnemonic *mnemonic,
			      const struct passphrase *password, const char *path, struct err *err);

/* Computes the 64-byte seed of the words as they are.  The caller calls secret_init for seed.
 * Wallets are made with mnemonic_derive, which checks the words first. */
void mnemonic_seed(struct secret *seed, const struct mnemonic *mnemonic, const struct passphrase *password);

/* These convert words to entropy and back, for keystore files that carry it.  out has room for 32
 * bytes. */
MUST_USE bool mnemonic_to_entropy(struct secret *out, const struct words **language, const struct mnemonic *mnemonic,
				  struct err *err);
MUST_USE bool mnemonic_from_entropy(struct mnemonic **out, const struct secret *entropy, const struct words *language,
				    struct err *err);

/* Is this one of the 2048 English words?  For checking while a person types. */
bool mnemonic_is_word(const char *word, size_t len);

#endif
