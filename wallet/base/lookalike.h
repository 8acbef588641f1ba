/*
 * lookalike: finds names that a person would take for one another.  Such names differ only in
 * letter case, in Unicode form, or in letters of other scripts that look the same.
 */
#ifndef WALLET_BASE_LOOKALIKE_H
#define WALLET_BASE_LOOKALIKE_H

#include <stdbool.h>

enum likeness {
	LIKENESS_NONE,
	LIKENESS_LOOKS,		/* "agent-1" and "agent-l", or a Cyrillic a */
	LIKENESS_FORM,		/* letter case or Unicode form only */
	LIKENESS_SAME,
};

/* Both names must be clean UTF-8. */
enum likeness lookalike(const char *a, const char *b);

#endif
