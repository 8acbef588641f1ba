#include "wallet/base/pace.h"

const struct pace pace_of_mints = { .most = 20, .span_ms = 60000 };
const struct pace pace_of_failed_mints = { .most = 24, .span_ms = 30000 };

void pace_note(struct pace *pace, int64_t now_ms)
{
	pace->at_ms[pace->count++ % pace->most] = now_ms;
}

/* The next one is allowed once the oldest of the last `most` has left the span. */
int64_t pace_next_ms(const struct pace *pace, int64_t now_ms)
{
	int64_t free_ms = pace->at_ms[pace->count % pace->most] + pace->span_ms;

	return pace->count >= pace->most && free_ms > now_ms ? free_ms : 0;
}
