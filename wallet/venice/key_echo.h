/*
 * key_echo: what an answer of Venice's about a new key repeats of what was asked for.
 *
 * On the path by which a wallet mints, the API repeats some limits as null though it
 * stores them rightly.  So what is not repeated is no difference: what was asked for is
 * kept, and the key is marked as unconfirmed until the stored key was read back.
 */
#ifndef WALLET_VENICE_KEY_ECHO_H
#define WALLET_VENICE_KEY_ECHO_H

#include "wallet/venice/key.h"

/* What an answer does not say, where nothing in a key_info could stand for that. */
struct key_unsaid {
	bool type, period, privacy;
	bool limits;		/* all of them */
};

/* Of the answer to the request that made the key: fills in what is missing, and marks
 * info unconfirmed where a limit, an expiry, a period or a privacy that was asked for is. */
void key_echo_complete(struct key_info *info, const struct key_unsaid *unsaid, const struct key_options *asked);

/* Of the answer to a change: likewise, and what was not changed is as it was before. */
void key_echo_change(struct key_info *info, const struct key_unsaid *unsaid, const struct key_info *before,
		     const struct key_changes *changes);

/* Of the stored key, read back: takes over what Venice says of it, where no limit means
 * that there is none.  The key is confirmed by that, unless the limits are missing. */
void key_echo_confirm(struct key_info *info, const struct key_info *stored, const struct key_unsaid *unsaid,
		      const struct key_options *asked);

#endif
