#include "wallet/flow/mint_end.h"

#include "wallet/base/text.h"
#include "wallet/flow/mint.h"
#include "wallet/flow/mint_evidence.h"
#include "wallet/model/model.h"
#include "wallet/venice/mint_retry.h"

void mint_end(struct model *model, enum mint_state state, const struct err *err, struct effects *effects)
{
	model->mint.state = state;
	model->mint.request = 0;
	model->mint.err = *err;
	mint_evidence_gather(model, effects);
	if (err->remedy == REMEDY_NEW_TOKEN)	/* this token will never be accepted */
		flow_mint_drop_token(&model->mint);
	model_fail_of(model, FLOW_MINT, err);
}

void mint_end_code(struct model *model, enum err_code code, const char *words, struct effects *effects)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	mint_end(model, MINT_FAILED, &err, effects);
}

/* Nobody waits longer than a token lives, whether it is this one or a fresh one. */
static int64_t longest_wait(const struct model *model)
{
	return model->mint.token ? flow_mint_token_left(model) : MINT_RETRY_MOST_MS;
}

static void refuse_to_wait(struct model *model, const struct err *err, struct effects *effects)
{
	char asked[TEXT_SPAN_SIZE], most[TEXT_SPAN_SIZE];
	struct err refused;

	text_duration(asked, err->retry_after * INT64_C(1000));
	text_duration(most, longest_wait(model));
	(void)err_set(&refused, err->code, "%.60s: Venice wants to be asked again in %s; rialto waits for %s at most%s", err->msg,
		      asked, most, model->mint.token ? ", as long as the token lives" : "");
	refused.status = err->status;
	refused.retry_after = err->retry_after;
	mint_end(model, MINT_FAILED, &refused, effects);
}

void mint_end_or_wait(struct model *model, const struct err *err, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (err->remedy != REMEDY_RETRY || flow->tries >= mint_retry_tries(err)) {
		mint_end(model, MINT_FAILED, err, effects);
		return;
	}
	if (err->retry_after * INT64_C(1000) > longest_wait(model)) {
		refuse_to_wait(model, err, effects);
		return;
	}
	flow->retry_at_ms = model->now_ms + mint_retry_delay(flow->tries++, err, &model->random);
	mint_end(model, MINT_BACKOFF, err, effects);
}
