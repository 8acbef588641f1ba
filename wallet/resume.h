/*
 * resume: takes up the transactions that an earlier run left in the journal, one
 * after the other, each by the flow whose purpose it has.
 */
#ifndef WALLET_RESUME_H
#define WALLET_RESUME_H

#include "wallet/effect.h"

struct model;

/* Follows one to its end. */
void resume_entry(struct model *model, const struct journal_entry *entry, struct effects *effects);

/* Follows the journal's next of this network, oldest first, where model->resume_journal. */
void resume_next(struct model *model, struct effects *effects);

/* Goes on to the next once one has ended; called after every update. */
void resume_step(struct model *model, struct effects *effects);

#endif
