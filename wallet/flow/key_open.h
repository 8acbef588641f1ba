/* key_open: shows and checks the API keys in the vault. */
#ifndef WALLET_FLOW_KEY_OPEN_H
#define WALLET_FLOW_KEY_OPEN_H

#include "wallet/model/effect.h"

struct model;

/* Does KEY_REVEAL, KEY_CHECK or KEY_HANDOVER with a stored key.  If its wallet is locked, it asks
 * for the password first. */
void key_open_run(struct model *model, enum action_type wish, const char *id, struct effects *effects);
void key_open_hide(struct model *model);		/* wipes what is revealed */

#endif
