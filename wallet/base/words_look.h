/*
 * words_look: what can be said of a mnemonic while it is typed.  The word lists are
 * keystore's; app/ gives the model the function that knows them.
 */
#ifndef WALLET_BASE_WORDS_LOOK_H
#define WALLET_BASE_WORDS_LOOK_H

#include "wallet/base/err.h"

#define WORDS_LOOK_FITS 4

struct words_look {
	size_t words;			/* with the one that is being typed */
	const char *language;		/* whose list has most of them; NULL: there are none */
	struct err wrong;		/* of the first that the list has not, and what may be meant; code NONE */
	bool typing;			/* no blank follows the last word yet */
	bool whole;			/* it is one of the list as it is, */
	bool meant;			/* or is taken for one */
	size_t fitting;			/* so many of the list begin like it, the first of them in `fits` */
	size_t common;			/* and have so many bytes in common: it can be completed so far */
	const char *fits[WORDS_LOOK_FITS];
};

/* language: the name of a list; NULL finds it out.  The text is clean UTF-8. */
typedef void words_look_at(struct words_look *out, const char *language, const char *text);

#endif
