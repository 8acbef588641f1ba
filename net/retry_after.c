#include "net/retry_after.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define LONGEST_S (10L * 366 * 24 * 3600)
#define LEAST_MS INT64_C(100000000000)		/* a larger number is in milliseconds */
#define LEAST_UNIX_S INT64_C(1000000000)	/* a smaller number is a span of seconds, not a moment */

static bool read_number(int64_t *out, const char *text)
{
	char *end;
	long long value;

	if (!text || *text < '0' || *text > '9')
		return false;
	value = strtoll(text, &end, 10);
	if ((*end && *end != '.') || value > INT64_MAX / 1000)
		return false;
	*out = value;
	return true;
}

/* Reads a moment, or a span of seconds, as milliseconds from now. */
static bool read_reset(int64_t *wait_ms, const char *text, int64_t now_ms)
{
	int64_t number;

	if (!read_number(&number, text))
		return false;
	if (number > LEAST_MS)
		*wait_ms = number - now_ms;
	else
		*wait_ms = number * 1000 - (number >= LEAST_UNIX_S ? now_ms : 0);
	return true;
}

/* Reads seconds or a date: RFC 9110, section 10.2.3. */
static bool read_retry_after(int64_t *wait_ms, const char *text, int64_t now_ms)
{
	int64_t at_ms;

	if (!text || !text_parse_http_date(&at_ms, text))
		return read_reset(wait_ms, text, now_ms);
	*wait_ms = at_ms - now_ms;
	return true;
}

/* Of the headers that count requests or tokens, takes the latest reset of a count that is used up. */
static bool read_counts(int64_t *wait_ms, header_of *header, const void *context, int64_t now_ms)
{
	static const struct { const char *reset, *remaining; } counts[] = {
		{ "x-ratelimit-reset-requests", "x-ratelimit-remaining-requests" },
		{ "x-ratelimit-reset-tokens", "x-ratelimit-remaining-tokens" },
	};
	bool found = false;

	for (size_t i = 0; i < ARRAY_LENGTH(counts); i++) {
		const char *remaining = header(context, counts[i].remaining);
		int64_t one;

		if ((remaining && strcmp(remaining, "0") != 0) ||
		    !read_reset(&one, header(context, counts[i].reset), now_ms))
			continue;
		*wait_ms = found && *wait_ms > one ? *wait_ms : one;
		found = true;
	}
	return found;
}

static long seconds_of(int64_t wait_ms)
{
	int64_t seconds = wait_ms > 0 ? (wait_ms + 999) / 1000 : 1;

	return seconds < LONGEST_S ? (long)seconds : LONGEST_S;
}

/* The counts are also on answers that are no 429, and mean no wait there.  Most answers have the
 * error budget's header, so it counts only when no other header says anything. */
struct retry_after retry_after_of(header_of *header, const void *context, int status, int64_t now_ms)
{
	bool limited = status == 429;
	int64_t wait_ms;

	if ((limited && (read_counts(&wait_ms, header, context, now_ms) ||
			 read_reset(&wait_ms, header(context, "X-RateLimit-Reset"), now_ms))) ||
	    read_retry_after(&wait_ms, header(context, "Retry-After"), now_ms))
		return (struct retry_after){ seconds_of(wait_ms), false };
	if (limited && read_reset(&wait_ms, header(context, "x-ratelimit-resets"), now_ms))
		return (struct retry_after){ seconds_of(wait_ms), true };
	return (struct retry_after){ 0, false };
}
