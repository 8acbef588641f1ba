/* walkthrough: what each step from VVV to a key is called, and why it is there. */
#ifndef WALLET_MODEL_WALKTHROUGH_H
#define WALLET_MODEL_WALKTHROUGH_H

#include "wallet/model/model.h"

struct step_words {
	const char *label;	/* "Token" */
	const char *brief;	/* what it is, in at most STEP_BRIEF_MOST columns */
	const char *question;	/* "Why a token?" */
	const char *why;	/* the answer: a few sentences */
	const char *costs;	/* "nothing" */
	const char *signs;	/* what the wallet signs for it; NULL: nothing */
};

#define STEP_BRIEF_MOST 52

const struct step_words *walkthrough_words(enum step step);

/* What is said of a step's transaction besides its amount and its hash. */
enum walkthrough_sent { SENT_BLOCK = 1, SENT_AGE = 2 };

/* Writes "10 VVV → sVVV   0x8f2c…21 · block 38201103 · 4 min ago"; false if the step's transaction was not sent
 * from here. */
bool walkthrough_sent(char *out, size_t size, const struct model *model, enum step step, unsigned with);

#endif
