/*
 * flow_node: a Base node that consists of a few numbers, for tests that drive the model with
 * actions alone.
 */
#ifndef TESTS_FLOW_NODE_H
#define TESTS_FLOW_NODE_H

#include "wallet/base/amount.h"
#include "wallet/eth/chain.h"
#include "wallet/eth/payment.h"

/* A payment that was made, and whether it was taken. */
struct flow_payment {
	struct payment payment;
	bool used, lost;	/* lost: it never left this machine */
};

struct flow_node {
	uint64_t chain_id, block;
	bool no_vvv, no_staking, no_diem, no_multicall;	/* there is no code at that address */
	size_t most_data;		/* the most bytes of calldata that it takes; 0: any */
	bool other_block;		/* it answers about the latest block whichever it is asked about */
	const struct address *lacks;	/* it answers nothing about this wallet; NULL: there is none */
	bool plain_accounts;		/* … nor at one that is no contract's */
	bool other_usdc;			/* its USDC has another name in its domain */
	uint64_t time_s;			/* of the latest block, by the chain's clock */
	uint64_t final_behind_s;		/* its final block is this much earlier */
	bool no_final, no_safe;			/* it does not know that tag */
	uint64_t safe_behind;			/* its safe block is so many blocks behind the latest */
	uint64_t ahead_s;			/* it says that all blocks are this much later than they are */
	bool says_used;				/* it says that every payment's nonce was used */
	bool shows_no_log;			/* but shows no transaction that used one */
	const struct flow_payment *payments;	/* those that were signed; the driver's */
	size_t payment_count;
	const char *transfer_revert;		/* why a transfer of USDC reverts; NULL: it does not */
	bool has_oracle;
	uint64_t l1_fee, operator_fee;		/* wei */
	uint64_t nonce;				/* pending */
	uint64_t in_pool;			/* how many of these are not mined yet */
	uint64_t on_top;			/* blocks after that of the transaction */
	uint64_t fork;				/* another number gives every block another hash */
	bool lacks_tx;				/* the block that the receipt names lacks the transaction */
	bool other_sent;			/* another transaction used the nonce and is in the block */
	bool no_pending;			/* it does not know the tag */
	bool no_tx_at;				/* it does not know eth_getTransactionBySenderAndNonce */
	bool no_history;			/* nor states before the latest block */
	uint64_t base_fee, priority_fee, gas;
	uint64_t slow_fee, fast_fee;	/* 0: the node does not say */
	struct u256 eth, vvv, allowance, svvv, svvv_unlocked, svvv_locked, diem, diem_staked, usdc;
	struct u256 pool_vvv, pool_diem;	/* what the market has of each; no VVV: there is no market */
	struct u256 swap_out;			/* what the router gives for ETH or USDC; 0: nothing */
	struct u256 pool_first, pool_second;	/* what each pool on the way to VVV has */
	const char *swap_revert;		/* why a swap reverts; NULL: it does not */
	struct u256 emission, staked_in_all, locked_in_all;	/* the terms of staking */
	struct u256 rewards, vvv_coming, diem_coming, diem_minted;
	uint64_t vvv_ends, diem_ends;		/* when these can be taken out, Unix seconds */
	struct fee_paid paid;			/* what a receipt says was paid */
	struct u256 claimed;			/* what a receipt's event says; 0: it has none */
	struct u256 diem_out;			/* the answer of getDiemAmountOut to every question */
	const char *live_revert;		/* why stake(address,uint256) reverts; NULL: it does not */
	const char *documented_revert;		/* the same for stake(uint256), also of DIEM */
	const char *mint_diem_revert;
	enum err_code send_error;		/* the answer to sending; NONE: it takes the transaction */
	bool refuses;				/* that error is about the transaction itself … */
	bool second_refuses;			/* … and is another node's, after one that did not answer */
	bool has_tx, has_receipt, tx_reverted;
	enum err_code one_error;		/* the answer to every question; NONE: a real answer */
	bool too_few;				/* it does not answer the last question */
	const char *broken_call;		/* signature of a view that reverts */

	void (*second)(struct flow_node *copy);	/* turns a copy of this node into a second one; NULL: there is none */
	enum err_code second_error;		/* why the second one cannot be asked; NONE: it can */

	uint8_t mined[8][KECCAK_SIZE];		/* by flow_node_mine; all are in `block` */
	size_t mined_count;
	size_t sent;				/* how many transactions it was given */
	struct buf last_sent;			/* owned */
};

void flow_node_init(struct flow_node *node);
void flow_node_free(struct flow_node *node);

/* Mines what was sent last, for good. */
void flow_node_mine(struct flow_node *node);

/* Answers every question of a batch, as "a.example"; the second node as "b.example". */
void flow_node_answer(struct chain_replies *out, struct flow_node *node, const struct chain_batch *batch);

/* The hash of the other transaction. */
extern const uint8_t flow_node_other[KECCAK_SIZE];

/* Returns an amount with 18 decimals. */
struct u256 flow_units(uint64_t whole);

#endif
