/*
 * rpc_fees: what the next block's gas costs, from the history of fees, or for nodes
 * without one from the latest block and the gas price.
 */
#ifndef NET_RPC_FEES_H
#define NET_RPC_FEES_H

#include "net/json.h"
#include "wallet/eth/chain.h"

/* Base's own least base fee, and a tip below which a transaction may wait for long, in
 * wei: a node that says less is taken to say these. */
#define RPC_BASE_FEE_MIN 5000000
#define RPC_PRIORITY_FEE_MIN 1000000

/* Each reads a result into the reply; false where it is not of its form.  The price
 * comes last: the tip is what it has above the block's base fee. */
bool rpc_fees_history(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);
bool rpc_fees_block(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);
bool rpc_fees_price(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);

#endif
