/*
 * normalize: Unicode normalisation of secrets.  utf8proc does it between buffers
 * of the caller's, so that no copy is made outside guarded memory.
 */
#ifndef KEYSTORE_NORMALIZE_H
#define KEYSTORE_NORMALIZE_H

#include "wallet/base/secret.h"

/* Replaces the text by its NFKD form, which BIP-39 computes with.  INVALID_INPUT for
 * what is not UTF-8. */
MUST_USE bool normalize_nfkd(struct secret *s, struct err *err);

/* By its NFC form, which is for showing: accents and syllables in one piece. */
MUST_USE bool normalize_nfc(struct secret *s, struct err *err);

/* By its NFKC form, which ethers makes of passwords. */
MUST_USE bool normalize_nfkc(struct secret *s, struct err *err);

#endif
