/*
 * flow_batch: one key for each of many wallets, one after the other, each by flow_mint
 * with a token of its own.
 *
 * A key is sealed as it comes, so that whatever ends this in the middle leaves what is
 * done: the same again mints for those alone that have no such key.  What is unknown
 * is never minted again here.  The passwords that were given are tried for each wallet,
 * and kept no longer than it runs, or than the lock.
 */
#ifndef WALLET_FLOW_BATCH_H
#define WALLET_FLOW_BATCH_H

#include "wallet/base/pace.h"
#include "wallet/base/passwords.h"
#include "wallet/flow/batch_row.h"
#include "wallet/flow/mint.h"
#include "wallet/model/effect.h"

struct model;

struct flow_batch {
	struct batch_row *rows;		/* owned; shown until BATCH_CLOSE */
	size_t count;
	size_t at;			/* the row in hand; count: none */
	bool running;
	bool stopping;			/* ends after the one in hand */
	bool another;			/* also for wallets that have such a key */
	struct key_options options;
	bool asked;			/* options are those of a batch of this run of the program */

	struct passwords passwords;
	bool unlocking;			/* the unlocking that goes on is with one of these */
	bool reviewing;			/* the last look saw a challenge being read */

	struct pace failures, mints;	/* the API's limits */
	int64_t wait_until_ms;		/* for their sake; 0: no wait */
	struct account selected;	/* to be selected again in the end */
	struct flow_mint *aside;	/* owned: mints whose outcome is unknown, while others go on */
	size_t aside_count;
	bool look_again;		/* a mint was given up on: the journal may hold another */
};

bool flow_batch_update(struct model *model, struct action *action, struct effects *effects);
void flow_batch_step(struct model *model, struct effects *effects);
void flow_batch_free(struct flow_batch *batch);

/* LOADED has come: takes up what the journal says of mints, where none is in hand. */
void flow_batch_resume(struct model *model, struct effects *effects);

/* Forgets the passwords, and begins no other mint. */
void flow_batch_lock(struct model *model);

/* Whom a batch is for: the marked wallets, or all that have a key where none is marked;
 * not one whose address is not known.  accounts_free it. */
void flow_batch_wallets(struct accounts *out, const struct model *model);

bool flow_batch_running(const struct flow_batch *batch);
/* Opens a wallet by itself, so that nobody need be asked for its password. */
bool flow_batch_unlocks(const struct model *model);
int64_t flow_batch_deadline(const struct flow_batch *batch);
size_t flow_batch_count(const struct flow_batch *batch, enum batch_state state);

#endif
