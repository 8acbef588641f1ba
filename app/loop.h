/*
 * loop: input → action → model → effects → draw.
 *
 * The one place where the program waits is net_wait, over the terminal, the
 * signal pipe and all transfers.  With nothing to count down it sleeps for ever.
 */
#ifndef APP_LOOP_H
#define APP_LOOP_H

#include "app/effects.h"
#include "app/settings.h"
#include "wallet/model/model.h"

struct loop {
	const struct model *model;	/* model_update alone changes it */
	struct own_model *own;		/* of loop.c alone; owned */
	struct effect_runner runner;
	struct action *queue;		/* owned; actions that wait to be applied */
	size_t queue_count, queue_size;
	int64_t look_at_ms;		/* a turn ends then at the latest; 0: when something happens */
	int signal_number;		/* the signal that ended it; 0 for none */
};

/* For a command (headless), or for the screen: then set runner.tui before running.
 * `settings` and `home` outlive the loop. */
MUST_USE bool loop_open(struct loop *loop, const struct settings *settings, struct home *home, bool headless,
			struct err *err);
void loop_close(struct loop *loop);	/* wipes what it held; {0} is fine */

/* Applies an action, runs its effects and what they deliver at once.  Takes it over. */
void loop_apply(struct loop *loop, struct action *action);
void loop_do(struct loop *loop, enum action_type type);		/* one without data */

/* Waits for one thing to happen and applies it. */
void loop_turn(struct loop *loop);

/* The last chance of a minted key that no disk took so far; true where there is none. */
MUST_USE bool loop_save_key(struct loop *loop, struct err *err);

/* That key, which is the caller's then; NULL where there is none. */
struct apikey *loop_take_key(struct loop *loop);

bool loop_ended(const struct loop *loop);	/* EFFECT_QUIT, or a signal that ends it */
int64_t loop_now_ms(void);	/* Unix ms: the clock when the program began, and what has passed since */

#endif
