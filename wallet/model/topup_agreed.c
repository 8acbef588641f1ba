#include "wallet/model/topup_agreed.h"

#include <string.h>

#include "wallet/model/model.h"

void topup_agreed_take(struct flow_topup *flow)
{
	flow->agreed = (struct topup_agreed){
		.is = true, .terms = flow->terms, .usdc = flow->usdc, .diem_staked = flow->diem_staked,
		.second = flow->second,
	};
}

bool topup_agreed_other_payee(const struct flow_topup *flow)
{
	return flow->agreed.is && !address_equal(flow->agreed.terms.pay_to, flow->terms.pay_to);
}

static bool same_second(const struct tx_second *a, const struct tx_second *b)
{
	return a->asked == b->asked && a->err.code == b->err.code && strcmp(a->host, b->host) == 0;
}

/* If what was agreed to could not be signed then, the next yes is to something else. */
static bool holds(const struct flow_topup *flow)
{
	const struct topup_agreed *agreed = &flow->agreed;

	return agreed->is && agreed->against.code == ERR_NONE && !topup_agreed_other_payee(flow) &&
	       agreed->terms.life_s == flow->terms.life_s && !amount_compare(agreed->usdc, flow->usdc) &&
	       !amount_compare(agreed->diem_staked, flow->diem_staked) && same_second(&agreed->second, &flow->second);
}

void topup_agreed_go_on(struct model *model)
{
	struct flow_topup *flow = &model->topup;

	flow->read_ms = model->now_ms;
	if (holds(flow)) {
		flow->state = TOPUP_UNLOCK;
	} else {
		flow->agreed = (struct topup_agreed){ 0 };
		flow->state = TOPUP_REVIEW;
	}
}

bool topup_agreed_stop(struct model *model, const struct err *why)
{
	struct flow_topup *flow = &model->topup;

	if (!flow->agreed.is || flow->rebuilt || model->agreed_beforehand)
		return false;
	flow->terms = flow->agreed.terms;
	flow->agreed.against = *why;
	flow->request = 0;
	flow->state = TOPUP_REVIEW;
	return true;
}

bool topup_agreed_stopped(const struct flow_topup *flow)
{
	return flow->state == TOPUP_REVIEW && flow->agreed.is && flow->agreed.against.code != ERR_NONE;
}
