/*
 * effects: does what model_update asked for, through keystore/ and net/. Each effect ends in at
 * most one action, with the same request number.
 */
#ifndef APP_EFFECTS_H
#define APP_EFFECTS_H

#include "app/clipboard.h"
#include "app/handover_job.h"
#include "app/settings.h"
#include "app/worker.h"
#include "keystore/home_room.h"
#include "keystore/signer.h"
#include "keystore/v3.h"
#include "net/net.h"
#include "tui/tui.h"
#include "wallet/model/effect.h"

struct effect_runner {
	struct home *home;		/* the loop's owner's */
	struct net *net;
	const struct network *network;	/* the settings' */
	struct worker *worker;
	struct tui *tui;		/* NULL for commands and prompts */
	bool attended;			/* a person sits before it, at the screen or at prompts */
	struct settings *settings;	/* of the screen, where they can be changed; NULL for commands */
	const struct options *options;	/* the same */
	struct clipboard clipboard;
	struct v3_work work;		/* for wallets stored from now on */
	bool readonly;
	bool has_policies;		/* the ledger is needed */
	bool remembers;			/* the log is loaded even where nothing is in flight */
	bool log_comes_later;		/* the log is left for another EFFECT_LOAD */
	bool loaded;			/* the first EFFECT_LOAD is done; that of a screen, on the worker */
	bool quit;			/* EFFECT_QUIT has come */
	bool goes_on;			/* EFFECT_NETWORK has come: on to … */
	size_t network_next;		/* … this one of the settings' networks */
	struct signer *signer;		/* the open wallet; NULL while locked */
	struct home_room room;		/* disk space kept for a key, from before it is asked for until it is stored */
	/* owned: the last key stored, whose id is made_id, for a command to print; else NULL */
	struct apikey *made;
	char made_id[KEY_ID_SIZE];
	struct apikey *surrendered;	/* owned; a key that no disk took, for the end of the program; NULL: none */
	struct handover_job *handover;	/* owned; a command that is taking a key; NULL: none */
	uint32_t handover_request;
	void (*deliver)(void *context, struct action *action);	/* takes the action over */
	void *context;
};

/* Runs all effects and leaves the list empty. */
void effects_run(struct effect_runner *runner, struct effects *effects);

/* Collects one result of the worker.  Apply it to the model before running more effects, because
 * the open wallet may have changed with it. */
MUST_USE bool effects_collect(struct effect_runner *runner, struct action *out);

void effects_close_wallet(struct effect_runner *runner);	/* wipes it */
void effects_drop_room(struct effect_runner *runner);	/* call it when no key is asked for any more */

/* Runs one effect.  True: `result` is complete and is delivered at once.  False: the result comes
 * later, or there is none. */
typedef bool run_effect(struct effect_runner *runner, struct effect *effect, struct action *result);

/* One for each row of effects.def that is done here, in the files effects_*.c. */
#define HERE(run) run_effect effects_##run;
#define WORKER(work)
#define EFFECT(id, how, result, readonly, payload, waits_for) how
#include "wallet/model/effects.def"
#undef HERE
#undef WORKER
#undef EFFECT

/* Stores a minted key, in the space that was kept for it if that is still there. */
MUST_USE bool effects_seal(struct effect_runner *runner, const struct signer *signer, struct key_info *info,
			   const struct apikey *key, struct err *err);

/*
 * For the files effects_*.c. effects_make_room keeps disk space for a key, before the key is asked
 * for.  The others return the open wallet if it is the one that is meant; NULL if it is not open,
 * with result's err set.
 */
MUST_USE bool effects_make_room(struct effect_runner *runner, struct action *result);
const struct signer *effects_signer(struct effect_runner *runner, struct action *result);
const struct signer *effects_signer_of(struct effect_runner *runner, struct address from, struct action *result);

#endif
