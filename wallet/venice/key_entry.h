/* key_entry: an API key as a person gives it. */
#ifndef WALLET_VENICE_KEY_ENTRY_H
#define WALLET_VENICE_KEY_ENTRY_H

#include "wallet/base/secret.h"
#include "wallet/venice/key.h"

/* Does this text, with whatever stands around it, have the form of an API key?  A private key, a
 * wallet's words and all else are refused, and err says what the text looks like. */
MUST_USE bool key_entry_check(const char *text, size_t len, struct err *err);

/* Tells the type from the key's form. */
MUST_USE bool key_entry_type(enum key_type *out, const char *text, size_t len, struct err *err);

/* Reads the key without what stands around it, for the caller to free, and its type. */
MUST_USE bool key_entry_read(struct apikey **out, enum key_type *type, const char *text, size_t len, struct err *err);

/* May this be sent as an API key?  Not if it reads as a private key or a wallet's words, no matter
 * what it was stored as. */
MUST_USE bool key_entry_may_be_sent(const struct apikey *key, struct err *err);

#endif
