/*
 * loop: input → action → model → effects → draw.
 *
 * The program waits in one place only: net_wait, over the terminal, the signal pipe and all
 * transfers.  With nothing to count down it sleeps until something happens.
 */
#ifndef APP_LOOP_H
#define APP_LOOP_H

#include "app/effects.h"
#include "app/settings.h"
#include "wallet/model/model.h"

struct loop {
	const struct model *model;	/* only model_update changes it */
	struct own_model *own;		/* owned; private to loop.c */
	struct effect_runner runner;
	struct action *queue;		/* owned; actions that wait to be applied */
	size_t queue_count, queue_size;
	struct rpc_cost rpc_logged;	/* what of the model's is in the log, from before the network was changed */
	bool attended;			/* something was typed or clicked, of which the model does not know yet */
	int64_t look_at_ms;		/* a turn ends at this time at the latest; 0: no limit */
	/* For questions on the terminal (app/plain): */
	bool prompts;			/* they are asked here, and Ctrl-C is theirs */
	bool listens, heard;		/* a turn ends when there is an answer to read, too; and there is */
	bool interrupted;		/* Ctrl-C has come */
	int signal_number;		/* the signal that ended the loop; 0 for none */
};

/* Opens the loop for a command (headless) or for the screen; for the latter, set runner.tui
 * before running it.  `settings` and `home` must outlive the loop. */
MUST_USE bool loop_open(struct loop *loop, const struct settings *settings, struct home *home, bool headless,
			struct err *err);
/*
 * After EFFECT_NETWORK: closes the loop, and opens it again on that network of the settings.  The caller gives it the
 * runner's tui, settings and options again.  Where it fails it stays closed.
 */
MUST_USE bool loop_go_on(struct loop *loop, struct settings *settings, struct home *home, struct err *err);
void loop_close(struct loop *loop);	/* wipes what it held; {0} is fine */

/* Applies an action, runs its effects and applies what they deliver at once.  Takes the action over. */
void loop_apply(struct loop *loop, struct action *action);
void loop_do(struct loop *loop, enum action_type type);		/* applies an action without data */

/* Waits for one thing to happen, and applies it. */
void loop_turn(struct loop *loop);

bool loop_ended(const struct loop *loop);	/* by EFFECT_QUIT or EFFECT_NETWORK, or by a signal that ends it */
int64_t loop_now_ms(void);	/* Unix ms: the clock at the program's start plus what has passed since */

#endif
