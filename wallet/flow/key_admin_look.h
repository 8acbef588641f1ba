/*
 * key_admin_look: before a key is deleted, the account's list is read once more.  A key that is in use, and of
 * which the person who agreed could not know that, is asked about again.
 */
#ifndef WALLET_FLOW_KEY_ADMIN_LOOK_H
#define WALLET_FLOW_KEY_ADMIN_LOOK_H

#include <stdbool.h>

struct model;

/* Is the list that was agreed upon too old to delete by? */
bool key_admin_look_wanted(const struct model *model);
/* True if the list that came is a reason to ask again, and that is done: the flow has ended. */
bool key_admin_look_asks_again(struct model *model);

#endif
