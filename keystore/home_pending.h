/*
 * home_pending: a file outside the home that is useless unless a wallet is stored.
 *
 * The owner of a new wallet gets its words before the wallet is stored.  Until it is stored, a note
 * in the home says which file they are in and whose they are.  If the process is killed, the next
 * start removes that file, so that words of no wallet do not lie about.
 */
#ifndef KEYSTORE_HOME_PENDING_H
#define KEYSTORE_HOME_PENDING_H

#include "keystore/home.h"
#include "wallet/eth/address.h"

#define HOME_PENDING_NOTE "making-"	/* how the names of these notes in the data folder begin */

struct home_pending {
	struct address wallet;		/* the wallet of the words */
	char note[40];			/* "" if nothing is noted */
};

/* Notes that the file of this descriptor will become `name` in `folder`.  Call this before it does. */
MUST_USE bool home_pending_note(struct home_pending *pending, const struct home *home, const char *folder,
				const char *name, int fd, struct err *err);

/* Keeps the file if the wallet is stored, and removes it if not.  If neither can be known or done,
 * the note stays for the next start. */
void home_pending_settle(struct home_pending *pending, const struct home *home);

/* Does the same for a note that a killed process left.  For home_prepare, when no other rialto
 * runs. */
MUST_USE bool home_pending_clean(int data_fd, const char *note, struct err *err);

#endif
