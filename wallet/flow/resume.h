/*
 * resume: takes up the transactions that the journal has and nobody looks after: those
 * of an earlier run, and those whose block was undone.  One after the other, each by the
 * flow_plan; one whose purpose this version does not know is left alone.
 */
#ifndef WALLET_FLOW_RESUME_H
#define WALLET_FLOW_RESUME_H

#include "wallet/model/effect.h"

struct model;

bool resume_knows(const struct journal_entry *entry);	/* what is to be done about it */

#endif
