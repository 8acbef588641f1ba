/*
 * home_pending: a file outside of the home that is of no use without a wallet in it.
 *
 * The words of a new wallet are with their owner before it is stored.  Until that is done a
 * note in the home says which file they are in and whose they are, so that words of no wallet
 * do not lie about after a kill: the next start removes them.
 */
#ifndef KEYSTORE_HOME_PENDING_H
#define KEYSTORE_HOME_PENDING_H

#include "keystore/home.h"
#include "wallet/eth/address.h"

#define HOME_PENDING_NOTE "making-"	/* how the names of the notes begin, in the data folder */

struct home_pending {
	struct address wallet;		/* whose words they are */
	char note[40];			/* "" while nothing is noted */
};

/* Notes that what the descriptor is of becomes the file `name` in `folder`.  Before it does. */
MUST_USE bool home_pending_note(struct home_pending *pending, const struct home *home, const char *folder,
				const char *name, int fd, struct err *err);

/* Where the wallet is stored the file stays, else it is removed; where neither can be known or
 * done, the note stays for the next start. */
void home_pending_settle(struct home_pending *pending, const struct home *home);

/* The same for a note that a kill left; for home_prepare, when no other rialto runs. */
MUST_USE bool home_pending_clean(int data_fd, const char *note, struct err *err);

#endif
