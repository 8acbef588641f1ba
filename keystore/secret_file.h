/* secret_file: reads and writes secrets in files that the user names; "-" is stdin. */
#ifndef KEYSTORE_SECRET_FILE_H
#define KEYSTORE_SECRET_FILE_H

#include "keystore/home_pending.h"
#include "wallet/base/secret.h"
#include "wallet/venice/key.h"

/* Reads the first line without its line end, and otherwise exactly as it is, because it may be an
 * existing password.  read() goes straight into guarded memory. */
MUST_USE bool secret_file_passphrase(struct passphrase **out, const char *path, struct err *err);

/* Reads the BIP-39 passphrase of words.  It is never empty and holds nothing that could not be
 * typed: any other passphrase silently gives another address. */
MUST_USE bool secret_file_words_passphrase(struct passphrase **out, const char *path, struct err *err);

/* Keys and words are read from text of any encoding and line end.  Quotes, NAME= or other lines may
 * stand around them, as long as only one thing can be meant. */

/* Reads all words and folds white space and case. */
MUST_USE bool secret_file_mnemonic(struct mnemonic **out, const char *path, struct err *err);
/* Reads 64 hex digits with or without 0x.  Refuses 0 and values from the curve's order up. */
MUST_USE bool secret_file_seckey(struct seckey **out, const char *path, struct err *err);
MUST_USE bool secret_file_apikey(struct apikey **out, enum key_type *type, const char *path, struct err *err);
/* Creates the file 0600 and refuses to overwrite.  `pending` is for the words of a wallet that is
 * not stored yet; otherwise NULL. */
MUST_USE bool secret_file_write(const struct home *home, const char *path, const struct secret *secret,
				struct home_pending *pending, struct err *err);

#endif
