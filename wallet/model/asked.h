/*
 * asked: wishes that are carried out only after a person has agreed to their review, because they
 * remove, delete or overwrite something or show a secret.  Such a wish is held until CONFIRM.  At
 * CANCEL, or when the wallet is locked, it is dropped and its secrets are wiped.  A wish that only
 * asks is agreed to and logged like any other, and is then not carried out.
 */
#ifndef WALLET_MODEL_ASKED_H
#define WALLET_MODEL_ASKED_H

#include "wallet/model/flow.h"
#include "wallet/model/review.h"

struct action;
struct effects;

struct asked {
	struct action *wish;		/* owned; NULL: nothing is held */
	bool agreed;			/* the wish that comes next was agreed to */
};

/* Comes before all flows: it holds a wish, or lets the held one go. */
bool asked_update(struct model *model, struct action *action, struct effects *effects);
bool asked_waits(const struct model *model);
/* Holds a wish, which owns nothing, that was agreed to, as what it is about has changed since. */
void asked_again(struct model *model, const struct action *wish);
void asked_drop(struct model *model);		/* says nothing about it */

enum loss asked_worst_loss(const struct model *model);	/* of what leaving now would lose */
/* A sentence on what leaving now would lose; NULL: nothing. */
const char *asked_leaving_costs(const struct model *model);

void review_of_wish(struct review *out, const struct model *model);

#endif
