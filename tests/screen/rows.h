/*
 * rows: the table of failures (wallet/base/errors.def), each one's panel, and what its
 * key leads to.
 *
 * A dialog is read on a screen of ROWS_COLS columns: it fills that, so that nothing
 * stands beside its sentences.
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

bool row_is_answer(enum row_id id);	/* an answer of a server's leads to it */

/* The next request for route is answered with this row's failure; more: members of
 * the order, with a comma before them. */
void row_order(const struct network *network, const char *route, enum row_id id, const char *more);

/* The words of a whole screen's text, line ends and frames aside, contain those of `words`. */
bool row_text_has(const char *screen, const char *words);
/* Waits until the screen's words, line ends and frames aside, contain those of `words`. */
#define row_wait_words(terminal, words) row_wait_words_at(terminal, words, __FILE__, __LINE__)
void row_wait_words_at(struct terminal *terminal, const char *words, const char *file, int line);

/* What mends a failure: the key that its panel offers first, what that shows, the keys
 * from there on, and what is on the screen in the end. */
struct lead {
	const char *remedy;
	enum row_id only;	/* one row; ROW_NONE: all others of this remedy */
	const char *offer;	/* "n new token"; NULL: Enter closes the panel */
	const char *shows, *then, *ends;	/* NULL: nothing, none, the panes */
};

/* The row's lead; leads end with one that has no remedy.  Fails where there is none. */
const struct lead *row_lead(const struct lead *leads, enum row_id id);

/* Waits for the row's panel, and follows the lead. */
void row_follow(struct terminal *terminal, enum row_id id, const struct lead *lead);

#endif
