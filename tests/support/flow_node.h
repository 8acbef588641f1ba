/*
 * flow_node: a Base node made of a few numbers, for tests that drive the model
 * with actions alone.
 */
#ifndef TESTS_FLOW_NODE_H
#define TESTS_FLOW_NODE_H

#include "wallet/base/amount.h"
#include "wallet/eth/chain.h"
#include "wallet/eth/payment.h"

/* A payment that was handed over, and whether it was taken. */
struct flow_payment {
	struct payment payment;
	bool used, lost;	/* lost: it never left */
};

struct flow_node {
	uint64_t chain_id, block;
	bool no_vvv, no_staking, no_diem, no_multicall;	/* there is no code at … */
	bool other_usdc;			/* it hashes another name */
	uint64_t time_s;			/* of the latest block, by the chain's own clock */
	uint64_t final_behind_s;		/* by so much its final block is earlier, */
	bool no_final, no_safe;			/* a tag that it does not know */
	uint64_t ahead_s;			/* of all blocks it says that they are so much later than they are */
	bool says_used;				/* of every payment's number, */
	bool shows_no_log;			/* and of none by which transaction */
	const struct flow_payment *payments;	/* that were signed; the driver's */
	size_t payment_count;
	const char *transfer_revert;		/* why a transfer of USDC reverts; NULL: it does not */
	bool has_oracle;
	uint64_t l1_fee, operator_fee;		/* wei */
	uint64_t nonce;				/* pending */
	uint64_t in_pool;			/* of these: not mined yet */
	uint64_t on_top;			/* blocks after the one that has the transaction */
	uint64_t fork;				/* another number: every block has another hash */
	bool lacks_tx;				/* the block that the receipt names does not have it */
	bool other_sent;			/* another transaction used the number, and is in the block */
	bool no_pending;			/* the tag is an error */
	bool no_tx_at;				/* it does not know eth_getTransactionBySenderAndNonce */
	bool no_history;			/* nor what was before the latest block */
	uint64_t base_fee, priority_fee, gas;
	struct u256 eth, vvv, allowance, svvv, svvv_unlocked, svvv_locked, diem, diem_staked, usdc;
	struct u256 diem_out;			/* what getDiemAmountOut says, whatever it is asked for */
	const char *live_revert;		/* why stake(address,uint256) reverts; NULL: it does not */
	const char *documented_revert;		/* the same of stake(uint256), DIEM's included */
	const char *mint_diem_revert;
	enum err_code send_error;		/* NONE: it takes what is sent */
	bool refuses;				/* its error is for what the transaction is */
	bool has_tx, has_receipt, tx_reverted;
	enum err_code one_error;		/* every answer is this error; NONE for none */
	bool too_few;				/* it leaves the last question out */
	const char *broken_call;		/* signature of a view that reverts */

	void (*second)(struct flow_node *copy);	/* makes a second node of a copy of this one; NULL: there is none */
	enum err_code second_error;		/* it cannot be asked; NONE: it can */

	uint8_t mined[8][KECCAK_SIZE];		/* by flow_node_mine, all in `block` */
	size_t mined_count;
	size_t sent;				/* transactions it was given */
	struct buf last_sent;			/* owned */
};

void flow_node_init(struct flow_node *node);
void flow_node_free(struct flow_node *node);

/* What was last sent is mined, and stays so. */
void flow_node_mine(struct flow_node *node);

/* Answers every question of a batch, as "a.example"; the second as "b.example". */
void flow_node_answer(struct chain_replies *out, struct flow_node *node, const struct chain_batch *batch);

/* The other transaction's hash. */
extern const uint8_t flow_node_other[KECCAK_SIZE];

/* 18 decimals. */
struct u256 flow_units(uint64_t whole);

#endif
