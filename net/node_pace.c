#include "net/node_pace.h"

#include "wallet/base/text.h"
#include "wallet/venice/mint_retry.h"

#define AT_ONCE 16
#define AT_ONCE_LIMITED 4
#define LEAST_MS 1000	/* with less time left than this it gives up */

void node_pace_init(struct node_pace *pace, uint64_t seed)
{
	*pace = (struct node_pace){ .at_once = AT_ONCE, .random = seed };
}

void node_pace_refused_batch(struct node_pace *pace, bool by_limit)
{
	pace->no_batches = true;
	if (by_limit && pace->at_once > AT_ONCE_LIMITED)
		pace->at_once = AT_ONCE_LIMITED;
}

void node_pace_strike(struct node_pace *pace, struct node_wait *wait, const struct err *err)
{
	long longest = wait->struck ? wait->err.retry_after : 0;

	if (!wait->struck && pace->at_once > 1)		/* only once for all that were in flight together */
		pace->at_once /= 2;
	wait->struck = true;
	wait->err = *err;
	if (longest > err->retry_after)
		wait->err.retry_after = longest;
}

static void set_too_long(struct err *err, const struct err *said, const char *host)
{
	char asked[TEXT_SPAN_SIZE], most[TEXT_SPAN_SIZE];

	text_duration(asked, said->retry_after * INT64_C(1000));
	text_duration(most, NODE_PACE_ASKED_MS);
	err_set(err, ERR_RPC_LIMITED, "%s wants to be asked again in %s; rialto waits for %s at most", host, asked, most);
}

static void set_in_vain(struct err *err, const struct err *said, int64_t waited_ms, const char *host)
{
	char waited[TEXT_SPAN_SIZE];

	text_duration(waited, waited_ms);
	err_set(err, ERR_RPC_LIMITED, "%s still has too many requests after %s of waiting: %s", host, waited, said->msg);
}

/* A node that still refuses after the time that it named has named too little. */
static int64_t delay_of(struct node_pace *pace, const struct node_wait *wait)
{
	static const struct err says_nothing;
	int64_t told = mint_retry_delay(wait->tries, &wait->err, &pace->random), blind;

	if (!wait->tries || !wait->err.retry_after)
		return told;
	blind = mint_retry_delay(wait->tries, &says_nothing, &pace->random);
	return blind > told ? blind : told;
}

bool node_pace_wait(int64_t *out, struct node_pace *pace, struct node_wait *wait, const char *host, struct err *err)
{
	const struct err *said = &wait->err;
	bool is_told = said->retry_after && !wait->tries;
	int64_t left = (is_told ? NODE_PACE_ASKED_MS : NODE_PACE_BLIND_MS) - wait->waited_ms;
	int64_t delay = delay_of(pace, wait);

	wait->struck = false;
	if (left < LEAST_MS || said->retry_after * INT64_C(1000) > left) {
		if (said->retry_after * INT64_C(1000) > NODE_PACE_ASKED_MS)
			set_too_long(err, said, host);
		else
			set_in_vain(err, said, wait->waited_ms, host);
		err->status = said->status;
		err->retry_after = said->retry_after;
		return false;
	}
	if (delay > left)
		delay = left;
	wait->tries++;
	wait->waited_ms += delay;
	*out = delay;
	return true;
}
