/*
 * words_look: what rialto can say about a mnemonic while a person types it.  The word lists belong
 * to keystore/; app/ gives the model the function that knows them.
 */
#ifndef WALLET_BASE_WORDS_LOOK_H
#define WALLET_BASE_WORDS_LOOK_H

#include "wallet/base/err.h"

#define WORDS_LOOK_FITS 4

struct words_look {
	size_t words;			/* including the one that is being typed */
	const char *language;		/* the language whose list has most of the words; NULL if there are none */
	struct err wrong;		/* about the first word that the list has not, with a guess; or code NONE */
	bool typing;			/* the last word has no blank behind it yet */
	bool whole;			/* the last word is in the list as it stands … */
	bool meant;			/* … or is taken for one that is */
	size_t fitting;			/* how many words of the list begin like it; the first ones are in `fits` */
	size_t common;			/* how many bytes those words have in common: it can be completed that far */
	const char *fits[WORDS_LOOK_FITS];
};

/* language is the name of a list; NULL finds the language out.  The text is clean UTF-8. */
typedef void words_look_at(struct words_look *out, const char *language, const char *text);

#endif
