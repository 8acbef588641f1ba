/* batch_mint: the mint in hand of a batch.  Its end goes into its row. */
#ifndef WALLET_FLOW_BATCH_MINT_H
#define WALLET_FLOW_BATCH_MINT_H

#include "wallet/base/err.h"
#include "wallet/model/batch_row.h"

struct model;

/* Looks at the mint in hand, and finishes its row where it has ended.  A failure that waits shows in
 * its row, with a countdown.  A key that the disk refuses is left to the person. */
void batch_mint_look(struct model *model);

/* Finishes the row in hand and its mint.  The mint's error goes into the row, not into a panel. */
void batch_mint_finish(struct model *model, enum batch_state state, const struct err *err);

/* A mint with an unknown outcome is set aside, and stays in the journal, while others go on. */
void batch_mint_put_aside(struct model *model);
/* Brings the mints that were set aside back, one at a time, for the person to look into.  False:
 * there is none, or another mint is in hand. */
bool batch_mint_take_up(struct model *model);

#endif
