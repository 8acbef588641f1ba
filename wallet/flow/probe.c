#include "wallet/model/probe.h"

#include <stdio.h>
#include <string.h>

#include "wallet/flow/session.h"
#include "wallet/flow/wallets.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"
#include "wallet/model/review_parts.h"

static void end_badly(struct model *model, const struct err *err)
{
	struct flow_probe *flow = &model->probe;

	flow->state = PROBE_FAILED;
	flow->request = 0;
	flow->err = *err;
	model_fail_of(model, err->code == ERR_CANCELLED ? FLOW_NONE : FLOW_PROBE, err);
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

/* id must not point into the flow, which is overwritten. */
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

	if (action->ok &&
	    probe_choose(&flow->model, &action->models, flow->wanted, flow->key.privacy, &flow->passed, &err))
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

static void wish_probe(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	start(model, action->wish.id, action->wish.model);
}

static const struct flow_wish wishes[] = {
	{ ACTION_PROBE, wish_probe },
	{ 0 },
};

static void take_answer(struct model *model, const struct action *action)
{
	struct err err;

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

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	(void)effects;
	model->probe.request = 0;
	if (model->probe.state == PROBE_PRICING)
		take_models(model, action);
	else if (model->probe.state == PROBE_CALLING)
		take_answer(model, action);
}

static void confirm(struct model *model, struct effects *effects)
{
	(void)effects;
	model->probe.confirmed = true;
	wait_unlocked(model);
}

/* A call that is out cannot be called back. */
static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_probe *flow = &model->probe;

	if (flow->state == PROBE_CALLING) {
		model_say(model, true, "The call is out and may be charged; its answer is waited for");
		return true;
	}
	if (flow->state != PROBE_PRICING && flow->state != PROBE_REVIEW)
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

static void retry(struct model *model, struct effects *effects)
{
	struct flow_probe *flow = &model->probe;
	struct probe_passed passed = flow->passed;
	char id[KEY_ID_SIZE];

	(void)effects;
	if (flow->state != PROBE_FAILED)
		return;
	if (flow_probe_has_next(flow))
		pass_over(&passed, &flow->model);
	memcpy(id, flow->key.id, sizeof(id));
	start(model, id, flow->wanted);
	flow->passed = passed;
}

static void go_on_unlocked(struct model *model, struct effects *effects)
{
	struct flow_probe *flow = &model->probe;
	struct effect *effect;

	if (flow->confirmed) {
		call(model, effects);
		return;
	}
	flow->state = PROBE_PRICING;
	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_MODELS, flow->request);
	memcpy(effect->call.id, flow->key.id, sizeof(effect->call.id));
}

static bool step(struct model *model, struct effects *effects)
{
	struct flow_probe *flow = &model->probe;

	if (flow->state != PROBE_UNLOCK)
		return false;
	if (model_unlocked_for(model, flow->key.address))
		go_on_unlocked(model, effects);
	else if (session_stays_locked(model))
		fail_code(model, ERR_CANCELLED, "The wallet stayed locked: no test call was made");
	else
		return false;
	return true;
}

static enum want waits(const struct model *model)
{
	return model->probe.state == PROBE_REVIEW ? WANT_PROBE : WANT_NOTHING;
}

static bool is_busy(const struct model *model)
{
	return model->probe.state == PROBE_PRICING || model->probe.state == PROBE_CALLING;
}

static enum loss loss(const struct model *model)
{
	return model->probe.state == PROBE_CALLING ? LOSS_OF_ANSWER : LOSS_NONE;
}

static const char *test_event(const struct flow_probe *flow)
{
	switch (flow->state) {
	case PROBE_CALLING:
		return "test_sent";
	case PROBE_DONE:
		return "test_answered";
	case PROBE_FAILED:
		return flow->err.code == ERR_CANCELLED ? NULL : "test_failed";
	case PROBE_IDLE:
	case PROBE_UNLOCK:
	case PROBE_PRICING:
	case PROBE_REVIEW:
	case PROBE_STATE_COUNT:
		break;
	}
	return NULL;
}

/* A test costs something, so it has a line before it is sent, and one for its outcome. */
static void log_it(struct model *model, unsigned was, struct effects *effects)
{
	const struct flow_probe *flow = &model->probe;
	const char *event = test_event(flow);
	char most[PROBE_MOST_SIZE];
	struct log_entry entry;

	(void)was;
	if (!event)
		return;
	entry = log_watch_entry(model, event, flow->key.address);
	probe_format_most(most, &flow->model);
	if (flow->state == PROBE_FAILED)
		log_watch_error(&entry, &flow->err);
	else if (flow->state == PROBE_CALLING)
		snprintf(entry.text, sizeof(entry.text), "key ...%s, %s, at most %s", flow->key.last6, flow->model.id, most);
	else
		snprintf(entry.text, sizeof(entry.text), "key ...%s, %s, %lld tokens in, %lld out", flow->key.last6,
			 flow->model.id, (long long)flow->result.in, (long long)flow->result.out);
	log_watch_write(model, &entry, effects);
}

static const char *failed_key(const struct model *model)
{
	return model->probe.key.id;
}

const struct flow_ops flow_probe_ops = {
	.name = "probe",
	.head = offsetof(struct model, probe),
	.wishes = wishes,
	.result = take_result,
	.confirm = confirm,
	.cancel = cancel,
	.stops = 10,
	.retry = retry,
	.step = step,
	.is = { [FLOW_IS_BUSY] = is_busy },
	.waits = waits,
	.review = review_of_probe,
	.asks = 6,
	.loss = loss,
	.key = failed_key,
	.logs = log_it,
};
