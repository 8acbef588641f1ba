/*
 * tx_common: shared by the commands that send transactions.
 *
 * A run that ended early left its transactions in the journal.  They are followed to their end
 * first.  If one of them is what this command was asked for, it is the result and nothing is sent
 * again.  The result of another command's transaction is reported, but its entry stays: that command
 * still gives it when it is run again.
 */
#ifndef APP_CLI_TX_COMMON_H
#define APP_CLI_TX_COMMON_H

#include "app/app.h"
#include "app/cli/headless.h"
#include "app/cli/output.h"
#include "wallet/flow/plan.h"

/* What a command was asked for, in the journal's terms. */
struct tx_wish {
	enum purpose purpose;
	struct amount amount;
	struct address recipient;	/* zero where the plan has none */
	bool all;			/* whatever there is of the token */
	unsigned slippage;		/* of a swap; another one does not make it another wish */
};

/* Looks again at what was reported as mined, of whichever wallet, and says what is so no more. */
MUST_USE bool tx_common_look_at_told(struct headless *headless, struct err *err);

/* True if the current wallet has transactions that were not followed to their end. */
bool tx_common_any_open(const struct model *model);

/* Follows the current wallet's transactions, oldest first, up to the one that the wish means, and
 * then sets *found.  `seen` (NULL for none) is called after each of the wish's own that succeeded. */
MUST_USE bool tx_common_follow(bool *found, struct headless *headless, const struct tx_wish *wish,
				void (*seen)(void *context, const struct model *model), void *context,
				struct err *err);

/* Applies a wish about one journal entry. */
void tx_common_do(struct headless *headless, enum action_type wish, const struct journal_entry *entry);

/* Returns false, with why its own transaction failed.  If it is known not to have happened, its
 * entry is closed once that was reported. */
bool tx_common_failed(struct headless *headless, const struct err *why, struct err *err);

/* Reads a transaction's hash from text. */
MUST_USE bool tx_common_hash(uint8_t out[KECCAK_SIZE], const char *text, struct err *err);

/* A test for headless_run: true until the first look at the followed transaction was answered. */
bool tx_common_looking(const struct model *model);

/* True for a failure of a transaction that is known not to have happened, so that others may go on. */
bool tx_common_is_over(const struct err *err);

/* Notes that the command reports this transaction as successful.  Once that is written, the
 * journal has it as told. */
void tx_common_told(struct headless *headless, const struct sent_tx *tx);

/* Adds its hash: as `name` in JSON, null when none was sent, and as `label` in text. */
void tx_common_say(struct output *output, const char *label, const char *name, const struct sent_tx *tx);

#endif
