#include "net/rpc_error.h"

#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"

/* Execution reverted, as numbered by geth and others after it. */
#define CODE_REVERTED 3
#define RETRY_AFTER_MOST_S 86400

/* Some nodes send a plain string instead of the object. */
static const char *message_of(struct json_object *error)
{
	const char *message = json_text(json_member(error, "message"));

	if (!message)
		message = json_text(error);
	return message ? message : "";
}

static int64_t code_of(struct json_object *error)
{
	struct json_object *code = json_member(error, "code");

	return json_object_is_type(code, json_type_int) ? json_object_get_int64(code) : 0;
}

bool rpc_error_mentions(struct json_object *error, const char *words)
{
	return strcasestr(message_of(error), words);
}

static bool mentions_any(struct json_object *error, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rpc_error_mentions(error, words[i]))
			return true;
	return false;
}

/* The messages of geth, Erigon and reth; older geth (with the colon, so that an unknown
 * transaction type does not match); OpenEthereum; Nethermind. */
bool rpc_error_is_known_tx(struct json_object *error)
{
	static const char *const words[] = {
		"already known", "known transaction:", "already imported", "AlreadyKnown",
	};

	return mentions_any(error, words, ARRAY_LENGTH(words));
}

/* The messages of geth, reth, Nethermind and anvil.  "nonce too low" is not among them, because
 * this very transaction may have been mined. */
bool rpc_error_refuses_tx(struct json_object *error)
{
	static const char *const words[] = {
		"insufficient funds", "InsufficientFunds", "underpriced", "FeeTooLow", "intrinsic gas", "exceeds block gas limit",
		"gas limit too high", "gas limit is too high", "exceeds transaction gas", "less than block base fee",
		"higher than max fee", "invalid sender", "invalid signature", "InvalidTxSignature", "invalid chain id",
		"type not supported", "oversized data", "max transaction gas",
	};

	return mentions_any(error, words, ARRAY_LENGTH(words));
}

/* True for a limit on the size of one question.  Asking the same again would not help. */
static bool is_limit_of_size(struct json_object *error)
{
	static const char *const words[] = { "more than", "block range", "range is too", "response size" };

	return mentions_any(error, words, ARRAY_LENGTH(words));
}

/* -32005 is "limit exceeded" in EIP-1474; -32016 and -32017 are what Base's own endpoint sends.  The
 * words "limit exceeded" alone could also be about gas.  The rest are Alchemy's, Infura's, Chainstack's
 * and proxyd's. */
bool rpc_error_is_limit(struct json_object *error)
{
	static const char *const words[] = {
		"rate limit", "rate-limit", "too many requests", "request limit", "compute units", "request count exceeded",
		"request rate exceeded", "rps limit", "over capacity", "credits limited", "requests per second",
	};
	int64_t code = code_of(error);

	return (code == -32005 && !is_limit_of_size(error)) || code == -32016 || code == -32017 || code == 429 ||
	       mentions_any(error, words, ARRAY_LENGTH(words));
}

long rpc_error_retry_after(struct json_object *error)
{
	struct json_object *rate = json_member(json_member(error, "data"), "rate");
	struct json_object *seconds = json_member(rate, "backoff_seconds");
	int64_t wait = json_object_is_type(seconds, json_type_int) || json_object_is_type(seconds, json_type_double)
			       ? json_object_get_int64(seconds) : 0;

	return wait <= 0 ? 0 : wait < RETRY_AFTER_MOST_S ? (long)wait : RETRY_AFTER_MOST_S;
}

static bool is_nonce_used(struct json_object *error)
{
	static const char *const words[] = { "nonce too low", "nonce is too low", "OldNonce" };

	return mentions_any(error, words, ARRAY_LENGTH(words));
}

/* Finds the revert's bytes: `data` itself, inside an object, or after a word. */
static const char *revert_hex(struct json_object *error)
{
	struct json_object *data = json_member(error, "data");
	const char *text = json_text(data);

	if (!text)
		text = json_text(json_member(data, "data"));
	return text ? strstr(text, "0x") : NULL;
}

/* Without bytes, the text after "execution reverted: " is the node's own reading. */
static void set_reverted(struct err *err, struct json_object *error)
{
	static const char start[] = "execution reverted: ";
	const char *hex = revert_hex(error), *said = strcasestr(message_of(error), start);
	char reason[sizeof(err->msg)];
	struct buf bytes;

	buf_init(&bytes, 0);
	if (hex && !hex_decode_buf(&bytes, hex))
		buf_clear(&bytes);
	abi_revert_reason(reason, sizeof(reason), bytes.data, bytes.len);
	if (!bytes.len && said && said[sizeof(start) - 1])
		err_set(err, ERR_REVERTED, "%s", said + sizeof(start) - 1);
	else
		err_set(err, ERR_REVERTED, "%s", reason);
	buf_free(&bytes);
}

/* -32601 is JSON-RPC's own, -32004 is EIP-1474's. */
static bool is_unsupported(struct json_object *error)
{
	static const char *const words[] = {
		"not supported", "unsupported", "does not exist", "method not found", "method not allowed", "unknown method",
		"not whitelisted",
	};
	int64_t code = code_of(error);

	return code == -32601 || code == -32004 || mentions_any(error, words, ARRAY_LENGTH(words));
}

