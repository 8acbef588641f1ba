/*
 * tx_command: what the commands that send transactions share.
 *
 * A run that was killed left its transactions in the journal.  They are followed
 * to their end first; one among them that is what this command was asked for is
 * its result, and nothing is sent again.  Entries are closed only after the result
 * was written (app_finish).
 */
#ifndef APP_TX_COMMAND_H
#define APP_TX_COMMAND_H

#include "app/app.h"
#include "app/headless.h"
#include "app/output.h"
#include "wallet/tx_intent.h"

/* Follows the current wallet's, oldest first, up to the one of that purpose and amount:
 * then *found.  `seen` (NULL for none) looks at the model after each of that amount. */
MUST_USE bool tx_command_follow(bool *found, struct headless *headless, const char *purpose, struct amount amount,
				void (*seen)(void *context, const struct model *model), void *context,
				struct err *err);

/* Its hash: `name` in JSON, null where none was sent; `label` in text. */
void tx_command_say(struct output *output, const char *label, const char *name, const struct sent_tx *tx);

#endif
