#include "wallet/model/tx.h"

const char *flow_tx_purpose(const struct flow_tx *flow)
{
	return flow->purpose == PURPOSE_UNKNOWN ? journal_entry_purpose(&flow->entry) : purpose_name(flow->purpose);
}

bool flow_tx_running(const struct flow_tx *flow)
{
	return flow->state != TX_IDLE && flow->state != TX_DONE && flow->state != TX_FAILED;
}

bool flow_tx_ended(const struct flow_tx *flow)
{
	enum err_code code = flow->err.code;

	return flow->state == TX_DONE ||
	       (flow->state == TX_FAILED &&
		(code == ERR_TX_REVERTED || code == ERR_TX_REPLACED || code == ERR_TX_CANCELLED));
}
