/* mint_resume: the mints that LOADED found in the journal: done ones are closed, others are UNKNOWN. */
#ifndef WALLET_FLOW_MINT_RESUME_H
#define WALLET_FLOW_MINT_RESUME_H

#include "wallet/model/effect.h"

struct model;

void mint_resume(struct model *model, struct effects *effects);

#endif
