/*
 * rpc_block: what a node says became of a transaction: its receipt, the block that has
 * it, and what else of the same sender is there.  Each reads a result (NULL where it is
 * null) into the reply; false where it is not of its form.
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
