/*
 * plan: what is done with transactions, as a table.  A row says what it needs, what it
 * calls, what goes before it, what is read afterwards, and the words for all that;
 * wallet/flow/plan.c carries it out.
 */
#ifndef WALLET_MODEL_PLAN_H
#define WALLET_MODEL_PLAN_H

#include "wallet/eth/contracts.h"
#include "wallet/model/action.h"
#include "wallet/model/flow.h"
#include "wallet/model/tx.h"
#include "wallet/model/purpose.h"

#define PLAN_BEFORE 2		/* transactions that may have to go before one */
#define PLAN_STEPS (PLAN_BEFORE + 1)
#define PLAN_CALLS 2
#define PLAN_ARGUMENTS 3
#define PLAN_FIGURES 4
#define PLAN_HAVE 2
#define PLAN_COOLDOWN "{cooldown}"	/* in way_back: how long that is */

/* What a call or a view is given. */
enum plan_value {
	PLAN_NOTHING,
	PLAN_OWNER,		/* the wallet */
	PLAN_STAKING,		/* the staking contract */
	PLAN_RECIPIENT,		/* of the wish */
	PLAN_AMOUNT,
	PLAN_LEAST,		/* that must come of it: the quote */
	PLAN_ZERO,
};

/* What a transaction goes to. */
enum plan_target {
	PLAN_TO_CONTRACT,	/* the row's */
	PLAN_TO_TOKEN,		/* the contract of the wish's token */
	PLAN_TO_RECIPIENT,	/* of the wish: it need not be a contract */
};

/* What becomes of the yield of an amount. */
enum plan_yield {
	YIELD_UNTOUCHED,
	YIELD_BEGINS,
	YIELD_ENDS,
	YIELD_SHRINKS,		/* to that of locked sVVV */
};

/* One of the ways to call it; the first that would succeed is taken. */
struct plan_call {
	const char *signature;		/* "stake(uint256)"; NULL: no call */
	struct {
		const char *name;	/* as the contract's source has it */
		enum plan_value value;
	} arguments[PLAN_ARGUMENTS];
};

/* A number that a contract gives: a word of a view's answer. */
struct plan_figure {
	const char *name;		/* "diem_staked", as the command line has it */
	const char *label;		/* "DIEM staked" */
	enum token token;
	enum contract contract;
	const char *signature;		/* NULL: no figure */
	enum plan_value arguments[2];
	size_t word;
	bool is_time;			/* Unix seconds, not an amount */
	const char *event;		/* not a view: the last word of this event, as the transaction logged it */
	bool of_wish;			/* its token, and the contract, are those of the wish */
};

struct plan {
	enum action_type wish;		/* NONE: it is not asked for by itself */
	const char *command;		/* "diem stake", on the command line; NULL for none */
	const char *option;		/* "finalize": what that must be given, of two plans with one command */
	enum token token;		/* of the amount */
	bool any_token;			/* … which is the wish's own; there may be another row for ETH */
	enum purpose before[PLAN_BEFORE];	/* what goes before it, each where it is needed; UNKNOWN ends them */
	struct plan_figure unless;	/* before others: not needed where there is as much as the amount */
	enum plan_target target;
	enum contract to;		/* where the target is a contract */
	enum plan_value value;		/* the ETH that it carries: nothing, or the amount */
	struct plan_call calls[PLAN_CALLS];	/* preferred first; none: it only carries ETH */
	const char *recipient;		/* before the wish's recipient in the words: "to"; NULL: the wish has none */
	bool sends;			/* the recipient gets something for good, and is looked at closely before */
	struct plan_figure have[PLAN_HAVE];	/* what the amount is taken from, and may not be more than */
	enum err_code too_little;
	struct plan_figure from;	/* the amount is not asked for: it is all of this */
	const char *nothing;		/* where that is none: "There are no rewards to claim yet" */
	struct plan_figure pending;	/* what began to come back earlier: the contract may take no second one */
	struct plan_figure ends;	/* when that is over; where it is `from` that comes back, it must be */
	struct plan_figure share, of;	/* it releases amount × share ÷ of, of share's token */
	bool pays_rewards;		/* by itself, and that is said */
	enum plan_yield yield;		/* what becomes of what the amount earns, and that is said */
	const char *warning;		/* for the review: what else it does; NULL for nothing */
	struct plan_figure quote;	/* what comes of the amount */
	const char *verb, *rest;	/* around the amount: "Lock", "in the staking contract" */
	const char *done;		/* behind it: "locked for DIEM" */
	const char *gives;		/* the amount, as the command line has it; NULL: it does not say it */
	const char *tx;			/* its hash, as the command line has it */
	const char *way_back;		/* for the review: how it can be undone, and when */
	bool warns;			/* … and whether that is a warning */
	struct plan_figure after[PLAN_FIGURES];
};

enum plan_state {
	PLAN_IDLE,
	PLAN_CHECKING,
	PLAN_SENDING,		/* flow_tx runs */
	PLAN_READING,		/* the figures afterwards */
	PLAN_DONE,
	PLAN_FAILED,
	PLAN_STATE_COUNT
};

/* The transaction of a plan, or of what went before it. */
struct sent_tx {
	bool sent;
	struct address owner;
	uint8_t hash[KECCAK_SIZE];
	uint64_t block;			/* 0 until mined */
	struct amount amount;
	char journal_id[JOURNAL_ID_SIZE];
};

struct flow_plan {
	FLOW_HEAD(enum plan_state);
	enum purpose purpose;			/* the plan; UNKNOWN: there was none yet */
	struct amount amount;
	struct address recipient;		/* zero where the plan has none */
	bool all;				/* the amount is all there is, as soon as that is known */
	struct amount least;			/* that must come of it; 0: nothing is promised */
	char notes[TX_NOTES][192];		/* what the review says besides */
	char pending[192];			/* why the contract may refuse it; "" where it need not */
	enum purpose steps[PLAN_STEPS];		/* what is needed of it, in this order; the last is the plan's own */
	size_t step_count, step;
	struct sent_tx sent[PURPOSE_COUNT];	/* the last of each, of earlier plans too */
	bool read;				/* the figures are known */
	struct amount after[PLAN_FIGURES];	/* as in the row */
	int64_t done_ms;
};

const struct plan *plan_row(enum purpose purpose);
/* Of the plans with this wish, the one for this token.  UNKNOWN where it is none's. */
enum purpose plan_of_wish(enum action_type wish, enum token token);

/* The address that a transaction goes to. */
struct address plan_target(const struct plan *plan, enum token token, struct address recipient);

/* The plan that it belongs to: itself, or one that it goes before. */
enum purpose plan_of(enum purpose purpose);

/* What waits for the wallet to be claimed. */
const struct plan_figure *plan_rewards(void);

/* How many figures are read when it is done. */
size_t plan_figures(const struct plan *plan);
size_t plan_after(const struct plan *plan, const char *name);	/* which of them; their count for none */

/* A call of the table by its first four bytes; NULL for none. */
const struct plan_call *plan_call_of(const uint8_t selector[4]);

bool flow_plan_running(const struct flow_plan *flow);
/* The transaction that it is about while SENDING: the plan's own, or one before it. */
enum purpose flow_plan_at(const struct flow_plan *flow);
/* The plan's own transaction. */
const struct sent_tx *flow_plan_sent(const struct flow_plan *flow);

#endif
