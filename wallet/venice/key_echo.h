/*
 * key_echo: what Venice's answer about a new key repeats of what was asked for.
 *
 * When a wallet mints a key, the API answers some limits as null although it stores them rightly.
 * So a value that is not repeated is no difference.  rialto keeps what was asked for and marks the
 * key as unconfirmed until it has read back the stored key.
 */
#ifndef WALLET_VENICE_KEY_ECHO_H
#define WALLET_VENICE_KEY_ECHO_H

#include "wallet/venice/key.h"

/* Fields that an answer leaves out, if no value in a key_info can express that. */
struct key_unsaid {
	bool type, period, privacy;
	bool limits;		/* all limits */
};

/* For the answer to the request that made the key: fills in what is missing.  It marks info
 * unconfirmed if a limit, expiry, period or privacy that was asked for is missing. */
void key_echo_complete(struct key_info *info, const struct key_unsaid *unsaid, const struct key_options *asked);

/* Does the same for the answer to a change.  Fields that were not changed stay as they were before. */
void key_echo_change(struct key_info *info, const struct key_unsaid *unsaid, const struct key_info *before,
		     const struct key_changes *changes);

/* For the stored key, read back: takes over what Venice says.  A limit that is absent there does
 * not exist.  This confirms the key unless all limits are missing. */
void key_echo_confirm(struct key_info *info, const struct key_info *stored, const struct key_unsaid *unsaid,
		      const struct key_options *asked);

#endif
