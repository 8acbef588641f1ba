/* secret_file: secrets from and to files the user names, "-" being stdin. */
#ifndef KEYSTORE_SECRET_FILE_H
#define KEYSTORE_SECRET_FILE_H

#include "keystore/home_pending.h"
#include "wallet/base/secret.h"
#include "wallet/venice/key.h"

/* The first line, without its line end, and else exactly as it is: it may be the password of
 * something that is there.  read() straight into guarded memory. */
MUST_USE bool secret_file_passphrase(struct passphrase **out, const char *path, struct err *err);

/* The BIP-39 passphrase of words: never empty, and nothing in it that could not be typed, as
 * any other gives another address without a word. */
MUST_USE bool secret_file_words_passphrase(struct passphrase **out, const char *path, struct err *err);

/* Keys and words are read from text of any encoding and line end, with quotes, NAME= or other
 * lines around them, as long as only one thing in it can be meant. */

/* All words, white space and case folded. */
MUST_USE bool secret_file_mnemonic(struct mnemonic **out, const char *path, struct err *err);
/* 64 hex digits with or without 0x; refuses 0 and values ≥ the curve's order. */
MUST_USE bool secret_file_seckey(struct seckey **out, const char *path, struct err *err);
MUST_USE bool secret_file_apikey(struct apikey **out, enum key_type *type, const char *path, struct err *err);
/* Creates the file 0600; refuses to overwrite.  `pending`: for the words of a wallet that is
 * yet to be stored; else NULL. */
MUST_USE bool secret_file_write(const struct home *home, const char *path, const struct secret *secret,
				struct home_pending *pending, struct err *err);

#endif
