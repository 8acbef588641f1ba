/* vault_file: what is in the file of one sealed API key (keystore/vault.h says how it is sealed). */
#ifndef KEYSTORE_VAULT_FILE_H
#define KEYSTORE_VAULT_FILE_H

#include "keystore/signer.h"
#include "wallet/base/buf.h"
#include "wallet/base/secret.h"
#include "wallet/venice/key.h"

#define VAULT_FILE_MAX ((size_t)16 << 10)

MUST_USE bool vault_file_seal(struct buf *out, const struct signer *signer, const struct key_info *info,
			      const struct apikey *key, struct err *err);

/* Reads the plain part; VAULT_BAD. */
MUST_USE bool vault_file_read(struct key_info *out, const struct buf *file, struct err *err);

/* Decrypts into key, which has room for APIKEY_MAX.  VAULT_BAD if the file is not that of key `id`, was changed, or
 * belongs to another wallet. */
MUST_USE bool vault_file_open(struct apikey *key, const struct signer *signer, const char *id, const struct buf *file,
			      struct err *err);

#endif
