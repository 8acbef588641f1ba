/*
 * plan: everything that rialto does with transactions, as a table (plans.def).  A row says what the
 * transaction needs, what it calls, which others go before it, what is read from the chain
 * afterwards, and the words for all that.  wallet/flow/plan.c carries a row out.
 */
#ifndef WALLET_MODEL_PLAN_H
#define WALLET_MODEL_PLAN_H

#include "wallet/eth/contracts.h"
#include "wallet/model/action.h"
#include "wallet/model/flow.h"
#include "wallet/model/tx.h"
#include "wallet/model/purpose.h"

#define PLAN_BEFORE 2		/* at most so many transactions go before one */
#define PLAN_STEPS (PLAN_BEFORE + 1)
#define PLAN_CALLS 2
#define PLAN_ARGUMENTS 5
#define PLAN_FIGURES 5
#define PLAN_HAVE 2
#define PLAN_COOLDOWN "{cooldown}"	/* stands in way_back for the length of the cooldown */

/* An argument of a call or of a view. */
enum plan_value {
	PLAN_NOTHING,
	PLAN_OWNER,		/* the wallet */
	PLAN_STAKING,		/* the staking contract */
	PLAN_ROUTER,		/* the market's router */
	PLAN_RECIPIENT,		/* the recipient that the wish names */
	PLAN_AMOUNT,
	PLAN_LEAST,		/* the quote, or what slippage leaves of it: the contract must give at least so much */
	PLAN_ZERO,
	PLAN_ROUTE,		/* the way through the market's pools */
	PLAN_DEADLINE,		/* after this time, Unix seconds, the contract refuses it */
};

/* The address that a transaction goes to. */
enum plan_target {
	PLAN_TO_CONTRACT,	/* the contract in the row's `to` */
	PLAN_TO_TOKEN,		/* the contract of the wish's token */
	PLAN_TO_RECIPIENT,	/* the recipient that the wish names, which need not be a contract */
};

/* What happens to the yield that the amount earns. */
enum plan_yield {
	YIELD_UNTOUCHED,
	YIELD_BEGINS,
	YIELD_ENDS,
	YIELD_SHRINKS,		/* the amount goes on earning what locked sVVV earns */
};

/* A way to call the contract.  Where a plan has several, the first that would succeed is taken. */
struct plan_call {
	const char *signature;		/* "stake(uint256)"; NULL: no call */
	struct {
		const char *name;	/* as the contract's source has it */
		enum plan_value value;
	} arguments[PLAN_ARGUMENTS];
};

/* A number read from a contract: one word of what a view answers, or the last word of an event, whose topics
 * after the first are then the arguments; NOTHING fits any. */
struct plan_figure {
	const char *name;		/* "diem_staked", as the command line has it */
	const char *label;		/* "DIEM staked"; NULL: it is only recorded, not said */
	enum token token;
	enum contract contract;
	const char *signature;		/* NULL: no figure */
	enum plan_value arguments[2];
	size_t word;
	bool is_time;			/* the number is Unix seconds, not an amount */
	const char *event;		/* the event that the transaction logged it in; NULL: a view has it */
	bool of_wish;			/* the wish's token and its contract take the place of those above */
	bool besides;			/* paid besides what was asked for; without the event it is nothing */
};

struct plan {
	enum action_type wish;		/* the action that asks for the plan; NONE: it only goes before others */
	const char *command;		/* "diem stake", on the command line; NULL for none */
	const char *option;		/* "finalize": the option that tells two plans of one command apart */
	enum token token;		/* of the amount */
	bool any_token;			/* the wish says which token it is; ETH may have a row of its own */
	enum purpose before[PLAN_BEFORE];	/* plans that go before it where they are needed; UNKNOWN ends them */
	struct plan_figure unless;	/* before others it is left out where this is as much as the amount */
	enum plan_target target;
	enum contract to;		/* the target, where that is CONTRACT */
	enum plan_value value;		/* the ETH that the transaction carries: nothing, or the amount */
	struct plan_call calls[PLAN_CALLS];	/* the preferred one is first; none: it only carries ETH */
	const char *recipient;		/* "to": stands before the recipient in the words; NULL: there is none */
	bool sends;			/* the recipient keeps what it gets, so the review looks closely at it */
	bool allowance;			/* the amount is what the recipient may take: it may be unlimited */
	bool swaps;			/* for VVV, on the market: its quote is read again before each review */
	unsigned fees_kept;		/* it leaves the wallet so many times what it may cost, for what comes next */
	struct plan_figure have[PLAN_HAVE];	/* the amount is taken from these, and may not be more than any */
	enum err_code too_little;
	struct plan_figure from;	/* nobody is asked for an amount: it is all of this */
	const char *nothing;		/* is said where `from` is zero: "There are no rewards to claim yet" */
	struct plan_figure pending;	/* an earlier amount on its way back; the contract may refuse a second */
	struct plan_figure ends;	/* when it can be taken out; where `from` is what comes back, that must be past */
	struct plan_figure share, of;	/* the plan releases amount × share ÷ of, in share's token */
	bool pays_rewards;		/* the contract pays out the rewards as well; the review says so */
	enum plan_yield yield;		/* the review says it */
	const char *warning;		/* what else it does, for the review; NULL: nothing */
	struct plan_figure quote;	/* what the contract gives for the amount */
	const char *verb, *rest;	/* stand around the amount: "Lock", "in the staking contract" */
	const char *done;		/* stands behind the amount once it is done: "locked for DIEM" */
	const char *gives;		/* the amount's name on the command line; NULL: it is not printed */
	const char *tx;			/* the hash's name on the command line */
	const char *way_back;		/* how it can be undone and when, for the review */
	bool warns;			/* the way back is shown as a warning */
	struct plan_figure after[PLAN_FIGURES];
};

