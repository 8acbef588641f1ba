#include "wallet/pace.h"

void pace_note(struct pace *pace, int64_t now_ms)
{
	pace->at_ms[pace->count++ % pace->most] = now_ms;
}

/* The oldest of the last `most` is the next to leave the span. */
int64_t pace_next_ms(const struct pace *pace, int64_t now_ms)
{
	int64_t free_ms = pace->at_ms[pace->count % pace->most] + pace->span_ms;

	return pace->count >= pace->most && free_ms > now_ms ? free_ms : 0;
}
