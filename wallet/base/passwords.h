/* passwords: keeps the passwords that opened a wallet, to try them on others, in guarded memory. */
#ifndef WALLET_BASE_PASSWORDS_H
#define WALLET_BASE_PASSWORDS_H

#include "wallet/base/secret.h"

#define PASSWORDS_KEPT 4

struct passwords {
	struct passphrase *kept[PASSWORDS_KEPT];	/* owned */
	size_t count, tried;		/* `tried`: how many were tried on the wallet in hand */
	struct passphrase *typed;	/* owned; not yet known to open anything; NULL for none */
};

/* The first notes what was typed.  The second keeps it if it opened its wallet. */
void passwords_typed(struct passwords *passwords, const struct passphrase *password);
void passwords_judge_typed(struct passwords *passwords, bool opened);

/* Returns a copy of the next password to try, which the caller frees; NULL when all were tried. */
struct passphrase *passwords_next(const struct passwords *passwords);

void passwords_forget(struct passwords *passwords);	/* wipes all */

#endif
