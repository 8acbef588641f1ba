/*
 * vault: API keys, one sealed file each, vault/ID.json.
 *
 * XChaCha20-Poly1305 under a key derived from the wallet's private key
 * (signer_derive, purpose "vault"); the plain part, a JSON text of what
 * struct key_info holds, is the associated data, so it cannot be changed.
 */
#ifndef KEYSTORE_VAULT_H
#define KEYSTORE_VAULT_H

#include "keystore/home.h"
#include "keystore/home_room.h"
#include "keystore/signer.h"
#include "wallet/venice/key.h"

/* Everything that storing a key takes is taken before one is asked for: descriptors, a file
 * with room on the disk, and memory (mem_reserve_take). */
MUST_USE bool vault_reserve(struct home_room *out, const struct home *home, struct err *err);

/* Seals and stores.  Where the same key is stored under info->id it is replaced, with what
 * is now known of it; where anything else is, info->id becomes one of rialto's own:
 * whatever ids a server gives, no key is lost to another. */
MUST_USE bool vault_seal(const struct home *home, const struct signer *signer, struct key_info *info,
			 const struct apikey *key, struct err *err);

/* The same in a room that was reserved, which it uses up; on failure it is there for
 * another try. */
MUST_USE bool vault_seal_in(struct home_room *room, const struct home *home, const struct signer *signer,
			    struct key_info *info, const struct apikey *key, struct err *err);

/* The same for a key from elsewhere, whose id at Venice is not known: info needs its type,
 * description and network only.  KEY_EXISTS where that key is stored, sealed with whichever
 * wallet: another's cannot be opened, but its last characters show. */
MUST_USE bool vault_add(const struct home *home, const struct signer *signer, struct key_info *info,
			const struct apikey *key, struct err *err);

/* Every stored key's plain part, no password needed; newest first.  *damaged may be NULL. */
MUST_USE bool vault_list(struct key_list *out, size_t *damaged, const struct home *home, struct err *err);

/* Why no stored key of that id was listed: KEY_NOT_FOUND, or what is wrong with its file.
 * Always false. */
bool vault_missing(const struct home *home, const char *id, struct err *err);

/* Is that file of the vault one of a sealed key?  No password is needed; VAULT_BAD. */
MUST_USE bool vault_check(const struct home *home, const char *file, struct err *err);

/* VAULT_BAD when the file was changed or belongs to another wallet. */
MUST_USE bool vault_open(struct apikey **out, const struct home *home, const struct signer *signer,
			 const char *id, struct err *err);

MUST_USE bool vault_remove(const struct home *home, const char *id, struct err *err);

#endif
