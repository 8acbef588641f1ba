/* review: what is about to be signed, in words, on the terminal. */
#ifndef APP_REVIEW_H
#define APP_REVIEW_H

#include "wallet/model.h"

/* Only where standard error is a terminal. */
void review_show(const struct model *model);
void review_show_challenge(const struct model *model);
void review_show_test(const struct model *model);	/* a call that costs something */
void review_show_payment(const struct model *model);

#endif
