/*
 * waiting: what the program waits for now, and until when.  It is computed from the model alone,
 * and serves the screen's message line and a command's progress and JSON.
 */
#ifndef WALLET_MODEL_WAITING_H
#define WALLET_MODEL_WAITING_H

#include "wallet/model/effect.h"

struct model;

#define WAITING_TELL_MS 2000	/* a longer wait is shown */
#define WAITING_ANSWER_MS 60000	/* the longest wait for one answer */

struct waiting {
	char what[160];		/* "Venice's token" */
	int64_t since_ms;	/* 0 if that is not known */
	int64_t until_ms;	/* at the latest; 0 if nobody knows */
	bool is_set;		/* it lasts exactly that long */
};

/* False if nothing is waited for.  Of several waits, the most informative one is put out. */
bool waiting_now(struct waiting *out, const struct model *model);

/* Is the wait long enough to be shown, or will it be?  first_ms is when it was first seen. */
bool waiting_is_told(const struct waiting *waiting, int64_t first_ms, int64_t now_ms);

/* Are both the same wait? */
bool waiting_same(const struct waiting *a, const struct waiting *b);

#endif
