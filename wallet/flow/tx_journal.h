/*
 * tx_journal: what becomes of a transaction's entry.  A success that was said is kept
 * until it counts (tx_watch); an end that counts closes it.  On the screen it is said
 * by being shown; a command says it once it has written its output, and marks it then.
 */
#ifndef WALLET_FLOW_TX_JOURNAL_H
#define WALLET_FLOW_TX_JOURNAL_H

#include "wallet/model/effect.h"

struct model;

/* Was sent from this network, and nobody has said yet what became of it? */
bool tx_journal_is_open(const struct model *model, const struct journal_entry *entry);

/* The flow looks after it from here on. */
void tx_journal_written(struct model *model, const struct journal_entry *entry);
/* A block has it. */
void tx_journal_done(struct model *model, const struct journal_entry *entry, struct effects *effects);
/* It is no longer in any block, though its success was said: open again. */
void tx_journal_reopen(struct journal_entry *entry, struct effects *effects);
/* The person gave it up: its number may be used again, which only one of them can be. */
void tx_journal_forget(struct model *model, const char *id, struct effects *effects);
void tx_journal_close(struct model *model, const char *id, struct effects *effects);	/* "": there is none */

#endif
