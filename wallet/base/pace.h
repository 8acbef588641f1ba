/* pace: a limit on how often something may happen within a span of time. */
#ifndef WALLET_BASE_PACE_H
#define WALLET_BASE_PACE_H

#include <stddef.h>
#include <stdint.h>

#define PACE_MOST 32

struct pace {
	size_t most;			/* allowed within the span; no more than PACE_MOST */
	int64_t span_ms;
	int64_t at_ms[PACE_MOST];	/* a ring of the last `most` times */
	size_t count;
};

/* Venice mints at most twenty keys a minute.  It blocks a caller whose requests fail 50 times in
 * half a minute, and a failed mint may be two of those requests. */
extern const struct pace pace_of_mints, pace_of_failed_mints;

void pace_note(struct pace *pace, int64_t now_ms);

/* Returns when the next one is allowed, Unix ms: 0 for at once, else a time after now_ms. */
int64_t pace_next_ms(const struct pace *pace, int64_t now_ms);

#endif
