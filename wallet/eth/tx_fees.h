/*
 * tx_fees: what rialto offers for a transaction, and the most that it can cost.
 *
 * The chain sets the base fee, and the unused part of the offer is not paid.  The tip, however, is
 * only the node's word, and all of it is paid.  So the person sets the most that a transaction may
 * tip in all.  The node's tip gets at most four fifths of that, because a replacement must offer a
 * tenth more.
 *
 * Slow offers the tip that few blocks' transactions were below, and has room for a base fee that
 * rises by a quarter; normal the usual tip and room for twice the base fee; fast the tip of those in
 * a hurry, half more than the usual one at least, and room for three times the base fee.
 *
 * The base fee is a node's word, too, until the transaction is mined.  Base asks 0.005 gwei on most
 * days, and its worst rushes took it to a few gwei; 50 is ten thousand times the usual, and a call
 * of a million gas costs 0.05 ETH at that.  What is beyond is taken for a lie or a fault, and refused.
 * An own fee is a person's word, so for that only what the chain charges besides is held to it.
 */
#ifndef WALLET_ETH_TX_FEES_H
#define WALLET_ETH_TX_FEES_H

#include "wallet/base/amount.h"
#include "wallet/eth/chain.h"
#include "wallet/eth/fee_choice.h"
#include "wallet/eth/tx.h"

#define TX_GAS_MOST (UINT64_C(1) << 24)		/* the most gas of one transaction on Base */
#define TX_BASE_FEE_MOST UINT64_C(50000000000)	/* wei a gas that a node is believed: 50 gwei */
#define TX_COST_MOST UINT64_C(50000000000000000) /* wei in all that a node is believed: 0.05 ETH */
#define TX_TIP_MOST UINT64_C(50000000000000)	/* wei in all, unless set otherwise: 0.00005 ETH */

/* What a node says the prices are, in wei per gas. */
struct tx_prices {
	struct u256 base_fee, tip;
	struct u256 slow_tip, fast_tip;		/* zero: it does not say */
};

/* Sets tx's gas limit from the gas that a simulation used, and what it may come to need besides.
 * GAS_TOO_HIGH if that is more than Base allows. */
MUST_USE bool tx_fees_set_gas(struct tx *tx, uint64_t gas, uint64_t besides, struct err *err);

/* Sets what tx offers for each gas; its gas limit is set.  INVALID_INPUT if max_tip is less than the
 * least tip, or than the tip that the person chose; FEE_NOT_BELIEVED if the base fee is not. */
MUST_USE bool tx_fees_set_price(struct tx *tx, const struct tx_prices *prices, const struct fee_choice *choice,
				struct amount max_tip, struct err *err);

/* True if max_tip left less than the tip that the node's prices and the choice call for. */
bool tx_fees_is_capped(const struct tx *tx, const struct tx_prices *prices, const struct fee_choice *choice);

/* INVALID_INPUT with the --max-tip that is needed, if tx's tip is more than max_tip in all. */
MUST_USE bool tx_fees_tip_allowed(const struct tx *tx, struct amount max_tip, const char *what, struct err *err);

/* The most that it can cost: gas limit × max fee, plus what the chain charges besides. */
MUST_USE bool tx_fees_most(struct amount *out, const struct tx *tx, struct u256 besides, struct err *err);
/* BAD_ANSWER if what the chain charges `besides` gas is more than a node is believed, which no choice changes;
 * FEE_NOT_BELIEVED if all of it is. */
MUST_USE bool tx_fees_believed(struct amount most, struct u256 besides, const struct fee_choice *choice,
			       struct err *err);
struct amount tx_fees_tip(const struct tx *tx);		/* the part of that which is tip */

/* Forgets what a receipt says was paid where that cannot be: more for the gas than tx offers, or than any may offer
 * where tx is NULL; or more besides than a node is believed. */
void tx_fees_doubt(struct fee_paid *paid, const struct tx *tx);

#endif
