/*
 * monkey: keys, pastes, mouse and sizes by chance; and now and then, as a person would, a form
 * that is filled in, a password, a review that is read to its end and then answered.
 */
#ifndef TESTS_SCREEN_MONKEY_H
#define TESTS_SCREEN_MONKEY_H

#include "tests/screen/evidence.h"

#define MONKEY_KEPT 32

struct monkey {
	struct stage *stage;
	struct terminal *terminal;
	struct witness witness;
	struct evidence evidence;
	uint64_t chance;
	bool willing;		/* it never says no */
	unsigned files;		/* named by it so far */
	size_t starts;		/* of the program */
	size_t reviews;		/* that came into sight */
	char typed[MONKEY_KEPT][48];	/* the last ones, in a ring */
	size_t typed_count;
};

/* The program is started; and asked to leave, which it must do in order: a leak shows there. */
void monkey_start(struct monkey *monkey);
void monkey_leave(struct monkey *monkey);

/* Something by chance.  Where the program has left upon it, it is started again. */
void monkey_event(struct monkey *monkey);

/* What was done is looked at: it fails the test where nobody had agreed to it. */
void monkey_look_outside(struct monkey *monkey);

/* What a person goes about to do, up to its review; and whatever is asked then is read and answered,
 * until nothing is for a while.  monkey_deeds: what comes of it; DEED_COUNT: nothing that needs a yes. */
enum errand {
	ERRAND_STAKE,
	ERRAND_TOP_UP,
	ERRAND_LOCK_SVVV,
	ERRAND_STAKE_DIEM,
	ERRAND_MINT,
	ERRAND_TEST_KEY,
	ERRAND_HAND_OVER,
	ERRAND_GIVE,
	ERRAND_EXPORT_KEY,
	ERRAND_EXPORT_V3,
	ERRAND_DELETE_KEY,
	ERRAND_FORGET_KEY,
	ERRAND_REMOVE_WALLET,
	ERRAND_COUNT
};
extern const enum deed monkey_deeds[ERRAND_COUNT];
void monkey_go_about(struct monkey *monkey, enum errand errand);
void monkey_answers(struct monkey *monkey);

/* For those two: */
unsigned monkey_chance(struct monkey *monkey, unsigned below);
void monkey_look(struct monkey *monkey, int quiet_ms);
void monkey_type(struct monkey *monkey, const char *bytes, size_t len);

#endif
