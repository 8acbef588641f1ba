/*
 * asked: wishes that are carried out only once a person has agreed to their review:
 * what removes, deletes, bares a secret or overwrites.  Such a wish is held until
 * CONFIRM, and dropped, its secrets wiped, at CANCEL or when the wallet is locked.
 */
#ifndef WALLET_MODEL_ASKED_H
#define WALLET_MODEL_ASKED_H

#include "wallet/model/review.h"
#include "wallet/venice/key.h"

struct action;
struct effects;

struct asked {
	struct action *wish;		/* owned; NULL: nothing is held */
	bool agreed;			/* the wish that comes next was agreed to */
};

/* First of all parts: holds a wish, or lets the held one go. */
bool asked_update(struct model *model, struct action *action, struct effects *effects);
bool asked_waits(const struct model *model);
void asked_drop(struct model *model);		/* without a word */

/* What leaving now would cost, a sentence; NULL: nothing. */
const char *asked_leaving_costs(const struct model *model);

void review_of_wish(struct review *out, const struct model *model);

/* Of what is in the home folder, by a backup's files. */
void review_of_overwriting(struct review *out, const char *backup);
/* Of a key with a limit of 0. */
void review_of_limits(struct review *out, const int64_t limit[KEY_CURRENCIES]);

#endif
