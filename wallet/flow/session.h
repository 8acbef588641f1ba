/*
 * session: unlocking one wallet at a time, and locking it again after a while
 * without a key pressed.
 */
#ifndef WALLET_FLOW_SESSION_H
#define WALLET_FLOW_SESSION_H

#include "wallet/model/effect.h"

struct model;

/* With the password of a PASSWORD, which it takes: the wallet that is wanted, or the selected one. */
void session_unlock(struct model *model, struct action *action, struct effects *effects);

/* The wallet a password is wanted for; NULL when none. */
const struct account *session_wanted(const struct model *model);
/* Without a word; right after, while the wallet is in use. */
void session_lock(struct model *model, struct effects *effects);

#endif
