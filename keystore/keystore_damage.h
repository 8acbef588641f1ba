/* keystore_damage: finds files of the home that do not belong in their folder, and says why. */
#ifndef KEYSTORE_KEYSTORE_DAMAGE_H
#define KEYSTORE_KEYSTORE_DAMAGE_H

#include "keystore/home.h"

/* Calls each for every such entry of "keystore", "watch", "vault" or "other", in strcmp order,
 * until it returns false.  These are damaged files, and entries that are no file.  Names that begin
 * with a dot are left alone.  why is one sentence with the file's name in it. */
MUST_USE bool keystore_damage(const struct home *home, const char *folder,
			      bool (*each)(void *context, const char *file, const struct err *why), void *context,
			      struct err *err);

/* Is this the name of a wallet's file, as geth, MyEtherWallet or rialto give it?  A stray README is
 * nobody's wallet. */
bool keystore_damage_is_wallet(const char *file);

/* Says why such a file could not be listed: WALLET_UNREADABLE. */
void keystore_damage_why(struct err *why, const struct home *home, const char *folder, const char *file);

#endif
