/*
 * rpc_fees: what gas costs in the next block, by the history of fees; for nodes without one, by the
 * latest block and the gas price.
 */
#ifndef NET_RPC_FEES_H
#define NET_RPC_FEES_H

#include "net/json.h"
#include "wallet/eth/chain.h"

/* In wei: Base's lowest base fee, and a tip below which a transaction may wait for long.  A node
 * that says less is taken to say these. */
#define RPC_BASE_FEE_MIN 5000000
#define RPC_PRIORITY_FEE_MIN 1000000

/* Each reads a result into the reply; false when it does not have the right form.  The price is
 * read last, because the tip is what it has above the block's base fee. */
bool rpc_fees_history(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);
bool rpc_fees_block(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);
bool rpc_fees_price(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);

#endif
