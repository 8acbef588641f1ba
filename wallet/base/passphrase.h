/*
 * passphrase: which passwords a wallet may be given, and what one that does not open
 * anything may have been meant as.
 *
 * What an editor adds unseen (a byte order mark, a blank at the end, UTF-16) cannot be
 * typed again.  No new wallet gets such a password; one that has it opens with it.
 */
#ifndef WALLET_BASE_PASSPHRASE_H
#define WALLET_BASE_PASSPHRASE_H

#include "wallet/base/secret.h"

/* For what is sealed anew.  A sentence that begins with `whose`, like "The password". */
MUST_USE bool passphrase_check_new(const struct secret *password, const char *whose, struct err *err);

/* Without mark and blanks at its end, UTF-16 as UTF-8: a copy to free, NULL where that is
 * the password itself. */
struct passphrase *passphrase_meant(const struct passphrase *password);

#endif
