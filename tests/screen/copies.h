/*
 * copies: what the program sends to the terminal's clipboard by OSC 52.  Each copy must follow an input; a key
 * or an address must have been on the screen, by its end, unless the window had no room for that; the hash of a
 * transaction, which has the form of a private key, comes only from where transactions are shown; and nothing
 * else may hold a key.
 */
#ifndef TESTS_SCREEN_COPIES_H
#define TESTS_SCREEN_COPIES_H

#include "tests/screen/witness.h"

#define COPIES_SEEN 1024

struct copies {
	size_t read;			/* bytes of the program's output that were looked at */
	size_t inputs;			/* inputs that no copy has answered yet: each allows one */
	size_t keys, addresses, hashes;	/* copied */
	char seen[COPIES_SEEN][8];	/* the ends of keys and addresses that were on the screen, in a ring */
	size_t seen_count;
	bool has_txs, had_txs;		/* transactions are on the screen, by now and at the last look */
	bool cramped, was_cramped;	/* the window, by now and at the last look, has no room for the end of a key */
};

/* Begins with a program that starts; the counts go on. */
void copies_begin(struct copies *copies);
/* Call it with what goes in, before it does. */
void copies_input(struct copies *copies, size_t len);
/* Reads the screen and the output.  False, with a message, when something was copied that must not be. */
bool copies_look(struct copies *copies, const struct witness *witness);

#endif
