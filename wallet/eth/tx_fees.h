/*
 * tx_fees: what rialto offers for a transaction, and the most that it can cost.
 *
 * The chain sets the base fee, and the unused part of the offer is not paid.  The tip, however, is
 * only the node's word, and all of it is paid.  So the person sets the most that a transaction may
 * tip in all.  The node's tip gets at most four fifths of that, because a replacement must offer a
 * tenth more.
 */
#ifndef WALLET_ETH_TX_FEES_H
#define WALLET_ETH_TX_FEES_H

#include "wallet/base/amount.h"
#include "wallet/eth/tx.h"

#define TX_GAS_MOST (UINT64_C(1) << 24)		/* the most gas of one transaction on Base */
#define TX_BASE_FEE_LEAST UINT64_C(5000000)	/* wei per gas, on Base: no block asks for less */
#define TX_TIP_LEAST UINT64_C(1000000)		/* wei per gas: without a tip a transaction may wait for long */
#define TX_TIP_MOST UINT64_C(50000000000000)	/* wei in all, unless set otherwise: 0.00005 ETH */

/* What a node says the prices are, in wei per gas. */
struct tx_prices {
	struct u256 base_fee, tip;
};

/* Sets tx's gas limit and fees from the gas that a simulation used, and what it may come to need
 * besides.  GAS_TOO_HIGH, or INVALID_INPUT if max_tip is less than the least tip. */
MUST_USE bool tx_fees_set(struct tx *tx, uint64_t gas, uint64_t besides, const struct tx_prices *prices,
			  struct amount max_tip, struct err *err);

/* The most that it can cost: gas limit × max fee, plus what the chain charges besides. */
MUST_USE bool tx_fees_most(struct amount *out, const struct tx *tx, struct u256 besides, struct err *err);
struct amount tx_fees_tip(const struct tx *tx);		/* the part of that which is tip */

#endif
