/* key_admin_begin: how flow_key_admin begins, with what it needs for that, and how it ends. */
#ifndef WALLET_FLOW_KEY_ADMIN_BEGIN_H
#define WALLET_FLOW_KEY_ADMIN_BEGIN_H

#include "wallet/model/action.h"

struct model;

/* Readies the flow.  False if something forbids it; the error says what.  A NULL id means that it
 * is about no single key. */
MUST_USE bool key_admin_begin(struct model *model, enum action_type wish, const char *id);

/* Is there an ADMIN key to ask with, and is Venice's id of the key known?  If not, the flow has failed. */
bool key_admin_need_admin(struct model *model);
MUST_USE bool key_admin_need_venice_id(struct model *model);

/* The step hook goes on once the wallet is open. */
void key_admin_wait_unlocked(struct model *model);

/* Each of these ends the flow. */
void key_admin_end(struct model *model);
void key_admin_fail(struct model *model, const struct err *err);
void key_admin_fail_code(struct model *model, enum err_code code, const char *words);

#endif
