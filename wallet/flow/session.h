/*
 * session: unlocks one wallet at a time, and locks it again when there was no keystroke for a
 * while.
 */
#ifndef WALLET_FLOW_SESSION_H
#define WALLET_FLOW_SESSION_H

#include "wallet/model/effect.h"

struct model;

/* Opens the wallet that is wanted, or the selected one, with the password of the action, and takes
 * ownership of that password. */
void session_unlock(struct model *model, struct action *action, struct effects *effects);

/* The wallet whose password is wanted; NULL if none is. */
const struct account *session_wanted(const struct model *model);
/* What that password is wanted for: "to sign the token". */
const char *session_reason(const struct model *model);
/* True when a password that was wanted is not: it was not given, or was not the right one. */
bool session_stays_locked(const struct model *model);
/* Locks without a message.  A wallet that is in use is locked as soon as it no longer is. */
void session_lock(struct model *model, struct effects *effects);

#endif
