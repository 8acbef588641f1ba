/*
 * tx_journal: what becomes of a transaction's entry.  When a success has been told, the entry is
 * kept until the success counts (tx_watch).  An end that counts closes it.  The screen tells an end
 * by showing it.  A command tells it once it has written its output, and marks the entry then.
 */
#ifndef WALLET_FLOW_TX_JOURNAL_H
#define WALLET_FLOW_TX_JOURNAL_H

#include "wallet/model/effect.h"

struct model;

/* Was it sent from this network, and has nobody told its end yet? */
bool tx_journal_is_open(const struct model *model, const struct journal_entry *entry);

/* From here on the flow looks after it. */
void tx_journal_written(struct model *model, const struct journal_entry *entry);
/* A block has it. */
void tx_journal_done(struct model *model, const struct journal_entry *entry, struct effects *effects);
/* Opens the entry again: its success was told, but no block has it any more. */
void tx_journal_reopen(struct journal_entry *entry, struct effects *effects);
/* The person gave it up.  Its number may be used again; only one transaction can ever have it. */
void tx_journal_forget(struct model *model, const char *id, struct effects *effects);
void tx_journal_close(struct model *model, const char *id, struct effects *effects);	/* "": there is no entry */

#endif
