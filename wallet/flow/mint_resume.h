/* mint_resume: takes up the mints that LOADED found in the journal.  Those that are done are
 * closed, the others are UNKNOWN. */
#ifndef WALLET_FLOW_MINT_RESUME_H
#define WALLET_FLOW_MINT_RESUME_H

#include "wallet/model/effect.h"

struct model;

void mint_resume(struct model *model, struct effects *effects);

#endif
