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

/* The first of them that is a wallet's, as far as its name tells: WALLET_UNREADABLE.  False
 * where there is none, or no telling. */
bool keystore_unread(struct err *why, const struct home *home);

#endif
