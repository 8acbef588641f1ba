#include "wallet/model/topup.h"

bool flow_topup_running(const struct flow_topup *flow)
{
	return flow->state > TOPUP_IDLE && flow->state < TOPUP_DONE;
}

bool flow_topup_watching(const struct flow_topup *flow)
{
	return !flow_topup_running(flow) && (flow->request || flow->look.waits);
}
