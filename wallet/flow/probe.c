#include "wallet/flow/probe.h"

#include <stdio.h>
#include <string.h>

#include "wallet/flow/wallets.h"
#include "wallet/model/model.h"

bool flow_probe_running(const struct flow_probe *flow)
{
	return flow->state == PROBE_UNLOCK || flow->state == PROBE_PRICING || flow->state == PROBE_REVIEW ||
	       flow->state == PROBE_CALLING;
}

const struct probe *flow_probe_result(const struct flow_probe *flow, const char *key_id)
{
	return flow->state == PROBE_DONE && strcmp(flow->result.id, key_id) == 0 ? &flow->result : NULL;
}

static void end_badly(struct model *model, const struct err *err)
{
	struct flow_probe *flow = &model->probe;

	flow->state = PROBE_FAILED;
	flow->request = 0;
	flow->err = *err;
	model_fail(model, err);
	if (err->code != ERR_CANCELLED)
		model->error_of = ERROR_OF_PROBE;
}

static void fail_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	end_badly(model, &err);
}

static void wait_unlocked(struct model *model)
{
	model->probe.state = PROBE_UNLOCK;
	if (!model_unlocked_for(model, model->probe.key.address))
		model->want_password = true;
}

bool flow_probe_has_next(const struct flow_probe *flow)
{
	return flow->state == PROBE_FAILED && flow->err.code == ERR_PRO_MODEL && !*flow->wanted &&
	       flow->passed.count < PROBE_PASSED_MAX;
}

/* id is not the flow's own: it is written over. */
static void start(struct model *model, const char *id, const char *wanted)
{
	struct flow_probe *flow = &model->probe;
	const struct key_info *key = model_key(model, id);
	char named[MODEL_ID_SIZE];
	struct err err;

	if (flow_probe_running(flow)) {
		model_say(model, true, "A test call is going on already");
		return;
	}
	snprintf(named, sizeof(named), "%s", wanted);
	*flow = (struct flow_probe){ .state = PROBE_IDLE };
	if (key)
		flow->key = *key;
	memcpy(flow->wanted, named, sizeof(named));
	model->error.code = ERR_NONE;
	if (model->readonly)
		fail_code(model, ERR_READONLY, "A test call costs something: none is made with --readonly");
	else if (!key || !key->stored)
		fail_code(model, ERR_KEY_NOT_FOUND, "Only a stored key can be tested: that one is not stored here");
	else if (!key_is_of(key, model->network.name, &err))
		end_badly(model, &err);
	else if (!wallets_select(model, key->address))
		fail_code(model, ERR_WALLET_NOT_FOUND, "The wallet this key is sealed with is not in the keystore");
	else
		wait_unlocked(model);
}

static void take_models(struct model *model, const struct action *action)
{
	struct flow_probe *flow = &model->probe;
	struct err err = action->err;

	flow->request = 0;
	if (action->ok && probe_choose(&flow->model, &action->models, flow->wanted, flow->key.privacy, &flow->passed, &err))
		flow->state = PROBE_REVIEW;
	else
		end_badly(model, &err);
}

static void call(struct model *model, struct effects *effects)
{
	struct flow_probe *flow = &model->probe;
	struct effect *effect;

	flow->state = PROBE_CALLING;
	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_PROBE, flow->request);
	memcpy(effect->call.id, flow->key.id, sizeof(effect->call.id));
	memcpy(effect->call.model, flow->model.id, sizeof(effect->call.model));
}

static void take_success(struct model *model, const struct action *action)
{
	struct flow_probe *flow = &model->probe;

	flow->result = action->probe;
	for (enum price_currency currency = 0; currency < PRICE_CURRENCIES; currency++)
		flow->result.cost[currency] = probe_cost(&flow->model, currency, action->probe.in, action->probe.out);
	flow->state = PROBE_DONE;
	model_say(model, false, "The key works: %s answered in %lld ms", flow->model.id,
		  (long long)action->probe.elapsed_ms);
}

static void take_result(struct model *model, const struct action *action)
{
	struct err err;

	model->probe.request = 0;
	if (action->ok) {
		take_success(model, action);
	} else if (action->probe.may_have_acted) {
		(void)err_set(&err, ERR_TEST_UNKNOWN, "The test call was sent, but: %s", action->err.msg);
		err.status = action->err.status;
		end_badly(model, &err);
	} else {
		end_badly(model, &action->err);
	}
}

/* Esc is for what is on the screen.  What is out cannot be called back. */
static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_probe *flow = &model->probe;
	enum want want = model_want(model);

	if (flow->state == PROBE_CALLING && want == WANT_NOTHING) {
		model_say(model, true, "The call is out and may be charged; its answer is waited for");
		return true;
	}
	if (!(flow->state == PROBE_PRICING && want == WANT_NOTHING) && want != WANT_PROBE)
		return false;
	if (flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	fail_code(model, ERR_CANCELLED, "No test call was made");
	return true;
}

static void pass_over(struct probe_passed *passed, const struct ai_model *model)
{
	memcpy(passed->ids[passed->count++], model->id, sizeof(model->id));
}

static bool retry(struct model *model)
{
	struct flow_probe *flow = &model->probe;
	struct probe_passed passed = flow->passed;
	char id[KEY_ID_SIZE];

	if (model->error_of != ERROR_OF_PROBE || flow->state != PROBE_FAILED)
		return false;
	if (flow_probe_has_next(flow))
		pass_over(&passed, &flow->model);
	memcpy(id, flow->key.id, sizeof(id));
	start(model, id, flow->wanted);
	flow->passed = passed;
	return true;
}

bool flow_probe_update(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_probe *flow = &model->probe;
	bool mine = flow->request && action->request == flow->request;

	switch (action->type) {
	case ACTION_PROBE:
		start(model, action->wish.id, action->wish.model);
		return true;
	case ACTION_MODELS_GOT:
		if (mine && flow->state == PROBE_PRICING)
			take_models(model, action);
		return true;
	case ACTION_PROBED:
		if (mine && flow->state == PROBE_CALLING)
			take_result(model, action);
		return true;
	case ACTION_CONFIRM:
		if (model_want(model) != WANT_PROBE)	/* nothing is confirmed unseen */
			return false;
		flow->confirmed = true;
		wait_unlocked(model);
		return true;
	case ACTION_CANCEL:
		return cancel(model, effects);
	case ACTION_RETRY:
		return retry(model);
	default:
		return false;
	}
}

void flow_probe_step(struct model *model, struct effects *effects)
{
	struct flow_probe *flow = &model->probe;
	struct effect *effect;

	if (flow->state != PROBE_UNLOCK)
		return;
	if (!model_unlocked_for(model, flow->key.address)) {
		if (!model->want_password && !model->unlock_request)
			fail_code(model, ERR_CANCELLED, "The wallet stayed locked: no test call was made");
	} else if (flow->confirmed) {
		call(model, effects);
	} else {
		flow->state = PROBE_PRICING;
		flow->request = model_request(model);
		effect = effects_add(effects, EFFECT_MODELS, flow->request);
		memcpy(effect->call.id, flow->key.id, sizeof(effect->call.id));
	}
}
