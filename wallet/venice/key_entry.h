/* key_entry: an API key as a person gives it. */
#ifndef WALLET_VENICE_KEY_ENTRY_H
#define WALLET_VENICE_KEY_ENTRY_H

#include "wallet/base/secret.h"
#include "wallet/venice/key.h"

/* Is this text, with what stands around it, an API key by its form?  A private key, a
 * wallet's words and all else is refused, with a sentence that says what it reads as. */
MUST_USE bool key_entry_check(const char *text, size_t len, struct err *err);

/* The type, which its form says. */
MUST_USE bool key_entry_type(enum key_type *out, const char *text, size_t len, struct err *err);

/* The key alone, for the caller to free, and its type. */
MUST_USE bool key_entry_read(struct apikey **out, enum key_type *type, const char *text, size_t len, struct err *err);

/* May this be sent as an API key?  No, whatever it was stored as, where it reads as a
 * private key or as a wallet's words. */
MUST_USE bool key_entry_may_be_sent(const struct apikey *key, struct err *err);

#endif
