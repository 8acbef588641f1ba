/*
 * witness: watches the screen all the time.  So it knows what a review said, since when its last row
 * was in sight, and which keys can have been meant as a yes.
 */
#ifndef TESTS_SCREEN_WITNESS_H
#define TESTS_SCREEN_WITNESS_H

#include <stdint.h>

#include "tests/screen/terminal.h"

#define WITNESS_DEAD_MS 700	/* an answer before that does not count */

/* What must not be done unless somebody has agreed to it. */
enum deed {
	DEED_TRANSACTION,
	DEED_PAYMENT,
	DEED_CALL,		/* a call that Venice charges for */
	DEED_DELETION,		/* a key is deleted at Venice */
	DEED_COPY,		/* a key is deleted in the vault */
	DEED_WALLET,		/* a wallet's file is deleted */
	DEED_EXPORT,		/* a secret goes to a file outside of the home folder */
	DEED_COUNT
};

/* What can be seen of a review. */
struct sight {
	bool review, last_row;
	bool begins;		/* another review than at the look before, if there was one then */
	unsigned deeds;		/* 1 << deed: what it may be about, by all that was read of it */
	size_t wallets;		/* that a review of several wallets is about; 0: it is none … */
	bool approves;		/* … and each of them may need an approval first */
	char word[64];		/* must be typed for yes; "": y is enough */
	bool typed;		/* that word was typed */
	bool on_yes;		/* Enter would press the button Yes */
	int64_t unseen_ms;	/* the last look at which its last row had not been seen; */
	int64_t seen_ms;	/* and the first at which it had; 0: none yet */
};

struct witness {
	struct terminal *terminal;
	size_t read;			/* bytes of the program's output at the last look */
	char *screen, *words;		/* then: the rows; and the words alone, without frames */
	struct sight now, before;	/* before: when something was last typed */
	char input;			/* the last one, if it came by itself; 0: something else went in */
	int64_t typed_ms, quiet_ms;	/* when that was; for how long nothing had gone in before */
	int64_t looked_ms;
};

/* A look takes a while, so it is not always known whether there was time to read. */
enum witness_yes { WITNESS_NO, WITNESS_MAYBE, WITNESS_YES };

/* Begins with a program that starts.  The witness is all zero, or has ended. */
void witness_begin(struct witness *witness, struct terminal *terminal);
void witness_end(struct witness *witness);

/* Takes what the program draws, until it is quiet for quiet_ms, and reads it. */
void witness_look(struct witness *witness, int quiet_ms);
bool witness_sees(const struct witness *witness, const char *text);
/* Notes that the terminal has another size, so that what it shows is unread. */
void witness_resized(struct witness *witness);

/* Call it before typing.  The second one says whether that was a yes to witness->before, once the
 * program has taken it and the screen was looked at. */
void witness_types(struct witness *witness, const char *bytes, size_t len);
enum witness_yes witness_judges(const struct witness *witness);

/* The most transactions that a review of several wallets lists; 0: it is none. */
size_t sight_listed(const struct sight *sight);

int64_t witness_now_ms(void);

#endif
