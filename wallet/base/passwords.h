/* passwords: those that opened a wallet, to be tried for others; in guarded memory. */
#ifndef WALLET_BASE_PASSWORDS_H
#define WALLET_BASE_PASSWORDS_H

#include "wallet/base/secret.h"

#define PASSWORDS_KEPT 4

struct passwords {
	struct passphrase *kept[PASSWORDS_KEPT];	/* owned */
	size_t count, tried;		/* tried for the wallet in hand */
	struct passphrase *typed;	/* owned; not known yet whether it opens; NULL for none */
};

/* Notes what is typed, and then whether it opened its wallet: if so it is kept. */
void passwords_typed(struct passwords *passwords, const struct passphrase *password);
void passwords_judge_typed(struct passwords *passwords, bool opened);

/* A copy of the next to try, for the caller to free; NULL when all were. */
struct passphrase *passwords_next(const struct passwords *passwords);

void passwords_forget(struct passwords *passwords);	/* wipes all */

#endif
