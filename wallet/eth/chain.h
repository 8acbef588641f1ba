/*
 * chain: questions to a Base node and their answers, as plain values.  net/ turns them into
 * JSON-RPC; the flows see nothing else.
 */
#ifndef WALLET_ETH_CHAIN_H
#define WALLET_ETH_CHAIN_H

#include "wallet/base/buf.h"
#include "wallet/base/u256.h"
#include "wallet/eth/address.h"
#include "wallet/eth/keccak.h"

enum chain_method {
	CHAIN_ID,		/* eth_chainId → number */
	CHAIN_BLOCK_NUMBER,	/* eth_blockNumber → number */
	CHAIN_BALANCE,		/* eth_getBalance(to) → number */
	CHAIN_CODE,		/* eth_getCode(to) → found; hash of the code */
	CHAIN_NONCE,		/* eth_getTransactionCount(from, tag) → number */
	CHAIN_FEES,		/* eth_feeHistory, or eth_gasPrice → base_fee, priority_fee, neither of them zero */
	CHAIN_CALL,		/* eth_call(from, to, value, data) → data; REVERTED with the reason */
	CHAIN_ESTIMATE,		/* eth_estimateGas(from, to, value, data) → number */
	CHAIN_SEND,		/* eth_sendRawTransaction(data) → hash */
	CHAIN_RECEIPT,		/* eth_getTransactionReceipt(hash) → found, success, block, block_hash, paid; where
				   `data` is an event's topics, zero for any: the data of the last that `to`
				   logged */
	CHAIN_TX,		/* eth_getTransactionByHash(hash) → found */
	CHAIN_TX_AT,		/* eth_getTransactionBySenderAndNonce(from, nonce) → found, hash; few nodes have it */
	CHAIN_BLOCK,		/* eth_getBlockByNumber(tag) → found, block, block_hash, time_s, base_fee, holds */
	CHAIN_BLOCK_TXS,	/* the same with its transactions → found: `from` sent one with `nonce`; hash */
	CHAIN_LOG,		/* eth_getLogs(to, first, block, topics in data) → found: the newest; hash, block,
				   block_hash */
	/* eth_simulateV1(from, to, value, data) → data: see tx_changes; not every node knows it */
	CHAIN_SIMULATE,
	CHAIN_METHOD_COUNT
};

/* The block that a question is about. */
enum chain_tag {
	CHAIN_LATEST,
	CHAIN_PENDING,		/* Base no longer gives it a meaning of its own, so nothing may rely on it */
	CHAIN_FINALIZED,
	CHAIN_SAFE,
	CHAIN_AT,		/* the call's `block` */
};

struct chain_call {
	enum chain_method method;
	struct address from, to;
	struct u256 value;
	struct buf data;		/* calldata, raw transaction, or topics of 32 bytes each; owned */
	uint8_t hash[KECCAK_SIZE];	/* BLOCK: the transaction that it may hold */
	uint64_t nonce;
	enum chain_tag tag;		/* BALANCE, CODE, CALL, NONCE, BLOCK, BLOCK_TXS */
	uint64_t block;			/* the block if the tag is AT; LOG: the last block */
	uint64_t first;			/* LOG: the first block */
	bool twice;			/* a second node is asked as well, if there is one */
	unsigned form;			/* for net/: which way of asking is in use; 0 is the usual one */
};

/* What a receipt says was paid, wei.  A part that it does not state is not known. */
struct fee_paid {
	bool has_gas, has_l1, has_operator;
	struct u256 gas;		/* for the gas that was used, at the price that was paid */
	struct u256 l1;			/* for the data on L1 */
	struct u256 operator_fee;
};

/* Returns the sum of the parts that are known, in wei. */
struct u256 fee_paid_total(const struct fee_paid *paid);

struct chain_reply {
	bool ok;
	struct err err;			/* set if !ok */
	struct u256 number;
	struct u256 base_fee;		/* of the next block, or of the block that was asked for; wei */
	struct u256 priority_fee;	/* median of recent blocks, wei */
	struct u256 slow_fee, fast_fee;	/* the same of their lowest and highest tenths; zero: not known */
	struct buf data;		/* owned */
	bool only_latest;		/* NONCE: the node does not count what is pending */
	bool found;
	bool success;			/* a receipt's status */
	bool refused;			/* SEND, !ok: the transaction is at fault; sending it again would fail */
	bool may_be_out;		/* SEND: a node that was asked before may have passed it on */
	bool holds;			/* the block has the transaction that was asked about */
	uint64_t block;			/* the number of the block, or of the receipt's block */
	uint8_t block_hash[KECCAK_SIZE];
	uint64_t time_s;		/* the time of the block, Unix seconds */
	struct fee_paid paid;		/* by a receipt's transaction */
	uint8_t hash[KECCAK_SIZE];	/* the hash of the transaction */
};

#define CHAIN_HOST_SIZE 64

struct chain_batch {
	struct chain_call *calls;	/* owned */
	size_t count;
};

/* What a second node answers to the calls that are asked twice. */
struct chain_second {
	bool asked;			/* there is a second node, and there was something to ask */
	char host[CHAIN_HOST_SIZE];
	struct err err;			/* why it has not answered; code NONE: it has */
	struct chain_reply *items;	/* owned; in the calls' order, empty if asked once; NULL if unanswered */
};

struct chain_replies {
	struct chain_reply *items;	/* owned; one for each call, in the calls' order */
	size_t count;
	char host[CHAIN_HOST_SIZE];	/* the node that gave all of them; "" if that is not known */
	struct chain_second second;
};

/* Appends a zeroed call, with its data initialised, and returns it.  The pointer is valid until the
 * next chain_add. */
struct chain_call *chain_add(struct chain_batch *batch, enum chain_method method);
struct chain_call *chain_add_twice(struct chain_batch *batch, enum chain_method method);
/* Checks that the first `count` replies are answers, and that the first of them is the expected
 * chain id.  err is the reply's own error, or WRONG_CHAIN. */
MUST_USE bool chain_check(const struct chain_reply *replies, size_t count, uint64_t chain_id, struct err *err);
/* Checks the id that `who`, such as "The node", has given. */
MUST_USE bool chain_check_id(struct u256 id, uint64_t chain_id, const char *who, struct err *err);
void chain_batch_free(struct chain_batch *batch);
void chain_replies_free(struct chain_replies *replies);

#endif
