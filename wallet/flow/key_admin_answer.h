/* key_admin_answer: what flow_key_admin does with the answers of Venice and of the vault. */
#ifndef WALLET_FLOW_KEY_ADMIN_ANSWER_H
#define WALLET_FLOW_KEY_ADMIN_ANSWER_H

#include "wallet/model/effect.h"

struct model;

/* Takes over Venice's list of the account's keys. */
void key_admin_answer_list(struct model *model, const struct action *action);
/* Takes Venice's answer to what was asked. */
void key_admin_answer_take(struct model *model, struct action *action, struct effects *effects);
/* The vault has removed or relabelled its copy of the key, or could not. */
void key_admin_answer_vault(struct model *model, const struct action *action, struct effects *effects);

#endif
