/* rpc_simulate: eth_simulateV1, for a call between two readings of the figures that it may change. */
#ifndef NET_RPC_SIMULATE_H
#define NET_RPC_SIMULATE_H

#include "net/json.h"
#include "wallet/eth/chain.h"

void rpc_simulate_params(struct buf *out, const struct chain_call *call);
/* Writes a word for each figure before the call, then for each after it.  False when the call
 * does not succeed. */
bool rpc_simulate_result(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);

#endif