enum plan_state {
	PLAN_IDLE,
	PLAN_CHECKING,
	PLAN_SENDING,		/* flow_tx carries a transaction of it out */
	PLAN_READING,		/* its figures are read afterwards */
	PLAN_DONE,
	PLAN_FAILED,
	PLAN_STATE_COUNT
};

/* A transaction that a plan sent: its own, or one that went before. */
struct sent_tx {
	bool sent;
	struct address owner;
	uint8_t hash[KECCAK_SIZE];
	uint64_t block;			/* 0 until mined */
	int64_t time_ms;		/* when it was signed; 0: not known */
	struct amount amount;
	struct amount least;		/* what the call itself demands; 0: it demands nothing */
	char journal_id[JOURNAL_ID_SIZE];
};

struct flow_plan {
	FLOW_HEAD(enum plan_state);
	enum purpose purpose;			/* the plan; UNKNOWN: there was none yet */
	struct amount amount;
	struct address recipient;		/* zero where the plan has none */
	bool all;				/* all there is was asked for; the amount is set once that is known */
	struct amount least;			/* the contract must give at least this; 0: nothing is promised */
	unsigned slippage;			/* of a swap: how far its quote may slip, as slippage.h has it */
	struct fee_choice fee;			/* what its transactions offer, unless their review chooses otherwise */
	uint64_t deadline_s;			/* of a swap, by the chain's clock; 0: not known yet */
	char notes[TX_NOTES][192];		/* further sentences of the review */
	char pending[192];			/* why the contract may refuse it; "": it has no reason to */
	enum purpose steps[PLAN_STEPS];		/* the transactions that are needed, in order; the last is its own */
	size_t step_count, step;
	struct sent_tx sent[PURPOSE_COUNT];	/* the newest of each purpose, sent by this plan or an earlier one */
	bool read;				/* `after` is known */
	struct amount after[PLAN_FIGURES];	/* the row's figures, in its order */
	int64_t done_ms;
};

const struct plan *plan_row(enum purpose purpose);
/* Returns the plan that the wish asks for with this token; UNKNOWN: no plan has that wish. */
enum purpose plan_of_wish(enum action_type wish, enum token token);

/* Returns the address that a transaction goes to. */
struct address plan_target(const struct plan *plan, enum token token, struct address recipient);

/* Returns the plan that a purpose belongs to: itself, or the one that it goes before. */
enum purpose plan_of(enum purpose purpose);

/* Returns the figure of the rewards that wait to be claimed. */
const struct plan_figure *plan_rewards(void);

/* Returns how many figures are read when the plan is done. */
size_t plan_figures(const struct plan *plan);
size_t plan_after(const struct plan *plan, const char *name);	/* the index of one; their count: none has that name */

size_t plan_event(const struct plan *plan);	/* the index of the one that the transaction logs; their count: none */
/* Where all of something is taken, only what the transaction logs says how much that was. */
bool plan_logs_amount(const struct plan *plan);
size_t plan_besides(const struct plan *plan);	/* the index of the one that is paid besides; their count: none */

/* Finds a call of the table by the first four bytes of its calldata; NULL: there is none. */
const struct plan_call *plan_call_of(const uint8_t selector[4]);
/* Reads from calldata what the call must bring at least; 0: it names nothing of the kind. */
struct amount plan_demands(const struct plan *plan, const struct buf *data);

/* Writes what a plan that failed leaves behind, which is an approval that nothing has used, and how to take it
 * back.  False: there is nothing of the kind. */
MUST_USE bool flow_plan_left(char *out, size_t size, const struct flow_plan *flow);
bool flow_plan_running(const struct flow_plan *flow);
/* Returns the purpose of the transaction in hand while SENDING: the plan's own, or one before it. */
enum purpose flow_plan_at(const struct flow_plan *flow);
/* Returns the plan's own transaction. */
const struct sent_tx *flow_plan_sent(const struct flow_plan *flow);

#endif
