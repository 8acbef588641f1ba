/*
 * lines: a talk with rialto --plain, as with a person who is read to: what was heard once is not
 * looked at again.
 */
#ifndef TESTS_SCREEN_LINES_H
#define TESTS_SCREEN_LINES_H

#include "tests/screen/stage.h"

/* What asks for the next step, and which of a list is meant. */
#define ASKED "(h: help) "
#define WHICH "Which? (Enter: 1, Ctrl-C: back) "

struct lines {
	struct terminal *terminal;
	size_t heard;			/* bytes of what the program has written */
};

/* Starts rialto --plain on a dumb terminal, in the C locale. */
struct lines lines_start(struct stage *stage, const char *options);
struct lines lines_start_staked(struct stage *stage, const char *options);	/* … with what stage_staked makes */

/* Waits for the text in what was not heard yet, and then types the answer, as terminal_keys has it; NULL: nothing. */
#define lines_answer(lines, text, answer) lines_answer_at(lines, text, answer, __FILE__, __LINE__)
#define lines_hear(lines, text) lines_answer_at(lines, text, NULL, __FILE__, __LINE__)
void lines_answer_at(struct lines *lines, const char *text, const char *answer, const char *file, int line);

/* Answers questions, each of which is followed by its answer in `steps`, up to NULL.  The last, which is followed by
 * none, gets `last`. */
void lines_go_to(struct lines *lines, const char *const *steps, const char *last);
void lines_unlock(struct lines *lines);		/* unlocks the current wallet, where the next step is asked for */

/* Says yes to a review that begins with `text`, once it can have been read. */
void lines_agree(struct lines *lines, const char *text);
void lines_agree_by(struct lines *lines, const char *text, const char *word);	/* by another word than yes */

/* Whether the program has ever written this. */
bool lines_have(const struct lines *lines, const char *text);
/* Waits until it has ended, and returns its exit status.  Fails when it wrote any byte that steers a terminal. */
int lines_end(struct lines *lines);
void lines_end_well(struct lines *lines);	/* insists on 0, and on the line that says so */
void lines_leave(struct lines *lines);		/* where the next step is asked for */

#endif
