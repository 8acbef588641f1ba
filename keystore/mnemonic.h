/* mnemonic: BIP-39 words, BIP-32 derivation, BIP-44 paths. */
#ifndef KEYSTORE_MNEMONIC_H
#define KEYSTORE_MNEMONIC_H

#include "wallet/base/secret.h"

#define MNEMONIC_DEFAULT_PATH "m/44'/60'/0'/0/0"

struct words;	/* keystore/words.h: a language */

/* words is 12, 15, 18, 21 or 24; language NULL is English.  In NFKD, as everywhere
 * but where it is shown. */
MUST_USE bool mnemonic_generate(struct mnemonic **out, unsigned words, const struct words *language, struct err *err);

/* Folds white space, case and Unicode forms (NFKD), writes abbreviated words out, checks
 * every word and the checksum; the sentence names the first unknown word's position and the
 * likeliest words of the list, never the word.  The language is found out. */
MUST_USE bool mnemonic_check(struct mnemonic *mnemonic, struct err *err);

/* The same, in one language only. */
MUST_USE bool mnemonic_check_in(struct mnemonic *mnemonic, const struct words *language, struct err *err);

/* Words with one space between them, ASCII in lower case, in place. */
void mnemonic_fold(struct secret *words);

/* For showing and for files people read: NFC. */
MUST_USE bool mnemonic_for_people(struct mnemonic **out, const struct mnemonic *mnemonic, struct err *err);

/* The private key at a path; password is the BIP-39 passphrase, NULL for none, in any
 * Unicode form. */
MUST_USE bool mnemonic_derive(struct seckey **out, const struct mnemonic *mnemonic,
			      const struct passphrase *password, const char *path, struct err *err);

/* The 64-byte seed of the words as they are; seed is secret_init'ed by the caller.
 * mnemonic_derive checks the words first and is what wallets are made with. */
void mnemonic_seed(struct secret *seed, const struct mnemonic *mnemonic, const struct passphrase *password);

/* Entropy both ways, for keystore files that carry it; out has room for 32 bytes. */
MUST_USE bool mnemonic_to_entropy(struct secret *out, const struct words **language, const struct mnemonic *mnemonic,
				  struct err *err);
MUST_USE bool mnemonic_from_entropy(struct mnemonic **out, const struct secret *entropy, const struct words *language,
				    struct err *err);

/* Is it one of the 2048 words (English)?  For checking as one types. */
bool mnemonic_is_word(const char *word, size_t len);

#endif
