/* allowances: what the contracts that rialto knows may take of a wallet's tokens. */
#ifndef WALLET_MODEL_ALLOWANCES_H
#define WALLET_MODEL_ALLOWANCES_H

#include "wallet/base/amount.h"
#include "wallet/eth/contracts.h"
#include "wallet/model/flow.h"

enum allowances_state { ALLOWANCES_IDLE, ALLOWANCES_ASKING, ALLOWANCES_READ, ALLOWANCES_FAILED };

struct allowance {
	enum contract spender;
	struct amount amount;		/* of the token that it may take */
};

#define ALLOWANCES 4	/* pairs of a token and a contract that rialto may have let take it */

struct allowance_pair {
	enum token token;
	enum contract spender;
};

extern const struct allowance_pair allowance_pairs[ALLOWANCES];

#define ALLOWANCE_UNLIMITED "unlimited"	/* stands for the amount, and is typed where it is meant */

struct flow_allowances {
	FLOW_HEAD(enum allowances_state);
	struct allowance items[ALLOWANCES];	/* READ: those that are not 0 */
	size_t count;
	uint64_t block;			/* of the wallet's newest transaction when they were asked for; 0: none */
	bool by_itself;			/* nobody asked: they are read again as such a transaction was mined */
};

/* More than there will ever be of any token: as good as without a limit. */
bool allowance_is_unlimited(struct amount amount);
/* Writes the amount, or the word for an unlimited one. */
void allowance_format(char out[AMOUNT_TEXT_SIZE], struct amount amount);
/* Reads an amount or that word.  One that is as good as without a limit is refused in digits. */
MUST_USE bool allowance_parse(struct amount *out, enum token token, const char *text, struct err *err);
/* Returns the contract that takes the token where rialto does something with it. */
enum contract allowance_usual(enum token token);
/* May this address be let take the token?  Only those that ':allowances' would show. */
MUST_USE bool allowance_check(enum token token, struct address spender, struct err *err);

#endif
