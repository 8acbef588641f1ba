/*
 * review: what a person agrees to, as data.  The dialog and the command line show the
 * same rows in the same order, so that nobody signs what one of them does not show.
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
	REVIEW_NOTE,		/* of less weight */
	REVIEW_GOOD,
	REVIEW_WARN,
	REVIEW_BAD,
	REVIEW_REAL,		/* money that is real, */
	REVIEW_PRACTICE,	/* and money that is not */
};

struct review_row {
	const char *label;	/* "" goes on with the row above; NULL: a sentence of its own */
	char *text;		/* owned, clean UTF-8; "" is a gap */
	enum review_tone tone;
	bool changed;		/* since the person last agreed */
	bool passing;		/* it changes as time goes by: a countdown */
};

#define REVIEW_WORD_SIZE 64

struct review {
	const char *title;		/* "Review before signing" */
	const char *what;		/* "transaction": what is agreed to, in a sentence */
	const char *doing;		/* "sign it": what yes does */
	char summary[192];		/* "Stake 10 VVV": in a sentence about it; "" without */
	char word[REVIEW_WORD_SIZE];	/* what must be typed for yes; "": y is enough */
	bool must_be_read;		/* nobody could know it beforehand: a yes given earlier does not count */
	bool looks_again;		/* yes is no agreement: it only looks whether there can be one */
	struct review_row *rows;	/* owned */
	size_t count, size;
};

/* What the model waits to be agreed to; false: nothing, and out is left alone. */
MUST_USE bool review_of(struct review *out, const struct model *model);
void review_free(struct review *review);

/* Remembers what is shown as agreed to, until it is used up: where the same is asked again
 * before that, the review says what has changed since.  False: yes agrees to nothing. */
bool review_agree(struct model *model);
void review_forget_agreed(struct model *model);

/* The columns that the longest label takes, with the blanks after it. */
size_t review_label_width(const struct review *review);

/* All of it as text: a line for the title, an empty one, and a line for each row, labels on their left. */
void review_print(struct buf *out, const struct review *review);

/* Another number is another review, which nobody has seen; what is passing does not count. */
uint64_t review_fingerprint(const struct review *review);

/* For those who make reviews. */
void review_add(struct review *review, const char *label, enum review_tone tone, const char *fmt, ...)
	PRINTF_LIKE(4, 5);
void review_gap(struct review *review);

#endif
