/*
 * flow: what the model asks of each of its flows.  flows.def names the flows.  Each is a struct
 * flow_ops in a file of wallet/flow, so whatever the program asks of all flows is a loop over that
 * table.  Any hook may be NULL, if the flow has no part in that.
 *
 * A wish goes to the flow that actions.def names, a result to the flow that holds its request
 * number, RETRY to the flow that failed, CONFIRM and CANCEL to the flow that waits for an answer.
 * If two flows could be meant, a rank decides; but no review takes the place of another one that was
 * there before.  The order of the table's rows means nothing.
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

/* Each flow's state begins with this. */
struct flow {
	unsigned state;			/* a value of the flow's own enum */
	uint32_t request;		/* the one that is out; 0 for none */
	struct account account;		/* the wallet that it is about */
	struct err err;			/* why it failed; code NONE if it did not */
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

/* What the program waits for a person to give.  The screen shows a dialog for it. */
enum want {
	WANT_NOTHING, WANT_PASSWORD, WANT_REVIEW, WANT_CHALLENGE, WANT_PROBE, WANT_PAYMENT, WANT_CONSENT, WANT_WORDS
};

/* What a flow can be doing. */
enum flow_is {
	FLOW_IS_BUSY,			/* it works on a person's wish, and waits for no answer */
	FLOW_IS_TRANSACTING,		/* it prepares or sends a transaction: no other may begin */
	FLOW_IS_COUNTING,		/* it counts something down, which is drawn each second */
	FLOW_IS_USING_KEY,		/* it signs or seals with its account's key, which stays open */
	FLOW_IS_OPENING,		/* it opens wallets by itself, so nobody need be asked for the password */
	FLOW_IS_ATTENDING,		/* it works as if somebody were there: the lock waits */
	FLOW_IS_RELYING,		/* it relies on the wallets and the journal: nothing may be removed meanwhile */
	FLOW_IS_COUNT
};

/* What leaving the program would lose, with the worst last. */
enum loss {
	LOSS_NONE,
	LOSS_OF_ANSWER,			/* a test call may be charged, and nobody would read its answer */
	LOSS_OF_SIGHT,			/* something goes on unseen, but the journal has it */
	LOSS_OF_MINT,			/* the key that is being minted */
	LOSS_OF_KEY,			/* a key that is minted but not stored */
};

typedef void flow_act(struct model *model, struct effects *effects);
typedef bool flow_try(struct model *model, struct effects *effects);
typedef void flow_take(struct model *model, struct action *action, struct effects *effects);

/* A wish of actions.def that belongs to the flow, and the function that takes it. */
struct flow_wish {
	unsigned wish;			/* enum action_type */
	flow_take *take;
};

struct flow_ops {
	const char *name;
	size_t head;			/* offset of its struct flow in struct model; 0: it has no state */

	/* What the flow takes. */
	const struct flow_wish *wishes;	/* the wishes that actions.def gives it, up to a row of zeroes; … */
	flow_take *wish;		/* … or one function for all of them, if the flow has a table of its own */
	flow_take *result;		/* the result of a request that it holds */
	bool (*holds)(const struct model *model, uint32_t request);	/* holds a request besides that of its head */
	flow_act *tick;			/* time has passed */
	flow_act *confirm;		/* the person agreed to what it shows */
	flow_try *cancel;		/* stops what it does; false if there is nothing to stop */
	unsigned stops;			/* rank: if nobody is asked, CANCEL goes to the lowest that can stop */
	flow_act *retry;		/* does again what failed */

	/* What the flow sees of others. */
	bool (*bars)(struct model *model, const struct action *action);	/* refuses a wish, and has said why */
	flow_take *watch;		/* sees any action before it is taken */
	/* Does what follows from the state.  If it did anything, it returns true and all are asked
	 * again. */
	flow_try *step;
	flow_act *settle;		/* does the same, once no step follows any more */
	flow_act *locks;		/* the wallet is being closed */
	flow_act *leaves;		/* the program is being left */

	/* What the flow is doing. */
	bool (*is[FLOW_IS_COUNT])(const struct model *model);
	enum want (*waits)(const struct model *model);		/* what it wants answered */
	void (*review)(struct review *out, const struct model *model);	/* … and its review */
	bool (*unlocks)(const struct model *model);		/* its account's wallet must be opened first */
	unsigned asks;			/* rank: of several that wait, the lowest is answered, and told of, first */
	bool (*awaits)(struct waiting *out, const struct model *model);	/* what it waits for by itself, in words */
	int64_t (*deadline)(const struct model *model);		/* when it wants a TICK, Unix ms; 0: never */
	enum loss (*loss)(const struct model *model);		/* what would be lost by leaving now */

	/* What can be done about its failure besides trying again. */
	unsigned (*edits)(const struct model *model);	/* the wish (action_type) whose form holds what was asked */
	const char *(*key)(const struct model *model);	/* the id of the API key that it was about */

	/* What of it is worth a line of the log. */
	/* Its state has changed; `was` is the earlier one. */
	void (*logs)(struct model *model, unsigned was, struct effects *effects);
	/* It has taken this result. */
	void (*logs_result)(struct model *model, const struct action *action, struct effects *effects);

	void (*free)(struct model *model);
};

#define FLOW(id, name) extern const struct flow_ops flow_##name##_ops;
#include "wallet/model/flows.def"
#undef FLOW

const struct flow_ops *flow_ops(enum flow_id id);		/* NULL for NONE */
flow_take *flow_taker(unsigned wish);		/* what its owner does about an action_type; NULL if it has no owner */
const struct flow *flow_head(const struct model *model, const struct flow_ops *ops);	/* NULL if it has no state */

/* Counts through all FLOW_COUNT flows, in the order that the model has them. */
const struct flow_ops *flow_nth(const struct model *model, size_t index);

bool flow_any(const struct model *model, enum flow_is what);

/* The flow whose question is shown; NULL if there is none, and then *want is NOTHING. */
const struct flow_ops *flow_showing(const struct model *model, enum want *want);
/* Call it at the end of each update: the review that is shown stays until it is answered. */
void flow_note_reviewed(struct model *model);
/* The flow that goes on once its wallet is open; NULL if there is none. */
const struct flow_ops *flow_unlocking(const struct model *model);

/* flows_take gives the action to the flow it belongs to.  flows_step does what follows from it. */
void flows_take(struct model *model, struct action *action, struct effects *effects);
void flows_step(struct model *model, struct effects *effects);

#endif
