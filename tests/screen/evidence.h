/*
 * evidence: what was done outside of the program for good, each against a yes that came before it:
 * what the practice network received, and what became of files.
 *
 * A yes is good for one of what it was about, and lapses once the next review of the kind is seen.
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
	struct file_names wallets, copies, exports;	/* as they were found last */
	size_t done[DEED_COUNT];
	size_t agreed[DEED_COUNT];	/* never less than done, where all is well */
	size_t doubtful;		/* yeses of which it is not known whether there was time to read */
};

extern const char *const deed_names[DEED_COUNT];

/* What is there now was there before.  Exports are what appears in the folder `out` of the test's. */
void evidence_begin(struct evidence *evidence, const struct stage *stage);
void evidence_end(struct evidence *evidence);

/* Finds what was done since; false, and said, where nobody had agreed to it. */
bool evidence_look(struct evidence *evidence);
/* What was done since the last look was the test's own doing. */
void evidence_skip(struct evidence *evidence);
/* A yes to these deeds; and a new review of one of them, before which none is left over. */
void evidence_agree(struct evidence *evidence, unsigned deeds, bool doubtful);
void evidence_lapse(struct evidence *evidence, unsigned deeds);

void evidence_print(const struct evidence *evidence, FILE *out);

#endif
