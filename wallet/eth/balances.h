/*
 * balances: what a wallet has on chain, and the calls that find it out.  That is one Multicall3
 * eth_call for all wallets, or single calls on a chain without Multicall3.
 */
#ifndef WALLET_ETH_BALANCES_H
#define WALLET_ETH_BALANCES_H

#include "wallet/base/amount.h"
#include "wallet/eth/account.h"
#include "wallet/eth/chain.h"
#include "wallet/eth/staking_terms.h"

struct cooldown {
	struct amount amount;
	int64_t ends_ms;	/* Unix ms; 0 if none is running */
};

struct balances {
	bool known;
	const char *unanswered;		/* they are not known because this call got no answer; NULL: it has none */
	uint64_t block;
	int64_t read_ms;	/* when the answer came, Unix ms */
	struct amount eth, vvv, svvv, svvv_unlocked, pending_rewards;
	struct amount allowance;	/* the VVV that the staking contract may take */
	struct cooldown cooldown;
	struct amount diem, diem_staked;
	struct cooldown diem_cooldown;
	struct amount usdc;
};

/* Appends the questions about every account, and about the terms of staking, to batch.  With multicall
 * these are two calls (chain id, aggregate3); without it, chain id, block number and one call for each
 * figure.  They are about the block `at`; 0: about the latest, which may be another for each call. */
void balances_ask(struct chain_batch *batch, const struct accounts *accounts, bool multicall, uint64_t at);

/* Reads the replies to balances_ask, and the number of the block they are from, into
 * out[accounts->count], and the terms.  False if the answer cannot be used; *no_multicall is set if that is
 * because the contract is absent.  A wrong chain id is WRONG_CHAIN.  The balances of a wallet
 * without a known address stay unknown; those of a wallet that a call got no answer for, too, as long
 * as there are others. */
MUST_USE bool balances_read(struct balances *out, struct staking_terms *terms, uint64_t *block, bool *no_multicall,
			    const struct accounts *accounts, const struct chain_replies *replies,
			    bool multicall, uint64_t chain_id, int64_t now_ms, struct err *err);

/* Sets out to the VVV that the wallet's stake earns in that time at the present rate.  Locked sVVV
 * earns less. */
MUST_USE bool balances_earned(struct amount *out, const struct balances *balances, const struct staking_terms *terms,
			      uint64_t seconds);

#endif
