/*
 * tx_final: follows transactions that the journal has let go, from their block to the chain's safe
 * block.  Until then a reorganisation may still move one to another block, or lose it.  That is said
 * and written to the log; nothing is sent again by itself, because a block may still take it.
 *
 * The screen looks by itself; a command asks once (ACTION_TX_FINAL).
 */
#ifndef WALLET_FLOW_TX_FINAL_H
#define WALLET_FLOW_TX_FINAL_H

#include "wallet/model/effect.h"
#include "wallet/model/tx_final.h"

/* True while a look is on its way, or has found one elsewhere or nowhere, which the next look must confirm. */
bool tx_final_running(const struct model *model);

#endif