/* What proxyd and others say when there is no node behind them. */
static bool is_unavailable(struct json_object *error)
{
	static const char *const words[] = {
		"no backend", "not healthy", "backend offline", "gateway timeout", "backend returned an invalid response",
	};

	return mentions_any(error, words, ARRAY_LENGTH(words));
}

/* geth's, reth's, Erigon's, Nethermind's and zkSync's words for a balance that is too small. */
static bool is_too_poor(struct json_object *error)
{
	static const char *const words[] = {
		"insufficient funds", "InsufficientFunds", "insufficient balance", "insufficient MaxFeePerGas for sender balance",
		"would cause overdraft",
	};

	return mentions_any(error, words, ARRAY_LENGTH(words));
}

/* What geth, op-geth, reth, Nethermind and anvil say of a transaction that is sent to them.  The first
 * row whose words are in the message counts. */
static enum err_code code_of_sending(struct json_object *error)
{
	static const struct { const char *words; enum err_code code; } rows[] = {
		{ "underpriced", ERR_TX_UNDERPRICED }, { "FeeTooLow", ERR_TX_UNDERPRICED },
		{ "less than block base fee", ERR_TX_UNDERPRICED }, { "below minimum", ERR_TX_UNDERPRICED },
		{ "below chain minimum", ERR_TX_UNDERPRICED }, { "insufficient gas price to replace", ERR_TX_UNDERPRICED },
		{ "pool is full", ERR_TX_POOL_FULL }, { "pool size constraints", ERR_TX_POOL_FULL },
		{ "in-flight transaction limit", ERR_TX_IN_FLIGHT }, { "account limit exceeded", ERR_TX_IN_FLIGHT },
		{ "from delegated accounts", ERR_TX_IN_FLIGHT }, { "already reserved", ERR_TX_IN_FLIGHT },
		{ "exceeded the number of free transactions", ERR_TX_IN_FLIGHT }, { "nonce too high", ERR_NONCE_UNSURE },
		{ "nonce gap", ERR_NONCE_UNSURE }, { "exceeds the configured cap", ERR_TX_FEE_CAP },
		{ "blocked", ERR_TX_BLOCKED }, { "blacklisted", ERR_TX_BLOCKED }, { "sanctioned", ERR_TX_BLOCKED },
		{ "not permitted", ERR_TX_BLOCKED }, { "policy", ERR_TX_BLOCKED }, { "intrinsic gas", ERR_TX_INVALID },
		{ "floor data gas", ERR_TX_INVALID }, { "exceeds block gas limit", ERR_TX_INVALID },
		{ "gas limit too high", ERR_TX_INVALID }, { "gas limit is too high", ERR_TX_INVALID },
		{ "max transaction gas", ERR_TX_INVALID }, { "exceeds transaction gas", ERR_TX_INVALID },
		{ "higher than max fee", ERR_TX_INVALID }, { "invalid sender", ERR_TX_INVALID },
		{ "invalid signature", ERR_TX_INVALID }, { "invalid transaction signature", ERR_TX_INVALID },
		{ "InvalidTxSignature", ERR_TX_INVALID }, { "invalid chain id", ERR_TX_INVALID },
		{ "type not supported", ERR_TX_INVALID }, { "oversized data", ERR_TX_INVALID },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
		if (rpc_error_mentions(error, rows[i].words))
			return rows[i].code;
	return ERR_RPC;
}

static bool takes_too_much_gas(struct json_object *error)
{
	static const char *const words[] = {
		"gas required exceeds allowance", "exceeds block gas limit", "gas limit too high", "max transaction gas",
	};

	return mentions_any(error, words, ARRAY_LENGTH(words));
}

static enum err_code code_of_words(struct json_object *error, bool sending)
{
	if (sending && is_nonce_used(error))
		return ERR_TX_REPLACED;
	if (is_too_poor(error))
		return ERR_NEEDS_ETH;
	if (code_of(error) == CODE_REVERTED || rpc_error_mentions(error, "revert"))
		return ERR_REVERTED;
	if (rpc_error_is_limit(error))
		return ERR_RPC_LIMITED;
	if (is_unavailable(error))
		return ERR_RPC_UNAVAILABLE;
	if (sending)
		return code_of_sending(error);
	if (takes_too_much_gas(error))
		return ERR_GAS_TOO_HIGH;
	return is_unsupported(error) ? ERR_RPC_UNSUPPORTED : ERR_RPC;
}

void rpc_error_set(struct err *err, struct json_object *error, bool sending)
{
	enum err_code code = code_of_words(error, sending);
	const char *message = message_of(error);

	if (code == ERR_REVERTED)
		set_reverted(err, error);
	else if (*message)
		err_set(err, code, "%s", message);
	else if (code == ERR_RPC_UNSUPPORTED)
		err_set(err, code, "The node does not know the method");
	else
		err_set(err, code, "The node gives no reason (code %lld)", (long long)code_of(error));
}
