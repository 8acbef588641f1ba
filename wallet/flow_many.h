/*
 * flow_many: one key for each of many wallets, one after the other, each by flow_mint
 * with a token of its own.
 *
 * A key is sealed as it comes, so that whatever ends this in the middle leaves what is
 * done: the same again mints for those alone that have no such key.  What is unknown
 * is never minted again here.  The passwords that were given are tried for each wallet,
 * and kept no longer than it runs, or than the lock.
 */
#ifndef WALLET_FLOW_MANY_H
#define WALLET_FLOW_MANY_H

#include "wallet/effect.h"
#include "wallet/flow_mint.h"
#include "wallet/many_row.h"
#include "wallet/pace.h"
#include "wallet/passwords.h"

struct model;

struct flow_many {
	struct many_row *rows;		/* owned; shown until MANY_CLOSE */
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

bool flow_many_update(struct model *model, struct action *action, struct effects *effects);
void flow_many_step(struct model *model, struct effects *effects);
void flow_many_free(struct flow_many *many);

/* LOADED has come: takes up what the journal says of mints, where none is in hand. */
void flow_many_resume(struct model *model, struct effects *effects);

/* Forgets the passwords, and begins no other mint. */
void flow_many_lock(struct model *model);

/* Whom a batch is for: the marked wallets, or all that have a key where none is marked;
 * not one whose address is not known.  accounts_free it. */
void flow_many_wallets(struct accounts *out, const struct model *model);

bool flow_many_running(const struct flow_many *many);
/* Opens a wallet by itself, so that nobody need be asked for its password. */
bool flow_many_unlocks(const struct model *model);
int64_t flow_many_deadline(const struct flow_many *many);
size_t flow_many_count(const struct flow_many *many, enum many_state state);

#endif
