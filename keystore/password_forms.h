/*
 * password_forms: the forms in which a password is tried.
 *
 * geth and cast take its bytes as they are, and ethers those of its NFKC form.  A file may hold
 * more than the password: a byte order mark, or a blank at the end.
 */
#ifndef KEYSTORE_PASSWORD_FORMS_H
#define KEYSTORE_PASSWORD_FORMS_H

#include "wallet/base/secret.h"

/* Calls try with one form after the other until it succeeds, or fails for another reason than
 * WRONG_PASSWORD.  The exact bytes come first.  A form equal to an earlier one is left out. */
MUST_USE bool password_forms_try(const struct passphrase *password,
				 bool (*try)(void *context, const struct passphrase *password, struct err *err),
				 void *context, struct err *err);

/* Since this was last asked, has something opened only without the mark or the blanks of its
 * password? The program tells the person. */
bool password_forms_corrected(void);

#endif
