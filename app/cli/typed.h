/*
 * typed: bytes that come in at a question on the terminal become one line.  A paste is
 * text for it, up to the end of its first line, or nothing: it never ends the answer.
 */
#ifndef APP_CLI_TYPED_H
#define APP_CLI_TYPED_H

#include "wallet/base/secret.h"

struct typed {
	struct secret *line;	/* the caller's; always ends in a NUL */
	bool echo;
	bool consents;		/* to something that is lost or signed: a paste is no answer */
	void (*show)(const char *text, size_t len);

	/* Of a sequence: what came after its escape character. */
	bool in_sequence;
	char sequence[8];
	size_t sequence_len;

	/* Of a paste. */
	bool pasting;
	size_t start;		/* of it in the line */
	bool line_over, more;	/* its first line is; something follows that */
	bool unfit;		/* it has what cannot be typed, or there is no room for it */
};

enum typed_result { TYPED_GOES_ON, TYPED_WHOLE, TYPED_NONE, TYPED_INTERRUPTED };

/* The byte may be anywhere, in the line's own room, too. */
enum typed_result typed_take(struct typed *typed, char byte);

#endif
