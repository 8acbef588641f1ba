/*
 * rpc: chain calls as JSON-RPC 2.0 messages, and a node's messages as replies.  Methods and
 * encodings are those of the Ethereum execution APIs.
 */
#ifndef NET_RPC_H
#define NET_RPC_H

#include "net/json.h"
#include "wallet/eth/chain.h"

/* Appends one request object. */
void rpc_encode(struct buf *out, const struct chain_call *call, size_t id);

const char *rpc_method_name(const struct chain_call *call);	/* "eth_call" */

/* Fills in reply from the response object for call, whose id was checked: its result, or why
 * there is none. reply->data must be initialised. */
void rpc_decode(struct chain_reply *reply, const struct chain_call *call, struct json_object *message);

/* True when this answer says that the node does not take this form of the question, or gives
 * only a part, and there is another form: call is then changed to that form. */
bool rpc_ask_otherwise(struct chain_call *call, struct chain_reply *reply);

/* Returns the id of a response object; 0, which rialto never uses, when it has none. */
size_t rpc_id(struct json_object *message);

/* True when this answer, of HTTP status 2xx, to a batch of `asked` calls says that the node
 * takes no batches, or none so large.  NULL is the answer without a body. */
bool rpc_refuses_batch(struct json_object *answer, size_t asked);

/* True when such a refusal is about too many questions. */
bool rpc_is_limited(struct json_object *answer);

#endif
