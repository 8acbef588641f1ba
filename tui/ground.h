/*
 * ground: what is known of the terminal's own background.  It is asked for (OSC 11) and never waited for: the answer
 * comes as bytes among the others, late, in parts, or not at all.
 */
#ifndef TUI_GROUND_H
#define TUI_GROUND_H

#include <stddef.h>

#include "tui/theme.h"

#define GROUND_QUESTION "\033]11;?\033\\"
#define GROUND_ANSWER_MOST 32	/* bytes between the beginning and the end of an answer */

/* An answer as far as it has come. */
struct ground_answer {
	bool awaited;
	bool open;		/* a string has begun that may be the answer */
	bool ending;		/* its end may have one more byte */
	bool after_esc;		/* a lone escape character was taken for the Esc key */
	char text[GROUND_ANSWER_MOST];
	size_t len;
};

void ground_answer_begin(struct ground_answer *answer);
void ground_answer_add(struct ground_answer *answer, char c);
/* True while what has come may be the beginning of the answer that is awaited. */
bool ground_answer_fits(const struct ground_answer *answer);
/* Ends the string; true when it was that answer.  `more` says that one more byte may belong to its end. */
bool ground_answer_end(struct ground_answer *answer, uint32_t *color, bool more);

/* False for a terminal that would show the question, or choke on it. */
bool ground_can_be_asked(const char *term);

/* What the environment says: TERM, and COLORFGBG as rxvt and others set it.  Either may be NULL. */
struct ground ground_of_environment(const char *term, const char *colorfgbg);

#endif
