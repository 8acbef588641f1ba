/*
 * handover: takes an API key to where it is used, which is the clipboard, a new file, or the
 * standard input of a command that the configuration names.  The key itself never comes here: app/
 * takes it from the vault and hands it on.
 */
#ifndef WALLET_FLOW_HANDOVER_H
#define WALLET_FLOW_HANDOVER_H

#include "wallet/model/effect.h"
#include "wallet/model/handover.h"

struct model;

/* Goes on once the key's wallet is open. */
void handover_send(struct model *model, struct effects *effects);

#endif
