/* pace: at most so many of something within a span of time. */
#ifndef WALLET_BASE_PACE_H
#define WALLET_BASE_PACE_H

#include <stddef.h>
#include <stdint.h>

#define PACE_MOST 32

struct pace {
	size_t most;			/* at most PACE_MOST within */
	int64_t span_ms;
	int64_t at_ms[PACE_MOST];	/* a ring of the last `most` */
	size_t count;
};

/* Venice's: twenty keys a minute; and of failed requests, 50 in half a minute block the caller,
 * while a failed mint may be two of them. */
extern const struct pace pace_of_mints, pace_of_failed_mints;

void pace_note(struct pace *pace, int64_t now_ms);

/* When the next may be: 0 for at once, else a time after now_ms. */
int64_t pace_next_ms(const struct pace *pace, int64_t now_ms);

#endif
