/*
 * resume: takes up transactions in the journal that nobody looks after: those of an earlier run,
 * and those whose block was undone.  flow_plan follows them one after the other.  A transaction
 * whose purpose this version does not know is left alone.
 */
#ifndef WALLET_FLOW_RESUME_H
#define WALLET_FLOW_RESUME_H

#include "wallet/model/effect.h"

struct model;

bool resume_knows(const struct journal_entry *entry);	/* does this version know what to do about it? */

#endif
