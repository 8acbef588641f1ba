/* batch: what the model knows of a batch of mints, one key for each wallet.  wallet/flow/batch.h
 * works on it. */
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
	size_t at;			/* the row in hand; count if none is */
	bool running;
	bool stopping;			/* the batch ends after the row in hand */
	bool another;			/* includes wallets that have such a key */
	struct key_options options;
	bool asked;			/* options are those of a batch that this run of the program was asked for */

	struct passwords passwords;
	bool unlocking;			/* the batch itself is opening a wallet with one of these passwords */
	bool reviewing;			/* at the last look a person was reading a challenge */

	struct pace failures, mints;	/* the API's limits */
	int64_t wait_until_ms;		/* because of these limits; 0: no wait */
	struct account selected;	/* to be selected again at the end */
	struct flow_mint *aside;	/* owned: mints with an unknown outcome, set aside while others go on */
	size_t aside_count;
	bool look_again;		/* a mint was given up, so the journal may hold another */
};

/* The wallets of a batch: the marked ones, or all that have a key if none is marked.  Wallets
 * without a known address are left out.  The caller frees them with accounts_free. */
void flow_batch_wallets(struct accounts *out, const struct model *model);
bool flow_batch_running(const struct flow_batch *batch);
/* True if the wallet in hand must be opened, to sign or to seal. */
bool flow_batch_needs_password(const struct model *model);
/* True while the batch opens wallets by itself, so that nobody need be asked for a password. */
bool flow_batch_unlocks(const struct model *model);
size_t flow_batch_count(const struct flow_batch *batch, enum batch_state state);

#endif
