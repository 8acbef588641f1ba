/* batch: what the model knows of one key for each of many wallets.  wallet/flow/batch.h works on it. */
#ifndef WALLET_MODEL_BATCH_H
#define WALLET_MODEL_BATCH_H

#include "wallet/base/pace.h"
#include "wallet/base/passwords.h"
#include "wallet/model/batch_row.h"
#include "wallet/model/flow.h"
#include "wallet/model/mint.h"

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

/* Whom a batch is for: the marked wallets, or all that have a key where none is marked;
 * not one whose address is not known.  accounts_free it. */
void flow_batch_wallets(struct accounts *out, const struct model *model);
bool flow_batch_running(const struct flow_batch *batch);
/* The wallet in hand waits to be opened, be it to sign or to seal. */
bool flow_batch_needs_password(const struct model *model);
/* Opens a wallet by itself, so that nobody need be asked for its password. */
bool flow_batch_unlocks(const struct model *model);
size_t flow_batch_count(const struct flow_batch *batch, enum batch_state state);

#endif
