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

struct model;

enum key_admin_state {
	KEY_ADMIN_IDLE,
	KEY_ADMIN_UNLOCK,
	KEY_ADMIN_ASKING,		/* Venice was asked for what `wish` says */
	KEY_ADMIN_CREATING,		/* flow_mint makes the new key of a rotation */
	KEY_ADMIN_FORGETTING,	/* the vault's copy is removed */
	KEY_ADMIN_RELABELLING,	/* the vault's copy learns what changed */
	KEY_ADMIN_STATE_COUNT
};

struct flow_key_admin {
	enum key_admin_state state;
	enum action_type wish;
	uint32_t request;
	bool quiet;			/* listing that nobody asked for: a failure is only a message */
	struct key_info key;		/* the row it is about */
	struct key_changes changes;
	bool was_gone;			/* the key to delete was no longer at Venice */
	struct err err;			/* why the last wish failed; NONE where it did not */
	char replaced[KEY_ID_SIZE];	/* a rotated key that is still alive; "" for none */

	bool asked;			/* for the keys of `asked_for`, since the last reason to ask */
	struct address asked_for;
	int64_t listed_ms;		/* when a list last came; 0 never */
};

bool flow_key_admin_update(struct model *model, struct action *action, struct effects *effects);
void flow_key_admin_step(struct model *model, struct effects *effects);
/* RETRY does again what failed here; what a key was to be created with is not kept. */
bool flow_key_admin_can_retry(const struct model *model);
bool flow_key_admin_running(const struct flow_key_admin *flow);

/* The list that is shown follows from the vault's and Venice's. */
void flow_key_admin_merge(struct model *model);

/* The ADMIN key that acts for the selected wallet; NULL for none. */
const struct key_info *flow_key_admin_admin(const struct model *model);

#endif
