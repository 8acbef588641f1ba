#include "wallet/flow_test.h"

#include <stdio.h>
#include <string.h>

#include "wallet/model.h"
#include "wallet/wallets.h"

bool flow_test_running(const struct flow_test *flow)
{
	return flow->state == TEST_UNLOCK || flow->state == TEST_PRICING || flow->state == TEST_REVIEW ||
	       flow->state == TEST_CALLING;
}

const struct key_test *flow_test_result(const struct flow_test *flow, const char *key_id)
{
	return flow->state == TEST_DONE && strcmp(flow->result.id, key_id) == 0 ? &flow->result : NULL;
}

static void end_badly(struct model *model, const struct err *err)
{
	struct flow_test *flow = &model->test;

	flow->state = TEST_FAILED;
	flow->request = 0;
	flow->err = *err;
	model_fail(model, err);
	if (err->code != ERR_CANCELLED)
		model->error_of = ERROR_OF_TEST;
}

static void fail_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	end_badly(model, &err);
}

static void wait_unlocked(struct model *model)
{
	model->test.state = TEST_UNLOCK;
	if (!model_unlocked_for(model, model->test.key.address))
		model->want_password = true;
}

/* id is not the flow's own: it is written over. */
static void start(struct model *model, const char *id, const char *wanted)
{
	struct flow_test *flow = &model->test;
	const struct key_info *key = model_key(model, id);
	char named[MODEL_ID_SIZE];
	struct err err;

	if (flow_test_running(flow)) {
		model_say(model, true, "A test call is going on already");
		return;
	}
	snprintf(named, sizeof(named), "%s", wanted);
	*flow = (struct flow_test){ .state = TEST_IDLE };
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
	struct flow_test *flow = &model->test;
	struct err err = action->err;

	flow->request = 0;
	if (action->ok && key_test_choose(&flow->model, &action->models, flow->wanted, flow->key.privacy, &err))
		flow->state = TEST_REVIEW;
	else
		end_badly(model, &err);
}

static void call(struct model *model, struct effects *effects)
{
	struct flow_test *flow = &model->test;
	struct effect *effect;

	flow->state = TEST_CALLING;
	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_KEY_TEST, flow->request);
	memcpy(effect->call.id, flow->key.id, sizeof(effect->call.id));
	memcpy(effect->call.model, flow->model.id, sizeof(effect->call.model));
}

static void take_success(struct model *model, const struct action *action)
{
	struct flow_test *flow = &model->test;

	flow->result = action->test;
	for (enum price_currency currency = 0; currency < PRICE_CURRENCIES; currency++)
		flow->result.cost[currency] = key_test_cost(&flow->model, currency, action->test.in, action->test.out);
	flow->state = TEST_DONE;
	model_say(model, false, "The key works: %s answered in %lld ms", flow->model.id,
		  (long long)action->test.elapsed_ms);
}

static void take_result(struct model *model, const struct action *action)
{
	struct err err;

	model->test.request = 0;
	if (action->ok) {
		take_success(model, action);
	} else if (action->test.may_have_acted) {
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
	struct flow_test *flow = &model->test;
	enum want want = model_want(model);

	if (flow->state == TEST_CALLING && want == WANT_NOTHING) {
		model_say(model, true, "The call is out and may be charged; its answer is waited for");
		return true;
	}
	if (!(flow->state == TEST_PRICING && want == WANT_NOTHING) && want != WANT_TEST)
		return false;
	if (flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	fail_code(model, ERR_CANCELLED, "No test call was made");
	return true;
}

static bool retry(struct model *model)
{
	struct flow_test *flow = &model->test;
	char id[KEY_ID_SIZE];

	if (model->error_of != ERROR_OF_TEST || flow->state != TEST_FAILED)
		return false;
	memcpy(id, flow->key.id, sizeof(id));
	start(model, id, flow->wanted);
	return true;
}

bool flow_test_update(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_test *flow = &model->test;
	bool mine = flow->request && action->request == flow->request;

	switch (action->type) {
	case ACTION_KEY_TEST:
		start(model, action->wish.id, action->wish.model);
		return true;
	case ACTION_MODELS_GOT:
		if (mine && flow->state == TEST_PRICING)
			take_models(model, action);
		return true;
	case ACTION_KEY_TESTED:
		if (mine && flow->state == TEST_CALLING)
			take_result(model, action);
		return true;
	case ACTION_CONFIRM:
		if (model_want(model) != WANT_TEST)	/* nothing is confirmed unseen */
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

void flow_test_step(struct model *model, struct effects *effects)
{
	struct flow_test *flow = &model->test;

	if (flow->state != TEST_UNLOCK)
		return;
	if (!model_unlocked_for(model, flow->key.address)) {
		if (!model->want_password && !model->unlock_request)
			fail_code(model, ERR_CANCELLED, "The wallet stayed locked: no test call was made");
	} else if (flow->confirmed) {
		call(model, effects);
	} else {
		flow->state = TEST_PRICING;
		flow->request = model_request(model);
		effects_add(effects, EFFECT_MODELS, flow->request);
	}
}
