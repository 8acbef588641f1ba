/* rpc_error: what a JSON-RPC error object of an Ethereum node means. */
#ifndef NET_RPC_ERROR_H
#define NET_RPC_ERROR_H

#include "net/json.h"

/* Sets err: REVERTED with the contract's reason, NEEDS_ETH, RPC_LIMITED, RPC_UNSUPPORTED, for a
 * transaction being sent also TX_REPLACED, else RPC with the node's words. */
void rpc_error_set(struct err *err, struct json_object *error, bool sending);

bool rpc_error_is_known_tx(struct json_object *error);	/* the node has this very transaction */
bool rpc_error_refuses_tx(struct json_object *error);	/* for what it is: the same again would hear the same */
bool rpc_error_is_limit(struct json_object *error);	/* too many requests */
long rpc_error_retry_after(struct json_object *error);	/* seconds that one says beside it, as Infura does; 0: none */

/* Whether the message holds these words, in any letter case; false for NULL. */
bool rpc_error_mentions(struct json_object *error, const char *words);

#endif
