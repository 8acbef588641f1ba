/*
 * waiting: what the program waits for now, and until when.  A pure question about the
 * model, from which the screen's message line and a command's progress and JSON come.
 */
#ifndef WALLET_MODEL_WAITING_H
#define WALLET_MODEL_WAITING_H

#include "wallet/model/effect.h"

struct model;

#define WAITING_TELL_MS 2000	/* a longer wait is told */
#define WAITING_ANSWER_MS 60000	/* the longest that one answer is waited for */

struct waiting {
	char what[160];		/* "Venice's token": what it is for */
	int64_t since_ms;	/* 0: that is not known */
	int64_t until_ms;	/* at the latest; 0: nobody knows */
	bool is_set;		/* that long it will be, and not shorter */
};

/* False where nothing is waited for.  Of several waits the one that says most. */
bool waiting_now(struct waiting *out, const struct model *model);

/* Whether it is, or will be, long enough to be told; it was first seen at first_ms. */
bool waiting_is_told(const struct waiting *waiting, int64_t first_ms, int64_t now_ms);

/* The same wait as before, gone on. */
bool waiting_same(const struct waiting *a, const struct waiting *b);

#endif
