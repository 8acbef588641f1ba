/* rpc_log: what a contract has logged, of which the newest is wanted. */
#ifndef NET_RPC_LOG_H
#define NET_RPC_LOG_H

#include "net/json.h"
#include "wallet/eth/chain.h"

void rpc_log_params(struct buf *out, const struct chain_call *call);

/* False where one that fits is not of its form; what does not fit the question is passed over. */
MUST_USE bool rpc_log_read(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);

#endif
