/*
 * tx_common: what the commands that send transactions share.
 *
 * A run that ended early left its transactions in the journal.  They are followed to
 * their end first; one among them that is what this command was asked for is its
 * result, and nothing is sent again.  What another command began is followed and said,
 * but stays that command's: run again, it still gives the result.
 */
#ifndef APP_CLI_TX_COMMON_H
#define APP_CLI_TX_COMMON_H

#include "app/app.h"
#include "app/cli/headless.h"
#include "app/cli/output.h"
#include "wallet/flow/plan.h"

/* What a command is asked for, as the journal has it. */
struct tx_wish {
	enum purpose purpose;
	struct amount amount;
};

/* Follows the current wallet's, oldest first, up to the one that is the wish's: then
 * *found.  `seen` (NULL for none) looks at the model after each that is. */
MUST_USE bool tx_common_follow(bool *found, struct headless *headless, const struct tx_wish *wish,
				void (*seen)(void *context, const struct model *model), void *context,
				struct err *err);

/* A wish about one entry of the journal. */
void tx_common_do(struct headless *headless, enum action_type wish, const struct journal_entry *entry);

/* Its own failed: what is known not to have happened is closed once that is said.  False. */
bool tx_common_failed(struct headless *headless, const struct err *why, struct err *err);

/* A transaction's hash, as people give it. */
MUST_USE bool tx_common_hash(uint8_t out[KECCAK_SIZE], const char *text, struct err *err);

/* For headless_run: the first look at the transaction that is followed has not been answered. */
bool tx_common_looking(const struct model *model);

/* A transaction that is known not to have happened stands in nobody's way. */
bool tx_common_is_over(const struct err *err);

/* The command says that this was done: once it is written, the journal has it as told. */
void tx_common_told(struct headless *headless, const struct sent_tx *tx);

/* Its hash: `name` in JSON, null where none was sent; `label` in text. */
void tx_common_say(struct output *output, const char *label, const char *name, const struct sent_tx *tx);

#endif
