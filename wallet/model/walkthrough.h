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

#endif
