/*
 * typed: turns the bytes that answer a question on the terminal into one line.  A paste is taken as
 * text up to the end of its first line, or not at all; it never ends the answer.
 */
#ifndef APP_CLI_TYPED_H
#define APP_CLI_TYPED_H

#include "wallet/base/secret.h"

struct typed {
	struct secret *line;	/* the caller's; always ends in a NUL */
	bool echo;
	bool consents;		/* the answer agrees to a loss or a signature, so a paste does not count */
	void (*show)(const char *text, size_t len);

	/* A sequence: what came after its escape character. */
	bool in_sequence;
	char sequence[8];
	size_t sequence_len;

	/* A paste. */
	bool pasting;
	size_t start;		/* where it begins in the line */
	bool line_over, more;	/* its first line has ended; more text follows */
	bool unfit;		/* it does not fit, or contains what cannot be typed */
};

enum typed_result { TYPED_GOES_ON, TYPED_WHOLE, TYPED_NONE, TYPED_INTERRUPTED };

/* The byte may be anywhere, even in the line's own room. */
enum typed_result typed_take(struct typed *typed, char byte);

#endif
