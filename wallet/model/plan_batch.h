/*
 * plan_batch: what the model knows of a plan that is carried out for several wallets, after one
 * review.  wallet/flow/plan_batch.c works on it.
 */
#ifndef WALLET_MODEL_PLAN_BATCH_H
#define WALLET_MODEL_PLAN_BATCH_H

#include "wallet/base/passwords.h"
#include "wallet/model/plan.h"

enum plan_row_state {
	PLAN_ROW_WAITING,
	PLAN_ROW_LOOKED,	/* it is in the review */
	PLAN_ROW_DONE,
	PLAN_ROW_FAILED,	/* err says why */
};

/* A wallet, what it would do, and what became of it. */
struct plan_row {
	struct account account;
	enum plan_row_state state;
	struct err err;
	size_t transactions;		/* how many it takes */
	char call[48];			/* "stake(address,uint256)": what the last of them calls; "": it carries ETH */
	char notes[TX_NOTES][192];	/* what its own review says besides; "" ends them */
	bool adds_to_pending;		/* what is coming back already begins its cooldown anew */
	struct amount amount;
	struct tx_changes changes;	/* what the first of them would change, by the node's simulation */
	struct tx_second second;	/* what a second node says about that */
	struct amount fee;		/* the most that all of them may cost: what is agreed to */
	size_t step;			/* the transaction that was signed last … */
	struct amount step_fee;		/* … and the most that it may cost */
	struct amount fee_before;	/* the most that those before it may cost */
	bool has_sent;			/* FAILED: something was sent for it, an approval maybe */
	char journal_id[JOURNAL_ID_SIZE];	/* FAILED: of the transaction that failed; "": nothing was sent */
	struct flow_plan result;	/* DONE */
};

enum plan_batch_state {
	PLAN_BATCH_IDLE,
	PLAN_BATCH_LOOKING,	/* asks for each wallet what it would take */
	PLAN_BATCH_REVIEW,	/* waits for CONFIRM or CANCEL */
	PLAN_BATCH_WORKING,
	PLAN_BATCH_DONE,
	PLAN_BATCH_STATE_COUNT
};

struct flow_plan_batch {
	FLOW_HEAD(enum plan_batch_state);	/* account: the wallet in hand */
	enum purpose purpose;
	struct amount amount;
	struct address recipient;
	bool all;
	struct plan_row *rows;		/* owned */
	size_t count;
	size_t at;			/* the row in hand */
	bool in_hand;			/* flow_plan works on it */
	bool stopping;			/* it ends after the row in hand */
	struct address to;		/* where the last transaction of each calls */
	struct passwords passwords;	/* what opened the wallets before the one in hand, until the list is over */
	bool unlocking;			/* one of these is being tried */
	struct account selected;	/* to be selected again at the end */
};

bool flow_plan_batch_running(const struct flow_plan_batch *batch);
size_t flow_plan_batch_count(const struct flow_plan_batch *batch, enum plan_row_state state);

/* Is a wish of this purpose for the marked wallets?  Only on the screen, and not what is at a price that each
 * review has to show, nor what takes back an allowance. */
bool plan_batch_takes(const struct model *model, enum purpose purpose);
/* The marked wallets, those without a known address too.  The caller frees them. */
void plan_batch_wallets(struct accounts *out, const struct model *model);

/* True for a failure that the other wallets would meet as well. */
bool plan_batch_stops_all(const struct err *err);

#endif
