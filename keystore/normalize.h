/*
 * normalize: Unicode normalisation of secrets.  utf8proc works on buffers of the caller's, so no
 * copy is made outside guarded memory.
 */
#ifndef KEYSTORE_NORMALIZE_H
#define KEYSTORE_NORMALIZE_H

#include "wallet/base/secret.h"

/* Replaces the text by its NFKD form, with which BIP-39 computes.  INVALID_INPUT if it is not
 * UTF-8. */
MUST_USE bool normalize_nfkd(struct secret *s, struct err *err);

/* Replaces it by its NFC form, for showing: accents and syllables are in one piece. */
MUST_USE bool normalize_nfc(struct secret *s, struct err *err);

/* Replaces it by its NFKC form, which ethers makes of passwords. */
MUST_USE bool normalize_nfkc(struct secret *s, struct err *err);

#endif
