/* loop_key: the API key that a mint may still bring, or that no disk took, when the loop ends.  It comes once. */
#ifndef APP_LOOP_KEY_H
#define APP_LOOP_KEY_H

#include "app/loop.h"

/*
 * Once a signal or a terminal that is gone has ended the loop: if a mint was posted, waits for its answer for a while
 * and stores the key, because nobody can ask for it again.  A second signal other than SIGHUP ends that.  The screen
 * must be closed.
 */
void loop_key_await(struct loop *loop);

/* Tries a last time to store a minted key that no disk took; true when there is none. */
MUST_USE bool loop_key_save(struct loop *loop, struct err *err);

/* Takes that key, which the caller then owns; NULL when there is none. */
struct apikey *loop_key_take(struct loop *loop);

#endif
