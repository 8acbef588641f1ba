/* mint_end: how flow_mint ends, or waits before it goes on. */
#ifndef WALLET_FLOW_MINT_END_H
#define WALLET_FLOW_MINT_END_H

#include "wallet/flow/mint.h"

/* Puts the flow into a state that an error led to, and shows the error with the evidence for it.
 * The second ends it in MINT_FAILED. */
void mint_end(struct model *model, enum mint_state state, const struct err *err, struct effects *effects);
void mint_end_code(struct model *model, enum err_code code, const char *words, struct effects *effects);
/* After a transient failure the flow waits and goes on by itself, unless that takes too long.  Any
 * other failure ends it. */
void mint_end_or_wait(struct model *model, const struct err *err, struct effects *effects);

#endif
