#include "wallet/venice/mint_retry.h"

#define FIRST_MS 1000
#define LONGEST_MS 30000
#define ASKED_MAX_S 86400	/* if a server asks for more than a day, rialto asks again after one */

static uint64_t next_random(uint64_t *state)
{
	uint64_t x = *state ? *state : 1;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	*state = x;
	return x * UINT64_C(2685821657736338717);
}

unsigned mint_retry_tries(const struct err *err)
{
	bool nowhere = err->code == ERR_UNREACHABLE || err->code == ERR_PROXY_UNREACHABLE;

	return nowhere ? MINT_RETRY_TRIES_NOWHERE : MINT_RETRY_TRIES;
}

int64_t mint_retry_delay(unsigned tries, const struct err *err, uint64_t *random)
{
	int64_t base = tries < 5 ? FIRST_MS << tries : LONGEST_MS;
	int64_t spread = base / 4;
	int64_t jitter = (int64_t)((next_random(random) >> 33) % (uint64_t)(2 * spread + 1));

	int64_t asked = err->retry_after < ASKED_MAX_S ? err->retry_after : ASKED_MAX_S;

	if (asked > 0)	/* never before the time that the server named */
		return asked * 1000 + jitter / 8;
	return base - spread + jitter;
}
