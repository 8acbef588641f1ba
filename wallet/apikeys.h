/* apikeys: showing and checking the API keys in the vault. */
#ifndef WALLET_APIKEYS_H
#define WALLET_APIKEYS_H

#include "wallet/effect.h"

struct model;

bool apikeys_update(struct model *model, struct action *action, struct effects *effects);

/* KEY_REVEAL, KEY_CHECK or KEY_HANDOVER of a stored key; asks for the password first
 * where its wallet is locked. */
void apikeys_run(struct model *model, enum action_type wish, const char *id, struct effects *effects);
void apikeys_hide(struct model *model);		/* wipes what is revealed */
void apikeys_forget_checks(struct model *model);

#endif
