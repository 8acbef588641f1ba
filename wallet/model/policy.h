/*
 * policy: what a wallet may spend without a person typing a word for it.  The configuration sets
 * it, the ledger says what was spent, and the chain's own clock says when a day is over.  So a cap
 * holds even if the program is killed or this machine's clock is set.
 *
 * A policy is about what is asked for: what is staked, locked, burnt, sent or paid.  What goes
 * before that, an approval, is held to the same caps but not counted, because it would be counted
 * twice; so is a standing allowance.  What only brings something in, a claim, is not held to them.
 *
 * A cap of ETH is about all that leaves the wallet, so it counts the fees of every transaction:
 * approvals, claims, replacements, and what was undone, too.  The other caps count no fees.
 */
#ifndef WALLET_MODEL_POLICY_H
#define WALLET_MODEL_POLICY_H

#include "wallet/eth/account.h"
#include "wallet/model/log_entry.h"

#define POLICY_WALLET_SIZE 64
#define POLICY_RECIPIENTS 64
#define POLICY_DAY_S 86400
#define POLICY_WORD "exceed"	/* what a person types to go beyond it */

struct policy {
	char wallet[POLICY_WALLET_SIZE];	/* its name, or its address */
	bool caps_tx[TOKEN_COUNT], caps_day[TOKEN_COUNT];
	struct amount per_tx[TOKEN_COUNT], per_day[TOKEN_COUNT];
	struct address recipients[POLICY_RECIPIENTS];
	size_t recipient_count;			/* 0: any */
	int64_t expires_ms;			/* Unix ms; 0: never */
};

/* What is to be signed, and when. */
struct policy_spend {
	const char *network;
	const struct account *account;
	struct amount amount;
	bool counts;			/* its amount is capped; false: it only brings something in */
	bool is_tx;			/* it has a number and a fee; a payment has none of these */
	uint64_t nonce;
	bool replaces;			/* what has that number in the ledger gives way to it */
	struct u256 fee;		/* the most that its fee may come to, wei … */
	struct u256 fee_most;		/* … and the fee of whatever was signed for its number */
	bool has_payee;
	struct address payee;
	const uint8_t *number;		/* of a payment that is signed once more, and not counted twice; or NULL */
	int64_t now_ms;			/* this machine's clock */
	uint64_t chain_s;		/* the time of the chain's latest block; 0: not known, so no day is over */
};

/* What the policies of a wallet have against it: at most one of each kind.  ETH has kinds of its own, because
 * something else may exceed the cap of its own token and by its fee that of ETH. */
enum policy_kind {
	POLICY_EXPIRY, POLICY_RECIPIENT, POLICY_PER_TX, POLICY_PER_DAY, POLICY_ETH_PER_TX, POLICY_ETH_PER_DAY,
	POLICY_KINDS
};

struct policy_verdict {
	struct err against[POLICY_KINDS];	/* code NONE: nothing */
};

/* Has any policy something to say of this wallet? */
bool policy_applies(const struct policy *policies, size_t count, const struct account *account);

/* Returns a policy that is of no wallet, because its name was mistyped or the wallet has another
 * name by now; NULL: there is none.  While a wallet's address is not known, any policy may be that
 * wallet's. */
const struct policy *policy_of_nobody(const struct policy *policies, size_t count, const struct accounts *accounts);

/* Returns a policy that held for the wallet under its old name and does not hold under its new one;
 * NULL: there is none. */
const struct policy *policy_left_behind(const struct policy *policies, size_t count, const struct account *before,
					const struct account *renamed);

/* The ledger's lines are those of all wallets. */
void policy_judge(struct policy_verdict *out, const struct policy *policies, size_t count,
		  const struct log_entries *ledger, const struct policy_spend *spend);

/* The first of what is against it; NULL for nothing. */
const struct err *policy_against(const struct policy_verdict *verdict);
/* Is everything that is against it now within what was against it when a person agreed? */
bool policy_within(const struct policy_verdict *now, const struct policy_verdict *agreed);

#endif
