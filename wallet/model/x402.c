#include "wallet/model/x402.h"

bool flow_x402_running(const struct flow_x402 *flow)
{
	return flow->state != X402_IDLE;
}
