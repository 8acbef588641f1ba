/* consent: a review on the command line: its rows, and the question. */
#ifndef APP_CLI_CONSENT_H
#define APP_CLI_CONSENT_H

#include "wallet/model/review.h"

/* Its rows on standard error, where that is a terminal. */
void consent_print(const struct review *review);

/* Prints the review and asks, unless `yes` was given and counts for it.  NEEDS_ANSWER or
 * STATEMENT_UNKNOWN without a terminal, CANCELLED where the answer is not yes. */
MUST_USE bool consent_ask(const struct review *review, bool yes, struct err *err);

#endif
