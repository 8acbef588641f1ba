/*
 * tx_replace: the part of flow_tx that puts another transaction in the place of one that
 * waits: the same with a higher fee, or one that does nothing.  It has the same number,
 * so that only one of them can ever be mined, and whichever is ends them all.
 *
 * A node takes it only where both the fee and the tip are a tenth higher than before; the
 * tip stays within what the person set.  It is simulated, reviewed, journalled and then
 * sent, like any other.  Where nothing comes of it, what waited is followed as before.
 */
#ifndef WALLET_FLOW_TX_REPLACE_H
#define WALLET_FLOW_TX_REPLACE_H

#include "wallet/model/effect.h"

struct model;

/* Begins, for the transaction that is followed.  Speeds `variant` up (see journal_entry_variants;
 * SIZE_MAX: the one that was sent last). */
void tx_replace_speed_up(struct model *model, size_t variant, struct effects *effects);
void tx_replace_cancel(struct model *model, struct effects *effects);

/* Asks all of it anew, before what was agreed to is signed. */
void tx_replace_ask(struct model *model, struct effects *effects);

/* The node's answers, in TX_PREFLIGHT and TX_L1_FEE. */
void tx_replace_take(struct model *model, const struct chain_replies *replies, struct effects *effects);

/* It was signed: the entry as it is to be, for the journal.  Takes the bytes over. */
void tx_replace_signed(struct model *model, struct action *action, struct effects *effects);
/* The journal has it. */
void tx_replace_written(struct model *model);

/* Nothing comes of it: what waits is followed again, and why is kept. */
void tx_replace_give_up(struct model *model, const struct err *why, struct effects *effects);

#endif
