/* vault_header: the plain, authenticated part of a sealed API key, as JSON. */
#ifndef KEYSTORE_VAULT_HEADER_H
#define KEYSTORE_VAULT_HEADER_H

#include "wallet/base/buf.h"
#include "wallet/venice/key.h"

#define VAULT_HEADER_MAX 4096

MUST_USE bool vault_header_write(struct buf *out, const struct key_info *info);
MUST_USE bool vault_header_read(struct key_info *out, const char *json, size_t len);

/* Letters, digits and dashes, 1 to 64 of them, are safe as the name of a file. */
bool vault_id_is_safe(const char *id);

#endif
