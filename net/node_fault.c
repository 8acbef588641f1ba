#include "net/node_fault.h"

#include "wallet/base/mem.h"

/* True for faults of the connection, of the node's operator or of its answers, whatever was asked. */
static bool is_of_node(enum err_code code)
{
	static const enum err_code codes[] = {
		ERR_UNREACHABLE, ERR_TIMEOUT, ERR_CONNECTION_CUT, ERR_TLS, ERR_BAD_ANSWER, ERR_PROXY_UNREACHABLE,
		ERR_PROXY_REFUSED, ERR_PROXY_FAILED,
		ERR_RPC_UNAUTHORIZED, ERR_RPC_PAYMENT, ERR_RPC_FORBIDDEN, ERR_RPC_NOT_FOUND, ERR_RPC_TOO_LARGE,
		ERR_RPC_LIMITED, ERR_RPC_UNAVAILABLE, ERR_RPC_REFUSED, ERR_RPC_WEB_PAGE, ERR_RPC_REDIRECTED,
		ERR_RPC_CREDITS, ERR_RPC_KEY_REFUSED,
	};

	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
		if (codes[i] == code)
			return true;
	return false;
}

/* Every node knows these, at least for the latest block. */
static bool must_be_known(const struct chain_call *call)
{
	switch (call->method) {
	case CHAIN_ID:
	case CHAIN_BLOCK_NUMBER:
	case CHAIN_BALANCE:
	case CHAIN_CODE:
	case CHAIN_FEES:
	case CHAIN_RECEIPT:
	case CHAIN_TX:
		return true;
	case CHAIN_NONCE:
	case CHAIN_BLOCK:
		return call->tag == CHAIN_LATEST;
	case CHAIN_CALL:
	case CHAIN_ESTIMATE:
	case CHAIN_SEND:
	case CHAIN_TX_AT:
	case CHAIN_BLOCK_TXS:
	case CHAIN_LOG:
	case CHAIN_SIMULATE:
	case CHAIN_METHOD_COUNT:
		break;
	}
	return false;
}

/* Any node may take a transaction, unless the chain itself does not. */
static bool is_refusal(const struct chain_call *call, const struct chain_reply *reply)
{
	enum err_code code = reply->err.code;
	bool is_words = code == ERR_RPC || code == ERR_RPC_UNSUPPORTED || code == ERR_NONCE_UNSURE ||
			(code >= ERR_TX_UNDERPRICED && code <= ERR_TX_INVALID);

	return is_words && (must_be_known(call) || (call->method == CHAIN_SEND && !reply->refused));
}

bool node_fault_of(struct err *err, const struct chain_call *call, const struct chain_reply *reply, uint64_t chain_id)
{
	if (!reply->ok) {
		*err = reply->err;
		return is_of_node(reply->err.code) || is_refusal(call, reply);
	}
	return call->method == CHAIN_ID && !chain_check_id(reply->number, chain_id, "It", err);
}
