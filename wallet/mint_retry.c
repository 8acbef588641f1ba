#include "wallet/mint_retry.h"

#define FIRST_MS 1000
#define LONGEST_MS 30000

static uint64_t next_random(uint64_t *state)
{
	uint64_t x = *state ? *state : 1;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	*state = x;
	return x * UINT64_C(2685821657736338717);
}

int64_t mint_retry_delay(unsigned tries, const struct err *err, uint64_t *random)
{
	int64_t base = tries < 5 ? FIRST_MS << tries : LONGEST_MS;
	int64_t spread = base / 4;
	int64_t jitter = (int64_t)((next_random(random) >> 33) % (uint64_t)(2 * spread + 1));

	if (err->retry_after > 0)	/* never before the time we were told */
		return err->retry_after * INT64_C(1000) + jitter / 8;
	return base - spread + jitter;
}
