/*
 * vault: API keys, one sealed file each, vault/ID.json.
 *
 * A file is sealed with XChaCha20-Poly1305, under a key derived from the wallet's private key
 * (signer_derive, purpose "vault").  The plain part is a JSON text of what struct key_info holds.
 * It is the associated data, so it cannot be changed.
 */
#ifndef KEYSTORE_VAULT_H
#define KEYSTORE_VAULT_H

#include "keystore/home.h"
#include "keystore/home_room.h"
#include "keystore/signer.h"
#include "wallet/venice/key.h"

/* Takes everything that storing a key needs before a key is asked for: descriptors, a file with
 * room on the disk, and memory (mem_reserve_take). */
MUST_USE bool vault_reserve(struct home_room *out, const struct home *home, struct err *err);

/* Seals and stores a key.  If the same key is stored under info->id, it is replaced with what is
 * known now.  If anything else is stored there, info->id becomes an id of rialto's own.  So
 * whatever ids a server gives, no key is lost to another. */
MUST_USE bool vault_seal(const struct home *home, const struct signer *signer, struct key_info *info,
			 const struct apikey *key, struct err *err);

/* Does the same in a room that was reserved, and uses the room up.  On failure the room is left for
 * another try. */
MUST_USE bool vault_seal_in(struct home_room *room, const struct home *home, const struct signer *signer,
			    struct key_info *info, const struct apikey *key, struct err *err);

/* Does the same for a key from elsewhere whose id at Venice is not known.  info needs only its
 * type, description and network.  KEY_EXISTS if that key is stored, no matter which wallet sealed
 * it: another wallet's key cannot be opened, but its last characters show. */
MUST_USE bool vault_add(const struct home *home, const struct signer *signer, struct key_info *info,
			const struct apikey *key, struct err *err);

/* Lists the plain part of every stored key, newest first; needs no password.  *damaged may be NULL. */
MUST_USE bool vault_list(struct key_list *out, size_t *damaged, const struct home *home, struct err *err);

/* Says why no stored key of that id was listed: KEY_NOT_FOUND, or what is wrong with its file.
 * Always false. */
bool vault_missing(const struct home *home, const char *id, struct err *err);

/* Is this file of the vault a sealed key?  No password is needed; VAULT_BAD. */
MUST_USE bool vault_check(const struct home *home, const char *file, struct err *err);

/* VAULT_BAD if the file was changed or belongs to another wallet. */
MUST_USE bool vault_open(struct apikey **out, const struct home *home, const struct signer *signer,
			 const char *id, struct err *err);

MUST_USE bool vault_remove(const struct home *home, const char *id, struct err *err);

#endif
