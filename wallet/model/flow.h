/*
 * flow: what the model asks of each of its flows.  flows.def names them; each is a struct
 * flow_ops in its file of wallet/flow, so that whatever the program asks of them all is a
 * loop over the table.  Every hook may be NULL: the flow has no part in that.
 *
 * A wish goes to the flow that actions.def names, a result to the one that holds its request
 * number, RETRY to the one that failed, CONFIRM and CANCEL to the one that waits for an
 * answer.  Where two flows could both be meant a rank decides: the order of the table's
 * rows means nothing.
 */
#ifndef WALLET_MODEL_FLOW_H
#define WALLET_MODEL_FLOW_H

#include <stddef.h>

#include "wallet/eth/account.h"

struct action;
struct effects;
struct model;
struct review;
struct waiting;

enum flow_id {
	FLOW_NONE,
#define FLOW(id, name) FLOW_##id,
#include "wallet/model/flows.def"
#undef FLOW
	FLOW_END
};

#define FLOW_COUNT (FLOW_END - 1)

/* With what each flow's state begins. */
struct flow {
	unsigned state;			/* of the flow's own enum */
	uint32_t request;		/* in hand; 0 for none */
	struct account account;		/* whose wallet it is about */
	struct err err;			/* why it failed; code NONE where it did not */
};

#define FLOW_HEAD(state_type) \
	union { \
		struct flow flow; \
		struct { \
			state_type state; \
			uint32_t request; \
			struct account account; \
			struct err err; \
		}; \
	}

/* What the program waits for the person to give; the screen shows it as a dialog. */
enum want {
	WANT_NOTHING, WANT_PASSWORD, WANT_REVIEW, WANT_CHALLENGE, WANT_PROBE, WANT_PAYMENT, WANT_CONSENT, WANT_WORDS
};

/* What a flow can be in the middle of. */
enum flow_is {
	FLOW_IS_BUSY,			/* it works on a wish of the person's, and waits for no answer */
	FLOW_IS_TRANSACTING,		/* a transaction is prepared or on its way: no other may begin */
	FLOW_IS_COUNTING,		/* something of it counts down, and is drawn each second */
	FLOW_IS_USING_KEY,		/* it signs or seals with its account's key: that stays open */
	FLOW_IS_OPENING,		/* it opens wallets by itself: nobody need be asked for the password */
	FLOW_IS_ATTENDING,		/* it works on as if somebody were there: the lock waits */
	FLOW_IS_RELYING,		/* on the wallets and the journal: nothing may be removed meanwhile */
	FLOW_IS_COUNT
};

/* What leaving the program would lose, the worst last. */
enum loss {
	LOSS_NONE,
	LOSS_OF_ANSWER,			/* a test call may be charged, and nobody reads what comes of it */
	LOSS_OF_SIGHT,			/* it goes on unseen, and the journal has it */
	LOSS_OF_MINT,			/* a key is being minted */
	LOSS_OF_KEY,			/* a key is minted and not stored */
};

typedef void flow_act(struct model *model, struct effects *effects);
typedef bool flow_try(struct model *model, struct effects *effects);
typedef void flow_take(struct model *model, struct action *action, struct effects *effects);

/* A row of actions.def that is the flow's own, and what takes it. */
struct flow_wish {
	unsigned wish;			/* enum action_type */
	flow_take *take;
};

struct flow_ops {
	const char *name;
	size_t head;			/* offset in struct model of its struct flow; 0: it has no state */

	/* What is for it. */
	const struct flow_wish *wishes;	/* each that actions.def says is its own, up to a row of zeroes; … */
	flow_take *wish;		/* … or this for all of them, where a table of its own says what they mean */
	flow_take *result;		/* of a request that it holds */
	bool (*holds)(const struct model *model, uint32_t request);	/* another than the head's */
	flow_act *tick;			/* time has passed */
	flow_act *confirm;		/* what it shows was agreed to */
	flow_try *cancel;		/* stops what it does; false where there is nothing to stop */
	unsigned stops;			/* where nobody is asked, CANCEL is for the lowest that has something to stop */
	flow_act *retry;		/* what failed here, once more */

	/* What it sees of others. */
	bool (*bars)(struct model *model, const struct action *action);	/* a wish may not be taken, and why was said */
	flow_take *watch;		/* any action, before whose it is takes it */
	/* what follows from the state; true where something did: all are asked once more */
	flow_try *step;
	flow_act *settle;		/* the same, once nothing follows any more */
	flow_act *locks;		/* the wallet is being closed, */
	flow_act *leaves;		/* and the program */

	/* What it is in the middle of. */
	bool (*is[FLOW_IS_COUNT])(const struct model *model);
	enum want (*waits)(const struct model *model);		/* what it shows to be answered */
	void (*review)(struct review *out, const struct model *model);	/* that, where it is to be agreed to */
	bool (*unlocks)(const struct model *model);		/* its account's wallet must be opened first */
	unsigned asks;			/* of several that wait, the lowest is answered, or told of, first */
	bool (*awaits)(struct waiting *out, const struct model *model);	/* what it waits for by itself, in words */
	int64_t (*deadline)(const struct model *model);		/* when it wants a TICK, Unix ms; 0: never */
	enum loss (*loss)(const struct model *model);		/* by leaving now */

	/* What can be done about its failure, besides trying again. */
	unsigned (*edits)(const struct model *model);	/* the wish, an action_type, whose form has what was asked for
							   */
	const char *(*key)(const struct model *model);	/* the id of the API key that it was about */

	/* What of it is worth a line of the log. */
	/* it has come to another state */
	void (*logs)(struct model *model, unsigned was, struct effects *effects);
	/* it took that */
	void (*logs_result)(struct model *model, const struct action *action, struct effects *effects);

	void (*free)(struct model *model);
};

#define FLOW(id, name) extern const struct flow_ops flow_##name##_ops;
#include "wallet/model/flows.def"
#undef FLOW

const struct flow_ops *flow_ops(enum flow_id id);		/* NULL for NONE */
flow_take *flow_taker(unsigned wish);		/* what its owner does about an action_type; NULL: it has none */
const struct flow *flow_head(const struct model *model, const struct flow_ops *ops);	/* NULL: it has none */

/* Each of FLOW_COUNT, in whatever order the model has them. */
const struct flow_ops *flow_nth(const struct model *model, size_t index);

bool flow_any(const struct model *model, enum flow_is what);

/* The flow that shows something to be answered; NULL: none, and *want is NOTHING. */
const struct flow_ops *flow_showing(const struct model *model, enum want *want);
/* The flow that goes on once its wallet is open; NULL: none. */
const struct flow_ops *flow_unlocking(const struct model *model);

/* Gives the action to whose it is, and lets follow what follows from it. */
void flows_take(struct model *model, struct action *action, struct effects *effects);
void flows_step(struct model *model, struct effects *effects);

#endif
