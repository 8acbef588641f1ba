/*
 * lines: a talk with rialto --plain, as with a person who is read to: what was heard once is not
 * looked at again.
 */
#ifndef TESTS_SCREEN_LINES_H
#define TESTS_SCREEN_LINES_H

#include "tests/screen/stage.h"

struct lines {
	struct terminal *terminal;
	size_t heard;			/* bytes of what the program has written */
};

/* Starts rialto --plain on a dumb terminal, in the C locale. */
struct lines lines_start(struct stage *stage, const char *options);

/* Waits for the text in what was not heard yet, and then types the answer, as terminal_keys has it; NULL: nothing. */
#define lines_answer(lines, text, answer) lines_answer_at(lines, text, answer, __FILE__, __LINE__)
#define lines_hear(lines, text) lines_answer_at(lines, text, NULL, __FILE__, __LINE__)
void lines_answer_at(struct lines *lines, const char *text, const char *answer, const char *file, int line);

/* Says yes to a review that begins with `text`, once it can have been read. */
void lines_agree(struct lines *lines, const char *text);
void lines_agree_by(struct lines *lines, const char *text, const char *word);	/* by another word than yes */

/* Whether the program has ever written this. */
bool lines_have(const struct lines *lines, const char *text);
/* Waits until it has ended, and returns its exit status.  Fails when it wrote any byte that steers a terminal. */
int lines_end(struct lines *lines);

#endif
