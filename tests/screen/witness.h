/*
 * witness: who looks at the screen all the time, and so knows what a review said, since when its
 * last row was in sight, and which keys a person can have meant as a yes to it.
 */
#ifndef TESTS_SCREEN_WITNESS_H
#define TESTS_SCREEN_WITNESS_H

#include <stdint.h>

#include "tests/screen/terminal.h"

#define WITNESS_DEAD_MS 700	/* no answer counts before */

/* What is not done unless somebody has agreed to it. */
enum deed {
	DEED_TRANSACTION,
	DEED_PAYMENT,
	DEED_CALL,		/* that Venice charges */
	DEED_DELETION,		/* of a key, at Venice */
	DEED_COPY,		/* of a key, in the vault: it is gone */
	DEED_WALLET,		/* its file is gone */
	DEED_EXPORT,		/* of a secret, to a file outside of the home folder */
	DEED_COUNT
};

/* What is in sight of a review. */
struct sight {
	bool review, last_row;
	unsigned deeds;		/* 1 << deed: what it may be about, by all that was read of it */
	char word[64];		/* that must be typed for yes; "": y is enough */
	bool typed;		/* it is */
	bool on_yes;		/* the button that Enter presses */
	int64_t unseen_ms;	/* when its last row had not been seen yet, at the last look that says so; */
	int64_t seen_ms;	/* and when it first had; 0: not yet */
};

struct witness {
	struct terminal *terminal;
	size_t read;			/* bytes of the program's that the last look knew */
	char *screen, *words;		/* as they were then: the rows; and the words alone, without frames */
	struct sight now, before;	/* before: as something was typed last */
	char key;			/* that was typed last, by itself; 0: something else went in */
	int64_t typed_ms, quiet_ms;	/* when that was; and when something went in before it */
	int64_t looked_ms;
};

/* Looking takes a while, so that it is not always known whether somebody had the time to read. */
enum witness_yes { WITNESS_NO, WITNESS_MAYBE, WITNESS_YES };

/* Of a program that starts; the witness is all zero, or has ended. */
void witness_begin(struct witness *witness, struct terminal *terminal);
void witness_end(struct witness *witness);

/* Takes what the program has drawn, until it is quiet for quiet_ms, and reads it. */
void witness_look(struct witness *witness, int quiet_ms);
bool witness_sees(const struct witness *witness, const char *text);
/* The terminal has another size: what is in sight there is yet to be seen. */
void witness_resized(struct witness *witness);

/* Before anything is typed; and whether it was a yes to witness->before, once it was taken and looked at. */
void witness_types(struct witness *witness, const char *bytes, size_t len);
enum witness_yes witness_judges(const struct witness *witness);

int64_t witness_now_ms(void);

#endif
