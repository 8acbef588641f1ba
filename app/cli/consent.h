/* consent: a review on the command line, which is its rows and the question. */
#ifndef APP_CLI_CONSENT_H
#define APP_CLI_CONSENT_H

#include "wallet/model/review.h"

/* Prints the review's rows on standard error, if that is a terminal. */
void consent_print(const struct review *review);

/* Prints the review and asks, unless `yes` was given and is enough for it.  Without a terminal it
 * fails with NEEDS_ANSWER or STATEMENT_UNKNOWN; when the answer is not yes, with CANCELLED. */
MUST_USE bool consent_ask(const struct review *review, bool yes, struct err *err);

#endif
