/*
 * session: unlocking one wallet at a time, and locking it again after a while
 * without a key pressed.
 */
#ifndef WALLET_FLOW_SESSION_H
#define WALLET_FLOW_SESSION_H

#include "wallet/model/effect.h"

struct model;

bool session_update(struct model *model, struct action *action, struct effects *effects);
/* Locks when the time has come; called after every update. */
void session_step(struct model *model, struct effects *effects);
int64_t session_deadline(const struct model *model);

/* The wallet a password is wanted for; NULL when none. */
const struct account *session_wanted(const struct model *model);
/* Without a word; right after, while the wallet is in use. */
void session_lock(struct model *model, struct effects *effects);

#endif
