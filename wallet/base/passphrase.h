/*
 * passphrase: decides which passwords a wallet may be given, and guesses what a password that opens
 * nothing was meant to be.
 *
 * An editor may add something unseen to a password: a byte order mark, a blank at the end, UTF-16.
 * Nobody can type that again, so no new wallet gets such a password.  A wallet that already has one
 * still opens with it.
 */
#ifndef WALLET_BASE_PASSPHRASE_H
#define WALLET_BASE_PASSPHRASE_H

#include "wallet/base/secret.h"

/* Checks the password of something that is sealed anew.  err is a sentence that begins with
 * `whose`, such as "The password". */
MUST_USE bool passphrase_check_new(const struct secret *password, const char *whose, struct err *err);

/* Returns the password without byte order mark and blanks at its end, and with UTF-16 turned into
 * UTF-8.  The caller frees it.  NULL means that the password already has that form. */
struct passphrase *passphrase_meant(const struct passphrase *password);

#endif
