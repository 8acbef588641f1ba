#include "net/retry_after.h"

#include <string.h>
#include <strings.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

#define NOW_MS INT64_C(1795249800000)	/* 2026-11-21T08:30:00Z */
#define HEADERS_MAX 6

struct headers {
	const char *pairs[HEADERS_MAX][2];
};

static const char *header(const void *context, const char *name)
{
	const struct headers *headers = context;

	for (size_t i = 0; i < HEADERS_MAX && headers->pairs[i][0]; i++)
		if (strcasecmp(headers->pairs[i][0], name) == 0)
			return headers->pairs[i][1];
	return NULL;
}

static void the_three_families_and_their_units(void **state)
{
	static const struct {
		struct headers headers;
		long seconds;
		bool error_budget;
	} cases[] = {
		{ { { { "x-ratelimit-reset-requests", "1795249830000" } } }, 30, false },
		{ { { { "x-ratelimit-reset-tokens", "1795249807001" } } }, 8, false },
		{ { { { "X-RateLimit-Reset", "1795249842" } } }, 42, false },
		{ { { { "Retry-After", "17" } } }, 17, false },
		{ { { { "Retry-After", "Sat, 21 Nov 2026 08:31:00 GMT" } } }, 60, false },
		{ { { { "x-ratelimit-resets", "1795249812000" } } }, 12, true },
		/* each family with the unit of the other, as the API's file has it */
		{ { { { "x-ratelimit-reset-requests", "1795249830" } } }, 30, false },
		{ { { { "X-RateLimit-Reset", "1795249842000" } } }, 42, false },
		{ { { { "x-ratelimit-reset-requests", "9" } } }, 9, false },
		/* a day, and what has passed */
		{ { { { "x-ratelimit-reset-requests", "1795336200000" } } }, 86400, false },
		{ { { { "x-ratelimit-reset-requests", "1795249700000" } } }, 1, false },
		{ { { { "Retry-After", "0" } } }, 1, false },
		/* only a count that is used up matters, and of two the later one */
		{ { { { "x-ratelimit-reset-requests", "1795249890000" }, { "x-ratelimit-remaining-requests", "3" },
		      { "x-ratelimit-reset-tokens", "1795249805000" }, { "x-ratelimit-remaining-tokens", "0" } } }, 5, false },
		{ { { { "x-ratelimit-reset-requests", "1795249890000" }, { "x-ratelimit-reset-tokens", "1795249805000" } } }, 90, false },
		/* most answers have the budget's header */
		{ { { { "x-ratelimit-resets", "1795249829000" }, { "Retry-After", "2" } } }, 2, false },
		{ { { { "x-ratelimit-resets", "1795249829000" }, { "x-ratelimit-reset-requests", "1795249803000" } } }, 3, false },
		{ { { { "x-ratelimit-reset-request", "1795249829000" }, { "ratelimit-reset", "7" } } }, 0, false },
		{ { { { "Retry-After", "soon" }, { "x-ratelimit-reset-requests", "-5" } } }, 0, false },
		{ { { { "Retry-After", "99999999999999999999999" } } }, 0, false },
		{ { { { NULL, NULL } } }, 0, false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct retry_after after = retry_after_of(header, &cases[i].headers, 429, NOW_MS);

		if (after.seconds != cases[i].seconds || after.error_budget != cases[i].error_budget)
			fail_msg("case %zu: %ld s, %d", i, after.seconds, after.error_budget);
	}
}

/* Answers other than a 429 carry the counts, too.  There only Retry-After asks for a wait. */
static void elsewhere_the_counts_ask_for_nothing(void **state)
{
	static const struct headers counts = { { { "x-ratelimit-reset-requests", "1795249830000" }, { "X-RateLimit-Reset", "1795249842" },
						 { "x-ratelimit-resets", "1795249812000" } } };
	static const struct headers asked = { { { "x-ratelimit-resets", "1795249812000" }, { "Retry-After", "17" } } };

	(void)state;
	for (int status = 400; status < 600; status++) {
		if (status == 429)
			continue;
		assert_int_equal(retry_after_of(header, &counts, status, NOW_MS).seconds, 0);
		assert_int_equal(retry_after_of(header, &asked, status, NOW_MS).seconds, 17);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_three_families_and_their_units),
		cmocka_unit_test(elsewhere_the_counts_ask_for_nothing),
	};

	return cmocka_run_group_tests_name("net_retry_after", tests, NULL, NULL);
}
