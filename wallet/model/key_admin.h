/* key_admin: what the model knows of the keys of an account.  wallet/flow/key_admin.h works on it. */
#ifndef WALLET_MODEL_KEY_ADMIN_H
#define WALLET_MODEL_KEY_ADMIN_H

#include "wallet/model/action.h"
#include "wallet/model/flow.h"
#include "wallet/venice/key.h"

struct model;

enum key_admin_state {
	KEY_ADMIN_IDLE,
	KEY_ADMIN_UNLOCK,
	KEY_ADMIN_LOOKING,		/* the list is read once more, before a key is deleted */
	KEY_ADMIN_ASKING,		/* Venice was asked to do `wish` */
	KEY_ADMIN_CREATING,		/* flow_mint makes the new key of a rotation */
	KEY_ADMIN_FORGETTING,	/* the vault's copy is removed */
	KEY_ADMIN_RELABELLING,	/* the vault's copy learns what changed */
	KEY_ADMIN_STATE_COUNT
};

struct flow_key_admin {
	FLOW_HEAD(enum key_admin_state);
	enum action_type wish;
	bool quiet;			/* a listing that nobody asked for: a failure is only a message */
	struct key_info key;		/* the key that it is about */
	struct key_changes changes;
	bool looked;			/* … was looked at between the yes and the deletion */
	bool was_gone;			/* Venice no longer had the key to delete */
	char replaced[KEY_ID_SIZE];	/* a rotated key that still exists; "" for none */

	bool asked;			/* they were asked for since there was last a reason to */
	struct address asked_for;
	int64_t listed_ms;		/* when the latest list came; 0 never */
};

/* Can RETRY do again what failed?  Not a creation: the options of the new key are not kept. */
bool flow_key_admin_can_retry(const struct model *model);
bool flow_key_admin_running(const struct flow_key_admin *flow);
/* The ADMIN key that acts for the selected wallet; NULL for none.  The second one finds an ADMIN
 * key other than this one. */
const struct key_info *flow_key_admin_admin(const struct model *model);
const struct key_info *flow_key_admin_other(const struct model *model, const char *id);

#endif
