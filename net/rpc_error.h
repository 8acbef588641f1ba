/* rpc_error: what a JSON-RPC error object of an Ethereum node means. */
#ifndef NET_RPC_ERROR_H
#define NET_RPC_ERROR_H

#include "net/json.h"

/* Sets err with the node's words: REVERTED with the contract's reason, NEEDS_ETH, GAS_TOO_HIGH,
 * RPC_LIMITED, RPC_UNAVAILABLE or RPC_UNSUPPORTED; for a transaction that is being sent TX_REPLACED,
 * NONCE_UNSURE, or the TX_ code that its refusal is; else RPC. */
void rpc_error_set(struct err *err, struct json_object *error, bool sending);

bool rpc_error_is_known_tx(struct json_object *error);	/* the node has this very transaction */
bool rpc_error_refuses_tx(struct json_object *error);	/* for what it is, so sending it again would not help */
bool rpc_error_is_limit(struct json_object *error);	/* too many requests */
long rpc_error_retry_after(struct json_object *error);	/* seconds stated beside the error, as by Infura; 0: none */

/* True when the message contains these words, in any letter case; false for NULL. */
bool rpc_error_mentions(struct json_object *error, const char *words);

#endif
