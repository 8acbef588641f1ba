#include "net/venice_check.h"

#include "net/answer.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

bool venice_check_balance(struct key_check *out, struct json_object *body, struct err *err)
{
	struct json_object *balances = json_member(body, "balances");

	if (!json_flag(&out->account_can_consume, body, "canConsume"))
		return answer_unusable(err, body, "The answer does not say whether the account can pay");
	out->has_account = true;
	json_take_text(out->currency, sizeof(out->currency), json_member(body, "consumptionCurrency"));
	json_take_number(out->diem, sizeof(out->diem), json_member(balances, "diem"));
	json_take_number(out->earned, sizeof(out->earned), json_member(balances, "earnedCredits"));
	json_take_number(out->bundled, sizeof(out->bundled), json_member(balances, "bundledCredits"));
	json_take_number(out->usd, sizeof(out->usd), json_member(balances, "usd"));
	json_take_number(out->diem_allocation, sizeof(out->diem_allocation), json_member(body, "diemEpochAllocation"));
	return true;
}

static int64_t time_of(struct json_object *value)
{
	const char *text = json_text(value);
	int64_t time_ms;

	return text && text_parse_time(&time_ms, text) ? time_ms : 0;
}

/* False when it is no limit. */
static bool take_limit(struct rate_limit *out, struct json_object *limit)
{
	*out = (struct rate_limit){ 0 };
	json_take_text(out->kind, sizeof(out->kind), json_member(limit, "type"));
	json_take_number(out->amount, sizeof(out->amount), json_member(limit, "amount"));
	return out->kind[0] && out->amount[0];
}

static void take_model(struct model_rates *out, struct json_object *model)
{
	struct json_object *limits = json_member(model, "rateLimits");
	size_t count = json_object_is_type(limits, json_type_array) ? json_object_array_length(limits) : 0;

	json_take_text(out->model, sizeof(out->model), json_member(model, "apiModelId"));
	for (size_t i = 0; i < count && out->count < RATES_EACH_MAX; i++)
		out->count += take_limit(&out->limits[out->count], json_object_array_get_idx(limits, i));
}

static void take_rates(struct key_rates *out, struct json_object *models)
{
	size_t count = json_object_is_type(models, json_type_array) ? json_object_array_length(models) : 0;

	out->cut = count > RATES_MODELS_MAX;
	if (out->cut)
		count = RATES_MODELS_MAX;
	out->items = count ? mem_new(count, sizeof(*out->items)) : NULL;
	for (size_t i = 0; i < count; i++) {
		struct model_rates *model = &out->items[out->count];

		*model = (struct model_rates){ 0 };
		take_model(model, json_object_array_get_idx(models, i));
		out->count += model->model[0] || model->count;
	}
}

bool venice_check_limits(struct key_check *out, struct json_object *body, struct err *err)
{
	struct json_object *data = json_member(body, "data"), *balances = json_member(data, "balances");
	struct json_object *tier = json_member(data, "apiTier");

	if (!json_flag(&out->access_permitted, data, "accessPermitted"))
		return answer_unusable(err, body, "The answer does not say whether the key has access");
	out->has_limits = true;
	json_take_text(out->tier, sizeof(out->tier), json_member(tier, "id"));
	(void)!json_flag(&out->charged, tier, "isCharged");
	json_take_number(out->key_diem, sizeof(out->key_diem), json_member(balances, "DIEM"));
	json_take_number(out->key_bundled, sizeof(out->key_bundled), json_member(balances, "BUNDLED_CREDITS"));
	json_take_number(out->key_usd, sizeof(out->key_usd), json_member(balances, "USD"));
	out->next_epoch_ms = time_of(json_member(data, "nextEpochBegins"));
	out->expires_ms = time_of(json_member(data, "keyExpiration"));
	take_rates(&out->rates, json_member(data, "rateLimits"));
	return true;
}
