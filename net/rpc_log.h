/* rpc_log: the logs of a contract, of which the newest is wanted. */
#ifndef NET_RPC_LOG_H
#define NET_RPC_LOG_H

#include "net/json.h"
#include "wallet/eth/chain.h"

void rpc_log_params(struct buf *out, const struct chain_call *call);

/* False when a log that fits the question does not have the right form.  Logs that do not fit are skipped. */
MUST_USE bool rpc_log_read(struct chain_reply *reply, const struct chain_call *call, struct json_object *result);

#endif
