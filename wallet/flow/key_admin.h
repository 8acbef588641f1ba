/*
 * key_admin: the keys of an account, listed, changed, deleted and rotated with
 * the ADMIN key that is stored for its wallet.
 *
 * unlock → ask Venice → put the vault right → done
 *
 * Changing and deleting are harmless to send twice, so a failure ends the flow
 * and the person may try again.  Making a key is not: that is flow_mint's, whose
 * journal makes sure of it.  Rotating is making a key, then deleting the old one:
 * a command goes on at once, on the screen the person hands the new one over first.
 */
#ifndef WALLET_FLOW_KEY_ADMIN_H
#define WALLET_FLOW_KEY_ADMIN_H

#include "wallet/model/effect.h"
#include "wallet/model/key_admin.h"

struct model;

/* The list that is shown follows from the vault's and Venice's. */
void flow_key_admin_merge(struct model *model);

#endif
