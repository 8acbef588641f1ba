/*
 * batch_unlock: opens the wallets of a batch with the passwords that opened others of them.  The
 * password is the session's from here on.  If one of these does not open a wallet, nobody made a
 * mistake.  If no password can open it, its row ends.
 */
#ifndef WALLET_FLOW_BATCH_UNLOCK_H
#define WALLET_FLOW_BATCH_UNLOCK_H

#include "wallet/model/effect.h"

struct model;

/* Tries the next of the passwords, if the wallet in hand must be opened. */
void batch_unlock(struct model *model, struct effects *effects);

/* Takes UNLOCKED before the session does. */
void batch_unlock_note(struct model *model, const struct action *action);
/* Looks at what came of it, once the session has taken UNLOCKED. */
void batch_unlock_after(struct model *model, struct effects *effects);

#endif
