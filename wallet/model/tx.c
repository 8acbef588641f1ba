#include "wallet/model/tx.h"

bool flow_tx_running(const struct flow_tx *flow)
{
	return flow->state != TX_IDLE && flow->state != TX_DONE && flow->state != TX_FAILED;
}
