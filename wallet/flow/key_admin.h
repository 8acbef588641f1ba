/*
 * key_admin: lists, changes, deletes and rotates the keys of an account, with the ADMIN key that is
 * stored for its wallet.
 *
 * unlock → look again, before a deletion → ask Venice → put the vault right → done
 *
 * Changing and deleting may be sent twice without harm, so a failure ends the flow and the person
 * may try again.  Making a key is different: flow_mint does it, with its journal.  Rotating makes a
 * key, then deletes the old one.  A command deletes it at once; on the screen the person hands the
 * new key over first.
 */
#ifndef WALLET_FLOW_KEY_ADMIN_H
#define WALLET_FLOW_KEY_ADMIN_H

#include "wallet/model/effect.h"
#include "wallet/model/key_admin.h"

struct model;

/* Makes the list that is shown from the vault's list and Venice's. */
void flow_key_admin_merge(struct model *model);

/* Removes the vault's copy of the key in hand. */
void flow_key_admin_forget(struct model *model, struct effects *effects);

#endif
