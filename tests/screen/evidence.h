/*
 * evidence: what was done outside of the program and cannot be undone: what the practice network
 * received, and what became of files.  Each such deed must follow a yes.
 *
 * A yes allows one deed of its kind, and lapses when the next review of that kind is seen.  A yes to a list
 * allows the transactions of the list, and goes on when one of them is asked about on its own.
 */
#ifndef TESTS_SCREEN_EVIDENCE_H
#define TESTS_SCREEN_EVIDENCE_H

#include <stdio.h>

#include "tests/screen/stage.h"
#include "tests/screen/witness.h"

struct file_names {
	char **items;
	size_t count;
};

struct evidence {
	const struct stage *stage;
	struct network_count at_first;
	struct file_names wallets, copies, exports;	/* as they were at the last look */
	size_t done[DEED_COUNT];
	size_t agreed[DEED_COUNT];	/* never less than was done, if all is well */
	size_t listed_until;		/* how many transactions there are once those of the last list are done */
	size_t doubtful;		/* yeses for which it is not known whether there was time to read */
};

extern const char *const deed_names[DEED_COUNT];

/* Takes what is there now as given.  Exports are the files that appear in the folder `out` of the
 * test's folder. */
void evidence_begin(struct evidence *evidence, const struct stage *stage);
void evidence_end(struct evidence *evidence);

/* Looks for what was done since the last look.  False, with a message, when nobody had agreed to it. */
bool evidence_look(struct evidence *evidence);
/* Takes what was done since the last look as the test's own doing. */
void evidence_skip(struct evidence *evidence);
/* Notes a yes to these deeds, or a new review of one of them, which cancels yeses that are left over.
 * `listed` is 0, or how many transactions the review listed. */
void evidence_agree(struct evidence *evidence, unsigned deeds, size_t listed, bool doubtful);
void evidence_lapse(struct evidence *evidence, unsigned deeds);

void evidence_print(const struct evidence *evidence, FILE *out);

#endif
