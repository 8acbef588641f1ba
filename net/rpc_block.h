/*
 * rpc_block: what a node says about a transaction: its receipt, the block that has it, and the
 * sender's other transactions.  Each function reads a result (NULL when it is null) into the reply.
 * False when it does not have the right form.
 */
#ifndef NET_RPC_BLOCK_H
#define NET_RPC_BLOCK_H

#include "net/json.h"
#include "wallet/eth/chain.h"

bool rpc_block_receipt(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);
bool rpc_block_read(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);
bool rpc_block_txs(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);
bool rpc_block_tx_at(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);

#endif
