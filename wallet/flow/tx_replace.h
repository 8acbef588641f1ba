/*
 * tx_replace: the part of flow_tx that puts another transaction in the place of one that waits,
 * which is the same one with a higher fee, or one that does nothing.  It has the same number, so
 * only one of them can ever be mined, and that one ends them all.
 *
 * A node accepts it only if both the fee and the tip are a tenth higher than before.  The tip stays
 * within what the person set.  A replacement is simulated, reviewed, journalled and then sent, like
 * any other transaction.  If nothing comes of it, the waiting transaction is followed as before.
 */
#ifndef WALLET_FLOW_TX_REPLACE_H
#define WALLET_FLOW_TX_REPLACE_H

#include "wallet/model/effect.h"

struct model;

/* Begins a replacement for the transaction that is followed.  The first one speeds up `variant`
 * (see journal_entry_variants; SIZE_MAX: the one that was sent last). */
void tx_replace_speed_up(struct model *model, size_t variant, struct effects *effects);
void tx_replace_cancel(struct model *model, struct effects *effects);
/* Begins the one that came to nothing anew, with that fee. */
void tx_replace_again(struct model *model, struct fee_choice fee, struct effects *effects);

/* Asks everything anew, before what was agreed to is signed. */
void tx_replace_ask(struct model *model, struct effects *effects);

/* Takes the node's answers in TX_PREFLIGHT and TX_L1_FEE. */
void tx_replace_take(struct model *model, const struct chain_replies *replies, struct effects *effects);

/* It was signed.  Writes the entry to the journal as it now is, and takes ownership of the bytes. */
void tx_replace_signed(struct model *model, struct action *action, struct effects *effects);
/* The journal has it. */
void tx_replace_written(struct model *model);

/* Nothing comes of it: the waiting transaction is followed again, and the reason is kept. */
void tx_replace_give_up(struct model *model, const struct err *why, struct effects *effects);

#endif
