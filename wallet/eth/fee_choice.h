/*
 * fee_choice: how much a person wants to offer for each unit of gas.  Slow, normal and fast follow
 * what the node says of recent blocks; an own offer is exactly what was typed.
 */
#ifndef WALLET_ETH_FEE_CHOICE_H
#define WALLET_ETH_FEE_CHOICE_H

#include "wallet/base/amount.h"
#include "wallet/base/u256.h"

enum fee_speed { FEE_NORMAL, FEE_SLOW, FEE_FAST, FEE_OWN, FEE_SPEEDS };

struct fee_choice {
	enum fee_speed speed;
	struct u256 most;	/* OWN: wei per gas, tip included */
	struct u256 tip;	/* OWN: wei per gas of that for the tip; zero: the usual tip, as far as
				 * `most` has room for it */
};

/* In wei per gas. */
#define TX_BASE_FEE_LEAST UINT64_C(5000000)	/* on Base: no block asks for less, and no own offer is less */
#define TX_TIP_LEAST UINT64_C(1000000)		/* without a tip a transaction may wait for long */
#define FEE_OWN_MOST UINT64_C(100000000000)	/* of an own offer; more is a typing mistake */

#define FEE_CHOICE_FORM "slow, normal, fast, or 0.005 to 100 gwei a gas, and after a slash how much of it is tip, 0.001 at least"
#define FEE_CHOICE_SIZE (2 * AMOUNT_TEXT_SIZE)

const char *fee_speed_name(enum fee_speed speed);	/* "slow" */

/* Reads "slow", "normal", "fast", "0.02" or "0.02/0.001": gwei per gas, and the tip of it.
 * INVALID_INPUT with a sentence on what is wrong. */
MUST_USE bool fee_choice_parse(struct fee_choice *out, const char *text, struct err *err);
void fee_choice_format(char out[FEE_CHOICE_SIZE], struct fee_choice choice);	/* read back, it is the same */
bool fee_choice_equal(struct fee_choice a, struct fee_choice b);
void fee_gwei(char out[AMOUNT_TEXT_SIZE], struct u256 wei);	/* exact: "0.014" */

#endif
