/* Has a setting of the configuration changed, and takes over what it means for the model. */
#include <stdio.h>
#include <string.h>

#include "wallet/model/model.h"

static void wish_setting(struct model *model, struct action *action, struct effects *effects)
{
	if (!action->setting || model->setting.request)
		return;
	model->setting.err = (struct err){ 0 };
	model->setting_wish = *action->setting;
	model->setting.request = model_request(model);
	*effects_add(effects, EFFECT_SETTING, model->setting.request)->setting = *action->setting;
}

/* Another option may hold in its place: the rows say so. */
static const char *source(const struct model *model)
{
	for (size_t i = 0; model->settings && i < model->settings->count; i++)
		if (!strcmp(model->settings->items[i].name, model->setting_wish.name))
			return model->settings->items[i].from;
	return "";
}

/* The next reading comes by the new time.  One that was not wanted any more may be wanted again. */
static void retime(struct model *model, int64_t before_ms)
{
	int64_t now_ms = model->tuning.refresh_ms;

	if (now_ms == before_ms)
		return;
	if (!now_ms)
		model->balances_next_ms = 0;
	else if (!model->refresh.request && model->accounts.count)
		model->balances_next_ms = model->now_ms;
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	const struct setting_change *wish = &model->setting_wish;
	int64_t refresh_ms = model->tuning.refresh_ms;

	(void)effects;
	model->setting.request = 0;
	if (!action->ok) {
		model->setting.err = action->err;
		model_say(model, true, "%s is not saved: %s", wish->name, action->err.msg);
		return;
	}
	model->tuning = action->tuning;
	retime(model, refresh_ms);
	if (!strncmp(source(model), "--", 2))
		model_say(model, false, "%s is saved; in this run %s holds", wish->name, source(model));
	else if (*wish->value)
		model_say(model, false, "%s = %s is saved", wish->name, wish->value);
	else
		model_say(model, false, "%s is as usual again", wish->name);
}

static const struct flow_wish wishes[] = {
	{ ACTION_SETTING, wish_setting },
	{ 0 },
};

const struct flow_ops flow_settings_ops = {
	.name = "settings",
	.head = offsetof(struct model, setting),
	.wishes = wishes,
	.result = take_result,
};
