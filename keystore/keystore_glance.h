/* keystore_glance: the first wallets of the list, for a screen that cannot wait until ten thousand are read. */
#ifndef KEYSTORE_KEYSTORE_GLANCE_H
#define KEYSTORE_KEYSTORE_GLANCE_H

#include "keystore/home.h"
#include "wallet/eth/account.h"

#define GLANCE_MOST 64		/* wallets; more than a screen has rows for in most places */

/*
 * Reads the first wallets of the list, at most GLANCE_MOST, from their own files; *all is how many the list has.  False
 * if a moment does not do for that.
 *
 * The file `glance` in the home says which files these are, while the folders are as they were when it was written.  It
 * says nothing else, so what is shown of a wallet is never out of date, but one may be missing or out of its order.  So
 * this is for the eye alone, and keystore_look follows.
 */
MUST_USE bool keystore_glance(struct accounts *out, size_t *all, const struct home *home);

/* The state of the folders, to take before keystore_look … */
struct glance_mark {
	char text[256];		/* "" if it cannot be known */
};
void keystore_glance_mark(struct glance_mark *out, const struct home *home);

/* … and to write down with what that found.  Does nothing unless this process is the one writer. */
void keystore_glance_note(const struct home *home, const struct glance_mark *mark, const struct accounts *accounts);

#endif
