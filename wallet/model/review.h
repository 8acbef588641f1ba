/*
 * review: what a person agrees to, as data.  The dialog and the command line show the same rows in
 * the same order, so nobody signs what one of them does not show.
 */
#ifndef WALLET_MODEL_REVIEW_H
#define WALLET_MODEL_REVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wallet/base/buf.h"
#include "wallet/base/err.h"

struct model;

enum review_tone {
	REVIEW_PLAIN,
	REVIEW_STRONG,
	REVIEW_NOTE,		/* less important */
	REVIEW_GOOD,
	REVIEW_WARN,
	REVIEW_BAD,
	REVIEW_REAL,		/* real money */
	REVIEW_PRACTICE,	/* practice money */
};

struct review_row {
	const char *label;	/* "" continues the row above; NULL: a sentence of its own */
	char *text;		/* owned, clean UTF-8; "" is a gap */
	enum review_tone tone;
	bool changed;		/* it differs from what the person last agreed to */
	bool passing;		/* it changes with time: a countdown */
};

#define REVIEW_WORD_SIZE 64

struct review {
	const char *title;		/* "Review before signing" */
	const char *what;		/* "transaction": what the person agrees to, within a sentence */
	const char *doing;		/* "sign it": what yes does */
	char summary[192];		/* "Stake 10 VVV", within a sentence; "" for none */
	char word[REVIEW_WORD_SIZE];	/* what a person types for yes; "": y is enough */
	struct err beyond;		/* what a policy has against it: only the word answers; or code NONE */
	bool must_be_read;		/* nobody can know this in advance, so a yes given beforehand does not count */
	bool looks_again;		/* yes agrees to nothing: it looks again whether it can be signed */
	struct review_row *rows;	/* owned */
	size_t count, size;
};

/* Makes the review of what the model wants agreed to.  False if there is nothing; out is then
 * untouched. */
MUST_USE bool review_of(struct review *out, const struct model *model);
void review_free(struct review *review);

/* Remembers what is shown as agreed to until it is used up.  If the same is asked again before
 * that, the review says what has changed since.  False: yes agrees to nothing here. */
bool review_agree(struct model *model);
void review_forget_agreed(struct model *model);

/* The width in columns of the longest label, with the blanks after it. */
size_t review_label_width(const struct review *review);

/* Writes it all as text: a line for the title, an empty line, and a line for each row, with the
 * labels on the left. */
void review_print(struct buf *out, const struct review *review);

/* A review with another fingerprint is one that nobody has seen.  Passing rows do not count. */
uint64_t review_fingerprint(const struct review *review);

/* For makers of reviews. */
void review_add(struct review *review, const char *label, enum review_tone tone, const char *fmt, ...)
	PRINTF_LIKE(4, 5);
void review_gap(struct review *review);

#endif
