/* keystore_damage: which files of the home are not what belongs in their folder, and why. */
#ifndef KEYSTORE_KEYSTORE_DAMAGE_H
#define KEYSTORE_KEYSTORE_DAMAGE_H

#include "keystore/home.h"

/* Calls each for every such entry of "keystore", "watch", "vault" or "other", in strcmp
 * order, until it returns false: damaged files, and what is no file at all.  Names that begin with a dot
 * are left alone.  why is one sentence, with the file's name in it. */
MUST_USE bool keystore_damage(const struct home *home, const char *folder,
			      bool (*each)(void *context, const char *file, const struct err *why), void *context,
			      struct err *err);

/* Is that the name of a wallet's file?  geth's, MyEtherWallet's or rialto's own: a stray README
 * is nobody's wallet. */
bool keystore_damage_is_wallet(const char *file);

/* Why such a file is none that could be listed: WALLET_UNREADABLE. */
void keystore_damage_why(struct err *why, const struct home *home, const char *folder, const char *file);

#endif
