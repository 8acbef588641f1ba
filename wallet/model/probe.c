#include "wallet/model/probe.h"

#include <string.h>

bool flow_probe_running(const struct flow_probe *flow)
{
	return flow->state == PROBE_UNLOCK || flow->state == PROBE_PRICING || flow->state == PROBE_REVIEW ||
	       flow->state == PROBE_CALLING;
}

const struct probe *flow_probe_result(const struct flow_probe *flow, const char *key_id)
{
	return flow->state == PROBE_DONE && strcmp(flow->result.id, key_id) == 0 ? &flow->result : NULL;
}

bool flow_probe_has_next(const struct flow_probe *flow)
{
	return flow->state == PROBE_FAILED && flow->err.code == ERR_PRO_MODEL && !*flow->wanted &&
	       flow->passed.count < PROBE_PASSED_MAX;
}
