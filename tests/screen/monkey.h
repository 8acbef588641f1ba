/*
 * monkey: random keys, pastes, mouse events and sizes.  Now and then it acts like a person: it fills
 * in a form, types a password, or reads a review to its end and answers it.
 */
#ifndef TESTS_SCREEN_MONKEY_H
#define TESTS_SCREEN_MONKEY_H

#include "tests/screen/copies.h"
#include "tests/screen/evidence.h"

#define MONKEY_KEPT 32
#define MONKEY_TAKEN_MS 5000	/* a program that takes no input for so long hangs */

struct monkey {
	struct stage *stage;
	struct terminal *terminal;
	struct witness witness;
	struct evidence evidence;
	struct copies copies;
	uint64_t chance;
	bool willing;		/* it always says yes */
	unsigned files;		/* files that it has named so far */
	size_t starts;		/* starts of the program */
	size_t reviews;		/* reviews that came into sight */
	size_t clicks, drags, yes_clicks;	/* of the mouse; yes_clicks: on a review's Yes */
	char typed[MONKEY_KEPT][48];	/* the last keystrokes, in a ring */
	size_t typed_count;
};

/* Starts the program; asks it to leave.  It must leave in order, and a leak shows then. */
void monkey_start(struct monkey *monkey);
void monkey_leave(struct monkey *monkey);

/* Does something at random.  If the program leaves because of that, starts it again. */
void monkey_event(struct monkey *monkey);

/* Looks at what was done, and fails the test if nobody had agreed to it. */
void monkey_look_outside(struct monkey *monkey);

/*
 * Begins what a person might do, up to its review; reads and answers whatever is asked, until
 * nothing is asked for a while. monkey_deeds says what comes of an errand; DEED_COUNT when it needs
 * no yes.
 */
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

/* Clicks, drags or turns the wheel on what is on the screen; clicks on a review's Yes, which agrees to nothing. */
void monkey_uses_mouse(struct monkey *monkey);
void monkey_clicks_yes(struct monkey *monkey);

/* All of these use: */
void monkey_note(struct monkey *monkey, const char *what);	/* for the message when it fails */
void monkey_wait(struct monkey *monkey, int64_t until_ms);	/* looks at what the program draws meanwhile */
unsigned monkey_chance(struct monkey *monkey, unsigned below);
void monkey_look(struct monkey *monkey, int quiet_ms);
void monkey_type(struct monkey *monkey, const char *bytes, size_t len);

#endif
