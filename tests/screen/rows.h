/*
 * rows: the table of failures (wallet/base/errors.def), the panel of each, and what its keystroke
 * leads to.
 *
 * A dialog is read on a screen of ROWS_COLS columns.  It fills that screen, so nothing stands
 * beside its sentences.
 */
#ifndef TESTS_SCREEN_ROWS_H
#define TESTS_SCREEN_ROWS_H

#include "tests/screen/network.h"
#include "tests/screen/terminal.h"

#define ROWS_LINES 50
#define ROWS_COLS 60

enum row_id {
#define ERROR(id, name, status, match, remedy, meaning, advice) ROW_##id,
#include "wallet/base/errors.def"
#undef ERROR
	ROW_COUNT
};

struct row {
	const char *name;
	int status;
	const char *match, *remedy, *meaning, *advice;
};

extern const struct row rows[ROW_COUNT];

bool row_is_answer(enum row_id id);	/* a server's answer leads to it */

/* Orders that the next request for `route` is answered with this row's failure.  `more` is
 * further members of the order, with a comma before them. */
void row_order(const struct network *network, const char *route, enum row_id id, const char *more);

/* True when the screen's words, without line ends and frames, contain those of `words`. */
bool row_text_has(const char *screen, const char *words);
/* Waits until the screen's words, without line ends and frames, contain those of `words`. */
#define row_wait_words(terminal, words) row_wait_words_at(terminal, words, __FILE__, __LINE__)
void row_wait_words_at(struct terminal *terminal, const char *words, const char *file, int line);

/* What helps with a failure: the keystroke that its panel offers first, what that shows, the
 * keystrokes after it, and what the screen shows in the end. */
struct lead {
	const char *remedy;
	enum row_id only;	/* for this row only; ROW_NONE: for all other rows of this remedy */
	const char *offer;	/* "n new token"; NULL: Enter closes the panel */
	const char *shows, *then, *ends;	/* NULL: nothing, none, the panes */
};

/* Returns the row's lead.  The list ends with a lead without a remedy.  Fails when there is none. */
const struct lead *row_lead(const struct lead *leads, enum row_id id);

/* Waits for the row's panel, and follows the lead. */
void row_follow(struct terminal *terminal, enum row_id id, const struct lead *lead);
/* The same where the evidence gives the panel another meaning than the row's. */
void row_follow_as(struct terminal *terminal, enum row_id id, const struct lead *lead, const char *meaning);

#endif
