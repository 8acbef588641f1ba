#include "wallet/venice/x402_patience.h"

#define FIRST_MS 1000

int64_t x402_patience_ms(unsigned tries, const struct err *err)
{
	if (err->code != ERR_RATE_LIMITED || tries >= X402_PATIENCE_TRIES ||
	    err->retry_after > X402_PATIENCE_ASKED_MAX_S)
		return 0;
	return err->retry_after > 0 ? err->retry_after * INT64_C(1000) : (int64_t)FIRST_MS << tries;
}
