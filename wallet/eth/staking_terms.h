/*
 * staking_terms: what the contracts say to everyone: how much VVV all stakes earn together, how
 * much sVVV shares that, how long a withdrawal has to wait, and what time it is on the chain.  The
 * staking contract can be replaced.  What it no longer answers is unknown, and nothing else fails
 * for it.
 */
#ifndef WALLET_ETH_STAKING_TERMS_H
#define WALLET_ETH_STAKING_TERMS_H

#include "wallet/base/amount.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/chain.h"

struct staking_terms {
	bool yield_known;		/* whether the next three are known */
	struct amount a_second;		/* VVV, for all that is staked */
	struct amount staked;		/* sVVV, all there is */
	struct amount locked;		/* that part of it that is locked for DIEM */
	int64_t cooldown_ms, diem_cooldown_ms;	/* 0: not known */
	int64_t chain_ms;		/* the time of the latest block, Unix ms; 0: not known */
};

/* Of what unlocked sVVV earns, locked sVVV earns this part; the rest is Venice's. */
#define STAKING_LOCKED_EARNS 4
#define STAKING_LOCKED_EARNS_OF 5

#define STAKING_DAY_S UINT64_C(86400)
#define STAKING_YEAR_S (365 * STAKING_DAY_S)

/* The questions, as calls of their own or as parts of a multicall. */
#define STAKING_TERMS_VIEWS 6
void staking_terms_ask(struct chain_batch *batch);
void staking_terms_calls(struct abi_call calls[STAKING_TERMS_VIEWS]);	/* the caller has initialised the
									 * data of each */

/* Takes the answer to the i-th of them; `data` is NULL where there is none. */
void staking_terms_take(struct staking_terms *terms, size_t i, const uint8_t *data, size_t len);
/* Takes the answers to staking_terms_ask. */
void staking_terms_read(struct staking_terms *out, const struct chain_reply replies[STAKING_TERMS_VIEWS]);

/* What so much sVVV earns in that time at the present rate, in VVV, rounded down.  False where that
 * is not known. */
MUST_USE bool staking_terms_earned(struct amount *out, const struct staking_terms *terms, struct amount unlocked,
				   struct amount locked, uint64_t seconds);
/* The terms after so much more is staked: the same yield is then shared by more sVVV. */
MUST_USE bool staking_terms_with(struct staking_terms *out, const struct staking_terms *terms, struct amount more);

#endif
